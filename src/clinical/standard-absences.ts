import { isAnalyte, labelOfAnalyte } from '../terminology/analytes.ts'
import type { Absence } from './absence.ts'
import { activeMedications } from './active-medications.ts'
import type { MedicationQuery } from './active-medications.ts'
import type { ClinicalIndex } from './clinical-index.ts'
import { dateOfEpochDay } from './clinical-date.ts'
import type { EpochDay } from './clinical-date.ts'
import { daysBefore, daysSince } from './days-since.ts'
import { isDrugClass, labelOfClass } from './drug-classes.ts'
import { hasProblem } from './has-problem.ts'
import { isAbsent } from './is-absent.ts'
import { latest, latestValue, valuesOf } from './latest.ts'
import {
  isEventSet,
  isInEventSet,
  isProblemSet,
  labelOfEventSet,
  labelOfProblemSet
} from '../terminology/named-sets.ts'
import type { EventSet, ProblemSet } from '../terminology/named-sets.ts'

/*
 * What is worth saying was looked for and not found, given this patient. The list decides what to
 * ask; isAbsent decides whether it may be said. Thresholds only choose what is looked for: they
 * are those of the rules where one speaks of the same matter; where none does (yearly TSH,
 * potassium, drug levels; MCV below 80) they are our choice. No card rests on them.
 */

const year = 365
/** A renewal period and some days: HL7 PDDI-CDS looks back 100 days for medications. */
const medicationDays = 100
/** Screening intervals as commonly recommended in the US (USPSTF); written from memory, not re-read. */
const colonoscopyDays = 3650
const cervicalDays = 3 * year
/** As far back as a record is trusted to be whole. */
const longDays = 3650
/** situation L12: no INR for more than 12 weeks. */
const inrDays = 84

interface Question {
  readonly kind: Absence['kind']
  readonly key: string
  readonly since: EpochDay
}

/** Absences that hold for this record; none whose data were not read whole. In a stable order. */
export function standardAbsences(index: ClinicalIndex): readonly Absence[] {
  const asked = new Set<string>()
  const questions = [
    ...kidneyQuestions(index),
    ...diabetesQuestions(index),
    ...bloodQuestions(index),
    ...heartQuestions(index),
    ...drugQuestions(index),
    ...screeningQuestions(index)
  ]
  return questions.flatMap((question) => {
    const name = `${question.kind} ${question.key}`
    if (asked.has(name)) return []
    asked.add(name)
    const absence = absenceOf(question)
    return isAbsent(index, absence) === 'absent' ? [absence] : []
  })
}

function* kidneyQuestions(index: ClinicalIndex): Iterable<Question> {
  const values = valuesOf(index, 'egfr')
  const [newest] = values
  const isLow = newest !== undefined && newest.value < 60
  const atRisk = hasActive(index, 'diabetes', 'ckd')
  if (atRisk || isLow) yield within(index, 'result', 'uacr', year)
  if (atRisk) yield within(index, 'result', 'egfr', year)
  // Chronic when it lasts for more than 3 months (KDIGO; not re-read).
  const stillLow = values.some(
    (one) => one.value < 60 && newest !== undefined && newest.date.epochDay - one.date.epochDay > 90
  )
  if (isLow && stillLow) yield within(index, 'problem', 'ckd', longDays)
  if (newest !== undefined && newest.value < 30) {
    yield within(index, 'order', 'nephrology-referral', year)
  }
}

function* diabetesQuestions(index: ClinicalIndex): Iterable<Question> {
  const newest = latestValue(index, 'hba1c')
  // situation L4 and the quality measure: above 9 % and nothing since.
  if (newest !== undefined && newest.value > 9 && daysSince(newest.date, index) >= 90) {
    yield { kind: 'result', key: 'hba1c', since: newest.date.epochDay + 1 }
  }
  if (hasActive(index, 'diabetes')) yield within(index, 'result', 'hba1c', year)
}

function* bloodQuestions(index: ClinicalIndex): Iterable<Question> {
  const hemoglobin = latestValue(index, 'hemoglobin')
  const mcv = latestValue(index, 'mcv')
  const ferritin = latestValue(index, 'ferritin')
  // AGA 2020: haemoglobin below 13 g/dL (men) or 12 g/dL (women), ferritin below 45 ng/mL.
  const least = index.person.sex === 'male' ? 13 : 12
  const isLow = hemoglobin !== undefined && hemoglobin.value < least
  const isMicrocytic = mcv !== undefined && mcv.value < 80
  if (isLow || isMicrocytic || hasActive(index, 'anemia')) {
    yield within(index, 'result', 'ferritin', 2 * year)
  }
  if (isLow && ferritin !== undefined && ferritin.value < 45) {
    yield within(index, 'procedure', 'upper-endoscopy', 2 * year)
    yield within(index, 'procedure', 'colonoscopy', 2 * year)
  }
  const psa = latestValue(index, 'psa')
  if (psa !== undefined && psa.value >= 4) {
    yield { kind: 'result', key: 'psa', since: psa.date.epochDay + 1 }
    yield { kind: 'order', key: 'urology-referral', since: psa.date.epochDay }
  }
}

function* heartQuestions(index: ClinicalIndex): Iterable<Question> {
  const lvef = latestValue(index, 'lvef')
  const isReduced = lvef !== undefined && lvef.value <= 40
  if (hasActive(index, 'heart-failure')) {
    yield within(index, 'procedure', 'echocardiogram', longDays)
  }
  if (isReduced) {
    yield within(index, 'medication', 'heart-failure-beta-blocker', medicationDays)
    yield within(index, 'medication', 'mra', medicationDays)
    yield within(index, 'medication', 'sglt2-inhibitor', medicationDays)
  }
  if (hasActive(index, 'atrial-fibrillation')) {
    yield within(index, 'medication', 'anticoagulant', medicationDays)
  }
  if (hasProblem(index, ['ascvd'])) yield within(index, 'medication', 'statin', medicationDays)
}

function* drugQuestions(index: ClinicalIndex): Iterable<Question> {
  const takes = (query: MedicationQuery): boolean => activeMedications(index, query).length > 0
  if (takes({ classes: ['vitamin-k-antagonist'] })) yield within(index, 'result', 'inr', inrDays)
  if (takes({ classes: ['ace-inhibitor', 'arb', 'mra', 'diuretic'] })) {
    yield within(index, 'result', 'potassium', year)
    yield within(index, 'result', 'creatinine', year)
  }
  if (takes({ ingredients: ['metformin'] })) yield within(index, 'result', 'egfr', year)
  if (takes({ ingredients: ['digoxin'] })) yield within(index, 'result', 'digoxin-level', year)
  if (takes({ ingredients: ['lithium'] })) {
    yield within(index, 'result', 'lithium-level', year / 2)
    yield within(index, 'result', 'tsh', year)
  }
  if (takes({ ingredients: ['levothyroxine', 'amiodarone'] })) {
    yield within(index, 'result', 'tsh', year)
  }
  if (takes({ classes: ['opioid'] })) {
    yield within(index, 'medication', 'opioid-antagonist', year)
  }
}

function* screeningQuestions(index: ClinicalIndex): Iterable<Question> {
  const { ageYears, sex } = index.person
  const fit = latest(index, 'fit')
  if (fit?.recorded.text !== undefined && /\bpositive\b|\bdetected\b/i.test(fit.recorded.text)) {
    if (!/\bnot detected\b/i.test(fit.recorded.text)) {
      yield { kind: 'procedure', key: 'colonoscopy', since: fit.date.epochDay }
    }
  }
  if (
    ageYears === undefined ||
    hasProblem(index, ['hospice', 'terminal-illness'], { settled: true })
  )
    return
  if (ageYears >= 45 && ageYears <= 75 && isScreenedForColon(index)) {
    const colonoscopy = within(index, 'procedure', 'colonoscopy', colonoscopyDays)
    yield colonoscopy
    // Either test screens: after a colonoscopy nobody misses the other.
    if (isAbsent(index, absenceOf(colonoscopy)) === 'absent') {
      yield within(index, 'procedure', 'fit', year)
    }
  }
  if (sex !== 'female') return
  // Nothing of mammography: many EHRs keep it as imaging, which no search of ours reads, so that
  // "none found" would not be true.
  if (ageYears >= 21 && ageYears <= 65 && !hasHad(index, 'hysterectomy')) {
    yield within(index, 'procedure', 'cervical-screening', cervicalDays)
  }
}

function isScreenedForColon(index: ClinicalIndex): boolean {
  return !hasHad(index, 'colectomy') && !hasProblem(index, ['colorectal-cancer'])
}

function absenceOf({ kind, key, since }: Question): Absence {
  return { kind, key, label: labelOf(key), since: dateOfEpochDay(since) }
}

function within(index: ClinicalIndex, kind: Absence['kind'], key: string, days: number): Question {
  return { kind, key, since: daysBefore(index, Math.floor(days)).epochDay }
}

function hasActive(index: ClinicalIndex, ...sets: readonly ProblemSet[]): boolean {
  return hasProblem(index, sets, { active: true })
}

function hasHad(index: ClinicalIndex, set: EventSet): boolean {
  return index.events.some((event) => event.kind === 'procedure' && isInEventSet(event, set))
}

function labelOf(key: string): string {
  if (isAnalyte(key)) return labelOfAnalyte(key)
  if (isEventSet(key)) return labelOfEventSet(key)
  if (isProblemSet(key)) return labelOfProblemSet(key)
  return isDrugClass(key) ? labelOfClass(key) : key
}
