import type { Result } from '../../clinical/clinical-index.ts'
import { problemsOfDiagnosis } from '../../clinical/concept-in-record.ts'
import { comparable, directionOf } from '../../clinical/smallest-change.ts'
import { sameUnit } from '../checks/unit.ts'
import type { SupportedFact } from '../supported-fact.ts'
import { isTimeCritical } from './concept-named.ts'
import { isFound } from './searches.ts'
import { fallen, stated, toCheck } from './meaning.ts'
import type { GivenMeaning, MeaningCheck, MeaningWords } from './meaning.ts'
import { drugsOf, keysOf, listOf, nameOf, readingsOf } from './names.ts'
import { standingOf } from './result-standing.ts'

/* The record itself may be wrong: said of its numbers and days, and asked where only a reader can tell. */

/** Readings of one test so near in time that both cannot be right. */
const sameTimeDays = 3

export const contradict: MeaningCheck = (given) => {
  const facts = [...given.subjects, ...given.objects]
  if (facts.length < 2 && facts.flatMap(readingsOf).length < 2) return fallen('fact-missing')
  const readings = facts.flatMap(readingsOf)
  const ofOne = new Set(readings.map(({ analyte }) => analyte)).size === 1
  const words = (title: string): MeaningWords => wordsOf(given, title, facts.slice(0, 4))
  if (ofOne && readings.length >= 2 && facts.every((one) => readingsOf(one).length > 0)) {
    const pair = farthest(readings)
    if (pair === undefined) return fallen('relation-contradicted')
    return stated(words('they cannot both be right'))
  }
  return toCheck(words(`${listOf(facts.map(nameOf))} do not fit together`))
}

/** Two readings of nearly one time that differ. */
function farthest(readings: readonly Result[]): readonly [Result, Result] | undefined {
  for (const one of readings) {
    for (const other of readings) {
      if (one === other) continue
      if (Math.abs(one.date.epochDay - other.date.epochDay) > sameTimeDays) continue
      const both = comparable(one, other, sameUnit)
      if (both === undefined) continue
      if (directionOf(one.analyte, both.values, both.inOwnUnit) !== 'stable') return [one, other]
    }
  }
  return undefined
}

export const implausible: MeaningCheck = (given) => {
  const [fact] = given.subjects
  if (fact === undefined) return fallen('fact-missing')
  const readings = readingsOf(fact)
  const normal =
    readings.length > 0 &&
    readings.every((one) => standingOf(one, given.view.knowledge) === 'normal')
  if (normal) return fallen('relation-contradicted')
  const title = readings.length > 0 ? 'can this be right?' : `${nameOf(fact)}: can this be right?`
  return toCheck(wordsOf(given, title))
}

export const mixedUp: MeaningCheck = (given) => {
  const facts = [...given.subjects, ...given.objects]
  if (given.subjects.length === 0) return fallen('fact-missing')
  const what = facts.some((fact) => readingsOf(fact).length > 0) ? 'sample or patient' : 'patient'
  const names = listOf(given.subjects.map(nameOf))
  return toCheck(wordsOf(given, `${names}: the right ${what}?`))
}

export const listCannotBeRight: MeaningCheck = (given) => {
  const { subjects, objects, detail } = given
  const facts = [...subjects, ...objects]
  const [fact] = facts
  if (fact === undefined) return fallen('fact-missing')
  const names = listOf(subjects.map(nameOf))
  const drugs = drugsOf(facts)
  switch (detail) {
    case 'drug-missing':
      return toCheck(wordsOf(given, 'the medication list may lack a drug'))
    case 'drug-stale':
      return drugs.length === 0
        ? fallen('slots-unfit')
        : toCheck(wordsOf(given, `is ${listOf(drugs.map(({ name }) => name))} still taken?`))
    case 'problem-missing':
      return toCheck(wordsOf(given, 'the problem list may lack a problem'))
    case 'problem-stale':
      return toCheck(wordsOf(given, `is ${names} still right on the problem list?`))
    case 'entry-twice':
      return isTwice(facts)
        ? stated(wordsOf(given, `${nameOf(fact)} stands twice`))
        : fallen('relation-contradicted')
    case 'impossible-date': {
      const wrong = facts.find((one) => isImpossible(one, given))
      return wrong === undefined
        ? fallen('relation-contradicted')
        : stated(wordsOf(given, `${nameOf(wrong)}: the date cannot be right`))
    }
    case 'impossible-dose':
      return drugs.length === 0
        ? fallen('slots-unfit')
        : toCheck(
            wordsOf(given, `can the dose of ${listOf(drugs.map(({ name }) => name))} be right?`)
          )
    case null:
    case 'wrong-status':
    case 'kidney':
    case 'liver':
    case 'weight':
    case 'age':
    case 'first-dose':
    case 'indication':
    case 'maximum':
    case 'pregnancy':
    case 'other-drug':
      return toCheck(wordsOf(given, `${names}: is the entry right?`))
  }
}

function isTwice(facts: readonly SupportedFact[]): boolean {
  const [one, other] = facts
  if (one === undefined || other === undefined) return false
  const keys = new Set(keysOf([one]))
  return keysOf([other]).some((key) => keys.has(key))
}

/** After today, or before the birth. */
function isImpossible({ found }: SupportedFact, { view }: GivenMeaning): boolean {
  const { asOf, person } = view.index
  const dates =
    found.kind === 'condition'
      ? [found.problem.onset, found.problem.abated, found.problem.recorded]
      : found.kind === 'drug'
        ? [found.medication.started, found.medication.ended]
        : found.kind === 'event'
          ? [found.event.date, found.event.end]
          : []
  const known = dates.filter((date) => date !== undefined)
  const [first, second] = known
  const backwards =
    found.kind !== 'condition' && first !== undefined && second !== undefined
      ? second.epochDay < first.epochDay
      : false
  return (
    backwards ||
    known.some(
      ({ epochDay }) =>
        epochDay > asOf.epochDay + 1 ||
        (person.birth !== undefined && epochDay < person.birth.epochDay)
    )
  )
}

export const labelOutOfDate: MeaningCheck = (given) => {
  const { subjects, objects, concept } = given
  const problem = subjects.find(({ found }) => found.kind === 'condition')
  if (problem === undefined || objects.length === 0) return fallen('fact-missing')
  if (isTimeCritical(concept)) return fallen('topic-time-critical')
  const now = concept === undefined ? '' : `, or ${concept.name}`
  return toCheck(wordsOf(given, `is ${nameOf(problem)} still the right label${now}?`))
}

export const labelMissing: MeaningCheck = (given) => {
  const { concept, subjects, objects, view } = given
  if (concept === undefined || concept.kind === 'drug') return fallen('concept-unknown')
  if (isTimeCritical(concept)) return fallen('topic-time-critical')
  if (subjects.length + objects.length === 0) return fallen('fact-missing')
  const found = isFound(concept, view)
  const onList =
    concept.concept.kind === 'diagnosis' &&
    problemsOfDiagnosis(view.index, concept.concept, { active: true }).length > 0
  if (found === 'present' || onList) return fallen('relation-contradicted')
  if (found === 'unknown') return toCheck(wordsOf(given, `${concept.name} to consider`))
  return toCheck(wordsOf(given, `${concept.name} to consider: it is not on the problem list`))
}

const forAge =
  (side: 'high' | 'low'): MeaningCheck =>
  (given) => {
    const [result] = [...given.subjects, ...given.objects].filter(
      (fact) => readingsOf(fact).length > 0
    )
    const last = result && readingsOf(result).at(-1)
    if (result === undefined || last === undefined) return fallen('fact-missing')
    const standing = standingOf(last, given.view.knowledge)
    if (standing === (side === 'high' ? 'low' : 'high')) return fallen('relation-contradicted')
    return toCheck(wordsOf(given, `${side} for this age?`))
  }
export const highForAge = forAge('high')
export const lowForAge = forAge('low')

function wordsOf(
  { subjects, objects, concept }: GivenMeaning,
  title: string,
  leads?: readonly SupportedFact[]
): MeaningWords {
  const facts = [...subjects, ...objects]
  const lead = (leads ?? facts).filter((fact) => readingsOf(fact).length > 0)
  const named = facts.filter((fact) => readingsOf(fact).length === 0)
  return {
    title,
    lead: leads === undefined ? lead.slice(0, 1) : lead,
    named: named.filter(({ found }) => found.kind !== 'patient'),
    keys: [...keysOf(subjects), ...(concept === undefined ? [] : [concept.id])]
  }
}
