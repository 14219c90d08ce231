import { diabetesKidneyCheck } from './longitudinal/diabetes-kidney-check.ts'
import { egfrFall } from './longitudinal/egfr-fall.ts'
import { hba1cHigh } from './longitudinal/hba1c-high.ts'
import { ironDeficiency } from './longitudinal/iron-deficiency.ts'
import { warfarinInr } from './longitudinal/warfarin-inr.ts'
import { ciprofloxacinTizanidine } from './orders/ciprofloxacin-tizanidine.ts'
import { clarithromycinSimvastatin } from './orders/clarithromycin-simvastatin.ts'
import { dabigatranMechanicalValve } from './orders/dabigatran-mechanical-valve.ts'
import { duplicateAceInhibitor } from './orders/duplicate-ace-inhibitor.ts'
import { metforminEgfr } from './orders/metformin-egfr.ts'
import { nsaidKidneys } from './orders/nsaid-kidneys.ts'
import { nsaidWarfarin } from './orders/nsaid-warfarin.ts'
import { opioidBenzodiazepine } from './orders/opioid-benzodiazepine.ts'
import { penicillinAllergy } from './orders/penicillin-allergy.ts'
import { reninAngiotensinPregnancy } from './orders/renin-angiotensin-pregnancy.ts'
import { sacubitrilAceInhibitor } from './orders/sacubitril-ace-inhibitor.ts'
import { sildenafilNitrate } from './orders/sildenafil-nitrate.ts'
import { sulfamethoxazoleWarfarin } from './orders/sulfamethoxazole-warfarin.ts'
import type { Rule } from './rule.ts'

/** Every rule, in the order of the situations they answer. Unique ids and topics (tested). */
export const rules: readonly Rule[] = [
  metforminEgfr,
  nsaidWarfarin,
  nsaidKidneys,
  duplicateAceInhibitor,
  sacubitrilAceInhibitor,
  penicillinAllergy,
  sulfamethoxazoleWarfarin,
  clarithromycinSimvastatin,
  opioidBenzodiazepine,
  reninAngiotensinPregnancy,
  sildenafilNitrate,
  ciprofloxacinTizanidine,
  dabigatranMechanicalValve,
  egfrFall,
  ironDeficiency,
  hba1cHigh,
  diabetesKidneyCheck,
  warfarinInr
]
