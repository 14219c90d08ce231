import type { RuleCase } from './a-view.ts'
import { cancerAndWeightCases } from './cancer-and-weight-cases.ts'
import { diabetesAndWarfarinCases } from './diabetes-and-warfarin-cases.ts'
import { followUpCases } from './follow-up-cases.ts'
import { heartCases } from './heart-cases.ts'
import { kidneyAndIronCases } from './kidney-and-iron-cases.ts'
import { opioidRecordCases } from './opioid-guideline-cases.ts'
import { unreadRecordCases } from './unread-cases.ts'

/* The situations of the longitudinal record (clinical reference, section 4, L1 to L16). */
export const longitudinalCases: readonly RuleCase[] = [
  ...kidneyAndIronCases,
  ...diabetesAndWarfarinCases,
  ...heartCases,
  ...cancerAndWeightCases,
  ...followUpCases,
  ...opioidRecordCases,
  ...unreadRecordCases
]
