import { clinicalDate } from './clinical-date.ts'
import type { ClinicalIndex, Problem, Result } from './clinical-index.ts'
import { daysSince } from './days-since.ts'
import { problemsIn } from './has-problem.ts'
import { isWhole } from './is-whole.ts'

/** 42 weeks from the last period; an older entry that was never closed says nothing of today. */
const pregnancyDaysMax = 294
/** How long a recorded pregnancy status is believed. */
const statusDaysMax = 42
/** Outside of these years a pregnancy needs an entry to be asked about. */
const ageYearsMin = 10
const ageYearsMax = 60

// US Core pregnancy status, and the older code of a published record.
const pregnancyStatusCodes = ['loinc:82810-3', 'loinc:11996-6'] as const

/** SNOMED CT, as US Core names them; all there is to read where a value has no display. */
const pregnantCode = '77386006'
const notPregnantCode = '60001007'

// LOINC: delivery date estimated; the same from last period, and from ultrasound composite.
const deliveryDateCodes = ['loinc:11778-8', 'loinc:11779-6', 'loinc:11780-4'] as const
/** A pregnancy lasts 280 days from the last period; two weeks late is still pregnant. */
const daysBeforeDelivery = 280
const daysLateMax = 14

export interface CurrentPregnancy {
  readonly pregnant: 'yes' | 'no' | 'unknown'
  /** What it rests on; empty when nothing in the record speaks of it. */
  readonly evidence: readonly (Problem | Result)[]
}

/**
 * Whether the record says that the patient is pregnant at `asOf`. `no` means: not recorded, though
 * the problems were read whole; or a man; or outside child-bearing age. `unknown`: problems not
 * read whole, or an entry so old that it cannot tell.
 */
export function currentPregnancy(index: ClinicalIndex): CurrentPregnancy {
  const active = problemsIn(index, ['pregnancy'], { active: true })
  const current = active.filter((problem) => isRecent(problem, index))
  const status = newestStatus(index)
  if (status?.pregnant === 'yes') return status
  const recordedSince = current.filter((problem) => isNewer(problem, status?.evidence[0]))
  if (recordedSince.length > 0) return { pregnant: 'yes', evidence: recordedSince }
  if (status !== undefined) return status
  const expected = expectedDelivery(index)
  if (expected !== undefined) return { pregnant: 'yes', evidence: [expected] }
  if (!canBePregnant(index)) return { pregnant: 'no', evidence: [] }
  if (active.length > 0) return { pregnant: 'unknown', evidence: active }
  return { pregnant: isWhole(index, 'conditions') ? 'no' : 'unknown', evidence: [] }
}

interface RecordedStatus extends CurrentPregnancy {
  readonly pregnant: 'yes' | 'no'
  readonly evidence: readonly [Result]
}

function newestStatus(index: ClinicalIndex): RecordedStatus | undefined {
  for (const code of pregnancyStatusCodes) {
    const newest = index.results.get(code)?.readings[0]
    const text = newest?.recorded.text?.toLowerCase()
    if (newest === undefined || text === undefined) continue
    const days = daysSince(newest.date, index)
    if (days < 0 || days > statusDaysMax) continue
    // Whole answers only: a narrative ("two pregnancy losses") is no status.
    if (text === pregnantCode || /^(?:patient (?:is )?)?(?:currently )?pregnant$/.test(text)) {
      return { pregnant: 'yes', evidence: [newest] }
    }
    if (
      text === notPregnantCode ||
      /^(?:patient (?:is )?)?(?:not (?:currently )?pregnant|not pregnancy)$/.test(text)
    ) {
      return { pregnant: 'no', evidence: [newest] }
    }
  }
  return undefined
}

/** The newest estimated delivery date, when today lies within that pregnancy. */
function expectedDelivery(index: ClinicalIndex): Result | undefined {
  const newest = deliveryDateCodes
    .flatMap((code) => index.results.get(code)?.readings.slice(0, 1) ?? [])
    .filter(({ date }) => date.epochDay <= index.asOf.epochDay)
    .toSorted((one, other) => other.sortMs - one.sortMs)[0]
  const delivery = clinicalDate(newest?.recorded.text)
  if (newest === undefined || delivery === undefined) return undefined
  // A pregnancy that was noted as over since is over.
  const ended = problemsIn(index, ['pregnancy']).some(
    ({ status, abated }) =>
      status === 'resolved' && (abated?.epochDay ?? -Infinity) >= newest.date.epochDay
  )
  const daysAhead = delivery.epochDay - index.asOf.epochDay
  const within = daysAhead >= -daysLateMax && daysAhead <= daysBeforeDelivery
  return within && !ended ? newest : undefined
}

/** An entry without any date is taken at its word. */
function isRecent(problem: Problem, index: ClinicalIndex): boolean {
  const date = problem.onset ?? problem.recorded
  return date === undefined || daysSince(date, index) <= pregnancyDaysMax
}

/** Whether the problem was written down after the status that says otherwise. */
function isNewer(problem: Problem, status: Result | undefined): boolean {
  const written = problem.recorded ?? problem.onset
  return status === undefined || (written?.epochDay ?? -Infinity) > status.date.epochDay
}

function canBePregnant(index: ClinicalIndex): boolean {
  const { sex, ageYears } = index.person
  if (sex === 'male') return false
  return ageYears === undefined || (ageYears >= ageYearsMin && ageYears <= ageYearsMax)
}
