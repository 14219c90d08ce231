import type { Medication } from '../../clinical/clinical-index.ts'
import type { LineContext } from '../chart-line.ts'
import { cleanUnit } from '../ehr-text.ts'
import { writeNumber } from '../write-number.ts'
import type { FactLine } from './fact-line.ts'
import { reasonsOf } from './reasons-of.ts'
import type { ShownProblems } from './reasons-of.ts'

const statusWords = {
  active: 'active',
  'on-hold': 'on hold',
  draft: 'draft',
  unknown: 'status not recorded',
  completed: 'completed',
  stopped: 'stopped'
} as const

/** `[M1] Metformin 500 MG Oral Tablet (RX 861007) active since D-1000; 1000 mg/d; 12 renewals`. */
export function medicationLines(
  medications: readonly Medication[],
  { time }: LineContext,
  shown: ShownProblems
): FactLine[] {
  return medications.map((medication) => {
    const { status, started, ended, courseEnded, source, repeats } = medication
    const past = status === 'completed' || status === 'stopped'
    const when = past
      ? (ended === undefined ? '' : ` ${time.write(ended)}`) +
        (started === undefined ? '' : `; started ${time.write(started)}`)
      : (started === undefined ? '' : ` since ${time.write(started)}`) +
        (ended === undefined ? '' : ` until ${time.write(ended)}`) +
        (courseEnded === undefined ? '' : `, its course ended ${time.write(courseEnded)}`)
    const renewals =
      repeats.length === 0 ? '' : `; ${repeats.length} renewal${repeats.length === 1 ? '' : 's'}`
    const says = ` ${statusWords[status]}${when}${writeDailyDose(medication)}${renewals}`
    return {
      section: past ? 'STOPPED MEDICATIONS' : 'MEDICATIONS',
      cut: past ? 'stopped-medications' : 'never',
      letter: source === 'dispense' ? 'D' : 'M',
      fact: medication,
      date: past ? (ended ?? started) : started,
      ...reasonsOf(medication, shown, says),
      ...ownLabel(medication)
    }
  })
}

/** `; 1000 mg/d`, or nothing. */
export function writeDailyDose({ dailyDose }: Medication): string {
  return dailyDose === undefined
    ? ''
    : `; ${writeNumber(dailyDose.value)} ${cleanUnit(dailyDose.unit)}/d`
}

/** The ingredients, by the names that Curbside's terminology gives them. */
export function ownLabel({ ingredients }: Medication): { readonly ownLabel?: string } {
  return ingredients.length === 0 ? {} : { ownLabel: ingredients.join(' / ') }
}
