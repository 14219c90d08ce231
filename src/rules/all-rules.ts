import { pendingResults } from './discharge/pending-results.ts'
import { sameDrugTwice } from './discharge/same-drug-twice.ts'
import { ascvdStatin } from './longitudinal/ascvd-statin.ts'
import { bloodPressureHigh } from './longitudinal/blood-pressure-high.ts'
import { criticalResult } from './longitudinal/critical-result.ts'
import { diabetesKidneyCheck } from './longitudinal/diabetes-kidney-check.ts'
import { egfrFall } from './longitudinal/egfr-fall.ts'
import { fibrillationStrokeRisk } from './longitudinal/fibrillation-stroke-risk.ts'
import { hba1cHigh } from './longitudinal/hba1c-high.ts'
import { ironDeficiency } from './longitudinal/iron-deficiency.ts'
import { opioidUseDisorder } from './longitudinal/opioid-use-disorder.ts'
import { positiveFit } from './longitudinal/positive-fit.ts'
import { psaRise } from './longitudinal/psa-rise.ts'
import { reducedEjectionFraction } from './longitudinal/reduced-ejection-fraction.ts'
import { screeningOverdue } from './longitudinal/screening-overdue.ts'
import { severeDepressionScore } from './longitudinal/severe-depression-score.ts'
import { warfarinInr } from './longitudinal/warfarin-inr.ts'
import { weightLoss } from './longitudinal/weight-loss.ts'
import { apixabanDose } from './orders/apixaban-dose.ts'
import { arbAceInhibitor } from './orders/arb-ace-inhibitor.ts'
import { ciprofloxacinTizanidine } from './orders/ciprofloxacin-tizanidine.ts'
import { citalopramDose } from './orders/citalopram-dose.ts'
import { citalopramOndansetron } from './orders/citalopram-ondansetron.ts'
import { clarithromycinSimvastatin } from './orders/clarithromycin-simvastatin.ts'
import { colchicineClarithromycin } from './orders/colchicine-clarithromycin.ts'
import { dabigatranMechanicalValve } from './orders/dabigatran-mechanical-valve.ts'
import { digoxinAmiodarone } from './orders/digoxin-amiodarone.ts'
import { digoxinCyclosporine } from './orders/digoxin-cyclosporine.ts'
import { duplicateAceInhibitor } from './orders/duplicate-ace-inhibitor.ts'
import { firstOpioid } from './orders/first-opioid.ts'
import { highRiskOlder } from './orders/high-risk-older.ts'
import { lithiumLevelRaisers } from './orders/lithium-level-raisers.ts'
import { metforminEgfr } from './orders/metformin-egfr.ts'
import { methotrexateSafety } from './orders/methotrexate.ts'
import { nitrofurantoinEgfr } from './orders/nitrofurantoin-egfr.ts'
import { nsaidAnticoagulant } from './orders/nsaid-anticoagulant.ts'
import { nsaidKidneys } from './orders/nsaid-kidneys.ts'
import { nsaidWarfarin } from './orders/nsaid-warfarin.ts'
import { omeprazoleClopidogrel } from './orders/omeprazole-clopidogrel.ts'
import { opioidBenzodiazepine } from './orders/opioid-benzodiazepine.ts'
import { opioidDosage } from './orders/opioid-dosage.ts'
import { opioidDose } from './orders/opioid-dose.ts'
import { opioidFollowUp } from './orders/opioid-follow-up.ts'
import { penicillinAllergy } from './orders/penicillin-allergy.ts'
import { propranololAsthma } from './orders/propranolol-asthma.ts'
import { qtPair } from './orders/qt-pair.ts'
import { reninAngiotensinPregnancy } from './orders/renin-angiotensin-pregnancy.ts'
import { sacubitrilAceInhibitor } from './orders/sacubitril-ace-inhibitor.ts'
import { serotonergicMaoi } from './orders/serotonergic-maoi.ts'
import { sildenafilNitrate } from './orders/sildenafil-nitrate.ts'
import { simvastatinCap } from './orders/simvastatin-cap.ts'
import { spironolactonePotassium } from './orders/spironolactone-potassium.ts'
import { statinPregnancy } from './orders/statin-pregnancy.ts'
import { sulfamethoxazoleWarfarin } from './orders/sulfamethoxazole-warfarin.ts'
import { teratogenPregnancy } from './orders/teratogen-pregnancy.ts'
import { trimethoprimPotassium } from './orders/trimethoprim-potassium.ts'
import { urineDrugResult } from './orders/urine-drug-result.ts'
import { urineDrugTest } from './orders/urine-drug-test.ts'
import { verapamilBetaBlocker } from './orders/verapamil-beta-blocker.ts'
import { xanthineOxidaseThiopurine } from './orders/xanthine-oxidase-thiopurine.ts'
import type { Rule } from './rule.ts'
import { unreadResults } from './unread-results.ts'

/** Every rule, in the order of the situations they answer. Unique ids and topics (tested). */
export const rules: readonly Rule[] = [
  metforminEgfr,
  nsaidWarfarin,
  nsaidAnticoagulant,
  nsaidKidneys,
  duplicateAceInhibitor,
  arbAceInhibitor,
  sacubitrilAceInhibitor,
  penicillinAllergy,
  citalopramDose,
  qtPair,
  citalopramOndansetron,
  sulfamethoxazoleWarfarin,
  clarithromycinSimvastatin,
  simvastatinCap,
  spironolactonePotassium,
  trimethoprimPotassium,
  digoxinAmiodarone,
  digoxinCyclosporine,
  opioidBenzodiazepine,
  opioidDose,
  firstOpioid,
  statinPregnancy,
  reninAngiotensinPregnancy,
  teratogenPregnancy,
  sildenafilNitrate,
  ciprofloxacinTizanidine,
  serotonergicMaoi,
  xanthineOxidaseThiopurine,
  methotrexateSafety,
  lithiumLevelRaisers,
  dabigatranMechanicalValve,
  apixabanDose,
  verapamilBetaBlocker,
  propranololAsthma,
  nitrofurantoinEgfr,
  colchicineClarithromycin,
  omeprazoleClopidogrel,
  highRiskOlder,
  opioidDosage,
  opioidFollowUp,
  urineDrugResult,
  urineDrugTest,
  egfrFall,
  ironDeficiency,
  psaRise,
  hba1cHigh,
  positiveFit,
  diabetesKidneyCheck,
  reducedEjectionFraction,
  ascvdStatin,
  fibrillationStrokeRisk,
  bloodPressureHigh,
  criticalResult,
  warfarinInr,
  screeningOverdue,
  weightLoss,
  severeDepressionScore,
  opioidUseDisorder,
  unreadResults,
  pendingResults,
  sameDrugTwice
]
