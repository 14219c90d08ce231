import { clinicalDate } from './clinical-date.ts'
import type { EpochDay } from './clinical-date.ts'
import type { ClinicalIndex, Problem, Result } from './clinical-index.ts'
import { problemsIn } from './has-problem.ts'
import { isWhole } from './is-whole.ts'
import { pregnancyAnswer } from './pregnancy-answer.ts'
import { pregnancyOverSince } from './pregnancy-over.ts'

/** 42 weeks from the last period; an older entry that was never closed says nothing of today. */
const pregnancyDaysMax = 294
/** How long a recorded pregnancy status, or a test, is believed. */
const statusDaysMax = 42
/** Outside of these years a pregnancy needs an entry to be asked about. */
const ageYearsMin = 10
const ageYearsMax = 60

// US Core pregnancy status, the older code of a published record, and an EHR without LOINC.
const statusSeries = ['loinc:82810-3', 'loinc:11996-6', 'text:pregnancy status'] as const
// LOINC: choriogonadotropin (pregnancy test), presence in urine, and in serum or plasma.
const testSeries = ['loinc:2106-3', 'loinc:2118-8', 'loinc:2110-5'] as const
// LOINC: delivery date estimated; the same from last period, and from ultrasound composite.
const deliveryDateSeries = ['loinc:11778-8', 'loinc:11779-6', 'loinc:11780-4'] as const
/** A pregnancy lasts 280 days from the last period; two weeks late is still pregnant. */
const daysBeforeDelivery = 280
const daysLateMax = 14

export interface CurrentPregnancy {
  readonly pregnant: 'yes' | 'no' | 'unknown'
  /** What it rests on; empty when nothing in the record speaks of it. */
  readonly evidence: readonly (Problem | Result)[]
}

/** One entry that speaks of a pregnancy. `fresh`: it is recent enough to be believed today. */
interface Sign {
  readonly says: 'yes' | 'no' | 'doubt'
  /** The day it was written down; undefined for an entry without any date. */
  readonly day: EpochDay | undefined
  readonly fresh: boolean
  readonly fact: Problem | Result
}

/**
 * Whether the record says that the patient is pregnant at `asOf`. `no` means: not recorded, though
 * the problems were read whole; or said not to be; or over; or a man; or outside child-bearing age.
 * `unknown`: problems not read whole, or entries that are too old, in doubt, or contradict.
 */
export function currentPregnancy(index: ClinicalIndex): CurrentPregnancy {
  const over = pregnancyOverSince(index)
  const signs = signsOf(index)
    .filter(({ day }) => day === undefined || over === undefined || day > over)
    .toSorted((one, other) => (other.day ?? -Infinity) - (one.day ?? -Infinity))
  const yes = signs.filter(({ says }) => says === 'yes')
  const no = signs.find(({ says }) => says === 'no')
  const fresh = yes.filter((sign) => sign.fresh)
  const current = fresh.filter((sign) => !isDenied(sign, no))
  if (current.length > 0) return said('yes', current)
  // A test or status that came after the entry contradicts it: it may have been forgotten there.
  if (fresh.length > 0 && no?.fresh === true) {
    return no.fact.kind === 'result' && isTest(no.fact)
      ? said('unknown', [...fresh, no])
      : said('no', [no])
  }
  if (no?.fresh === true) return said('no', [no])
  const doubtful = signs.filter(
    (sign) =>
      (sign.says === 'doubt' || (sign.says === 'yes' && !isDenied(sign, no))) &&
      (sign.fresh || sign.says === 'yes')
  )
  const withOver = doubtful.filter(({ day }) => day !== undefined || over === undefined)
  if (!canBePregnant(index)) return { pregnant: 'no', evidence: [] }
  if (withOver.length > 0) return said('unknown', withOver)
  return { pregnant: isWhole(index, 'conditions') ? 'no' : 'unknown', evidence: [] }
}

const said = (
  pregnant: CurrentPregnancy['pregnant'],
  signs: readonly Sign[]
): CurrentPregnancy => ({
  pregnant,
  evidence: signs.map(({ fact }) => fact)
})

/** Whether something that was written later says no. */
const isDenied = (sign: Sign, no: Sign | undefined): boolean =>
  no?.day !== undefined && no.day >= (sign.day ?? -Infinity) && no.fact !== sign.fact

const isTest = ({ analyte }: Result): boolean => testSeries.some((test) => test === analyte)

function signsOf(index: ClinicalIndex): readonly Sign[] {
  return [
    ...problemSigns(index),
    ...newest(index, statusSeries).flatMap((result) => statusSign(result, index)),
    ...newest(index, testSeries).flatMap((result) => testSign(result, index)),
    ...deliveryDateSign(index)
  ]
}

/** An entry without any date is taken at its word. */
function problemSigns(index: ClinicalIndex): readonly Sign[] {
  return problemsIn(index, ['pregnancy'])
    .filter(({ status }) => status === 'active' || status === 'unknown')
    .map((fact) => {
      const began = fact.onset ?? fact.recorded
      const written = fact.recorded ?? fact.onset
      const isRecent =
        began === undefined || index.asOf.epochDay - began.epochDay <= pregnancyDaysMax
      const says = fact.doubt === undefined ? 'yes' : 'doubt'
      return { says, day: written?.epochDay, fresh: isRecent, fact }
    })
}

/** The newest reading of each series, none after today. */
function newest(index: ClinicalIndex, series: readonly string[]): readonly Result[] {
  return series.flatMap(
    (one) =>
      index.results.get(one)?.readings.find(({ date }) => date.epochDay <= index.asOf.epochDay) ??
      []
  )
}

function statusSign(fact: Result, index: ClinicalIndex): readonly Sign[] {
  const answer = pregnancyAnswer(fact)
  if (answer === undefined) return []
  const day = fact.date.epochDay
  const age = index.asOf.epochDay - day
  if (age > pregnancyDaysMax) return []
  const says = answer === 'yes' || answer === 'no' ? answer : 'doubt'
  return [{ says, day, fresh: age <= statusDaysMax, fact }]
}

function testSign(fact: Result, index: ClinicalIndex): readonly Sign[] {
  const day = fact.date.epochDay
  const age = index.asOf.epochDay - day
  if (fact.detection === undefined || age > pregnancyDaysMax) return []
  const says = fact.detection === 'positive' ? 'yes' : 'no'
  return [{ says, day, fresh: age <= statusDaysMax, fact }]
}

/** The newest estimated delivery date, when today lies within that pregnancy. */
function deliveryDateSign(index: ClinicalIndex): readonly Sign[] {
  const [fact] = newest(index, deliveryDateSeries).toSorted(
    (one, other) => other.sortMs - one.sortMs
  )
  const delivery = clinicalDate(fact?.recorded.text)
  if (fact === undefined || delivery === undefined) return []
  const daysAhead = delivery.epochDay - index.asOf.epochDay
  const isWithin = daysAhead >= -daysLateMax && daysAhead <= daysBeforeDelivery
  return isWithin ? [{ says: 'yes', day: fact.date.epochDay, fresh: true, fact }] : []
}

function canBePregnant(index: ClinicalIndex): boolean {
  const { sex, ageYears, ageYearsLeast = ageYears } = index.person
  if (sex === 'male') return false
  if (problemsIn(index, ['menopause', 'hysterectomy-history'], { settled: true }).length > 0) {
    return false
  }
  if (ageYears === undefined || ageYearsLeast === undefined) return true
  return ageYears >= ageYearsMin && ageYearsLeast <= ageYearsMax
}
