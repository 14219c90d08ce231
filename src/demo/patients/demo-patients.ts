import { bleedingOnWarfarin } from './bleeding-on-warfarin.ts'
import { child } from './child.ts'
import type { DemoPatient } from './demo-patient.ts'
import { fallingFiltrationUnnamed } from './falling-filtration.ts'
import { fallingKidneyOnMetformin } from './falling-kidney-on-metformin.ts'
import { highCalciumUnexplained } from './high-calcium.ts'
import { highHba1cNotActedOn } from './high-hba1c.ts'
import { hypertensionInPregnancy } from './hypertension-in-pregnancy.ts'
import { ironDeficiencyNeverWorkedUp } from './iron-deficiency.ts'
import { lowPotassiumInHypertension } from './low-potassium.ts'
import { lowSodiumOnCitalopram } from './low-sodium.ts'
import { penicillinAnaphylaxis } from './penicillin-anaphylaxis.ts'
import { penicillinTolerated } from './penicillin-tolerated.ts'
import { wellPerson } from './well-person.ts'

/**
 * The people of the demo, written for this project: nobody of them is or was. Every date is counted
 * back from `asOf` (`YYYY-MM-DD` or an instant), so that the stories hold on any day.
 */
export function demoPatients(asOf: string): readonly DemoPatient[] {
  return [
    fallingKidneyOnMetformin(asOf),
    bleedingOnWarfarin(asOf),
    ironDeficiencyNeverWorkedUp(asOf),
    highCalciumUnexplained(asOf),
    lowPotassiumInHypertension(asOf),
    lowSodiumOnCitalopram(asOf),
    fallingFiltrationUnnamed(asOf),
    highHba1cNotActedOn(asOf),
    penicillinAnaphylaxis(asOf),
    penicillinTolerated(asOf),
    hypertensionInPregnancy(asOf),
    child(asOf),
    wellPerson(asOf)
  ]
}
