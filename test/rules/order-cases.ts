import type { RuleCase } from './a-view.ts'
import { conditionCases } from './condition-cases.ts'
import { doseCases } from './dose-cases.ts'
import { drugPairCases } from './drug-pair-cases.ts'
import { interactionCases } from './interaction-cases.ts'
import { metforminCases } from './metformin-cases.ts'
import { nsaidCases } from './nsaid-cases.ts'
import { opioidOrderCases } from './opioid-guideline-cases.ts'
import { unreadOrderCases } from './unread-cases.ts'

/*
 * The situations at ordering (clinical reference, section 4): each with its positive case, the
 * edge, what keeps it silent, and what is said when the data that decide were not read. `said`
 * lists every rule that speaks, so that no other rule may join in unnoticed.
 */
export const orderCases: readonly RuleCase[] = [
  ...metforminCases,
  ...nsaidCases,
  ...drugPairCases,
  ...conditionCases,
  ...interactionCases,
  ...doseCases,
  ...opioidOrderCases,
  ...unreadOrderCases
]
