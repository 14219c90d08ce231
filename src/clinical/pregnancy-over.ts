import type { EpochDay } from './clinical-date.ts'
import type { ClinicalIndex } from './clinical-index.ts'
import { problemsIn } from './has-problem.ts'
import { isInEventSet } from '../terminology/named-sets.ts'

const happened: ReadonlySet<string> = new Set(['completed', 'finished', 'final', 'amended'])

/**
 * The last day on which a pregnancy ended, as far as the record tells: a delivery or its like, a
 * pregnancy that was noted as over, the removal of the uterus. What was written before speaks of
 * that pregnancy, not of a current one.
 */
export function pregnancyOverSince(index: ClinicalIndex): EpochDay | undefined {
  const ofProblems = problemsIn(index, ['pregnancy-over'], { settled: true }).map(
    ({ onset, recorded }) => (onset ?? recorded)?.epochDay
  )
  const ofEnded = problemsIn(index, ['pregnancy'])
    .filter(({ status }) => status === 'resolved' || status === 'inactive')
    .map(({ abated }) => abated?.epochDay)
  const ofEvents = index.events
    .filter(
      (event) =>
        happened.has(event.status) &&
        (isInEventSet(event, 'delivery') || isInEventSet(event, 'hysterectomy'))
    )
    .map(({ date, end }) => (date ?? end)?.epochDay)
  const days = [...ofProblems, ...ofEnded, ...ofEvents].filter(
    (day) => day !== undefined && day <= index.asOf.epochDay
  ) as readonly EpochDay[]
  return days.length === 0 ? undefined : Math.max(...days)
}
