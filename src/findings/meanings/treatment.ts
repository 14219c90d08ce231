import { isTaken } from './searches.ts'
import { absencesIn, isDrugAbsence } from './searches.ts'
import { effectOf, effectsOf } from '../../knowledge/relations.ts'
import { isCurrent } from '../../clinical/active-medications.ts'
import { classesOf } from '../../clinical/drug-classes.ts'
import type { Effect } from '../../model/proposal/effects.ts'
import type { SupportedFact } from '../supported-fact.ts'
import { dayOfFact } from '../facts/fact-day.ts'
import { effectOnResults } from './effect-words.ts'
import { goalOf } from './goals.ts'
import { fallen, stated, toCheck } from './meaning.ts'
import type { DoorView, GivenMeaning, MeaningCheck, MeaningWords } from './meaning.ts'
import { drugsOf, keysOf, listOf, nameOf, readingsOf } from './names.ts'
import { goesAgainst, isImproving, standingOf } from './result-standing.ts'

/* Treatment and goals: what is taken is looked up, whatever the finding says of it. */

export const untreated: MeaningCheck = (given) => {
  const { subjects, objects, concept, view } = given
  const [subject] = subjects
  if (subject === undefined) return fallen('fact-missing')
  if (isPast(subject)) return fallen('relation-contradicted')
  const absences = absencesIn(objects).filter(isDrugAbsence)
  const looked = concept === undefined ? 'unknown' : isTaken(concept, view)
  if (looked === 'present') return fallen('relation-contradicted')
  if (absences.length === 0 && looked === 'unknown') return fallen('search-unknown')
  if (!isAbove(subject, view)) return fallen('relation-contradicted')
  const what = concept?.name ?? listOf(absences.map(nameOf), 'or')
  return stated(wordsOf(given, `no ${what} among the medications`))
}

export const failsDespiteTreatment: MeaningCheck = (given) => {
  const drugs = drugsOf([...given.objects, ...given.subjects])
  const subject = given.subjects.find((fact) => drugsOf([fact]).length === 0)
  if (subject === undefined || drugs.length === 0) return fallen('fact-missing')
  if (!drugs.some(({ medication }) => isCurrent(medication))) return fallen('relation-contradicted')
  const day = dayOfFact(subject.found)
  const began = drugs.map(({ medication }) => medication.started?.epochDay)
  if (day !== undefined && began.every((start) => start !== undefined && start > day)) {
    return fallen('relation-contradicted')
  }
  if (!isAbove(subject, given.view)) return fallen('relation-contradicted')
  const on = listOf(drugs.map(({ name }) => name))
  const last = readingsOf(subject).at(-1)
  if (last === undefined) return stated(wordsOf(given, `${nameOf(subject)} despite ${on}`))
  const standing = standingOf(last, given.view.knowledge)
  const standsOut = goalOf(last) !== undefined || standing === 'high' || standing === 'low'
  return standsOut
    ? stated(wordsOf(given, `not controlled on ${on}`))
    : toCheck(wordsOf(given, `whether it is controlled on ${on} is to be checked`))
}

/** Drugs that lower something which is low already. */
export const moreThanNeeded: MeaningCheck = (given) => {
  const { view } = given
  const drugs = drugsOf(given.subjects)
  const results = [...given.objects, ...given.subjects].filter(
    (fact) => readingsOf(fact).length > 0
  )
  if (drugs.length === 0 || results.length === 0) return fallen('fact-missing')
  const on = listOf(drugs.map(({ name }) => name))
  const effects = drugs.flatMap(({ medication }) =>
    medication.ingredients.flatMap((one) => effectsOf(view.knowledge, one))
  )
  const moved = effects.filter(({ effect }) => results.some((fact) => wayUnder(effect, fact)))
  const against = results.every((fact) =>
    moved.some(({ effect }) => {
      const way = wayUnder(effect, fact)
      return way !== undefined && goesAgainst(fact, way, view.knowledge)
    })
  )
  if (moved.length > 0 && against) return fallen('relation-contradicted')
  const title = `more ${on} than needed?`
  const isLow = results.some((fact) =>
    moved.some(({ effect }) => {
      const way = wayUnder(effect, fact)
      return way !== undefined && isOverdone(fact, way, view)
    })
  )
  if (!isLow) return toCheck(wordsOf(given, title))
  const rows = moved.map(({ row, source }) => ({ id: row.id, version: row.version, source }))
  return stated(wordsOf(given, title), rows)
}

function wayUnder(effect: Effect, fact: SupportedFact): 'up' | 'down' | undefined {
  return effectOnResults[effect]?.[readingsOf(fact)[0]?.analyte ?? '']
}

/** Below these a treatment that lowers has done enough: flags and ranges are often not recorded. */
const lowEnough: Readonly<Record<string, number>> = { hba1c: 6, glucose: 75, systolic: 105 }

function isOverdone(fact: SupportedFact, way: 'up' | 'down', view: DoorView): boolean {
  const last = readingsOf(fact).at(-1)
  if (last === undefined) return false
  if (standingOf(last, view.knowledge) === (way === 'up' ? 'high' : 'low')) return true
  const bound = lowEnough[last.analyte]
  return way === 'down' && bound !== undefined && last.value !== undefined && last.value < bound
}

/** What protects from an effect: only these pairs are stated, the others are to be checked. */
const protects: readonly { readonly effect: Effect; readonly by: readonly string[] }[] = [
  { effect: 'stomach-ulcer', by: ['ppi', 'gastroprotective', 'h2-blocker'] },
  { effect: 'bleeding', by: ['ppi', 'gastroprotective'] },
  { effect: 'breathing-depression', by: ['naloxone', 'opioid-antagonist'] },
  { effect: 'constipation', by: ['laxative', 'sennosides', 'polyethylene glycol 3350'] },
  { effect: 'bone-loss', by: ['bisphosphonate', 'vitamin d', 'calcium', 'cholecalciferol'] }
]

export const protectionMissing: MeaningCheck = (given) => {
  const { subjects, objects, concept, view } = given
  if (subjects.length === 0) return fallen('fact-missing')
  const absences = absencesIn([...objects, ...missing(given)]).filter(isDrugAbsence)
  const looked = concept === undefined ? 'unknown' : isTaken(concept, view)
  if (looked === 'present') return fallen('relation-contradicted')
  const [absence] = absences
  if (absence === undefined && looked === 'unknown') return fallen('search-unknown')
  const what = concept?.name ?? (absence === undefined ? '' : nameOf(absence))
  const words = wordsOf(given, `${listOf(subjects.map(nameOf))} without ${what}`)
  const keys = [concept?.id, ...absences.flatMap((one) => keysOf([one]))]
  const byClass = concept !== undefined && concept.kind === 'drug' ? classesOf(concept.id) : []
  const names = new Set(
    [...keys, ...byClass, drugClassOf(given)].filter((one) => one !== undefined)
  )
  const rows = drugsOf(subjects).flatMap(({ medication }) =>
    medication.ingredients.flatMap((ingredient) =>
      protects
        .filter(({ by }) => by.some((one) => names.has(one)))
        .flatMap(({ effect }) => effectOf(view.knowledge, ingredient, effect) ?? [])
    )
  )
  if (rows.length === 0) return toCheck({ ...words, title: `${words.title}: is it needed?` })
  return stated(
    words,
    rows.map(({ row, source }) => ({ id: row.id, version: row.version, source }))
  )
}

function drugClassOf({ concept }: GivenMeaning): string | undefined {
  return concept !== undefined && concept.kind !== 'drug' && concept.concept.kind === 'drug-class'
    ? concept.concept.drugClass
    : undefined
}

const missing = ({ facts }: GivenMeaning): readonly SupportedFact[] =>
  facts.filter((fact) => fact !== null).filter(({ bound }) => bound.role === 'missing')

export const notAtGoal: MeaningCheck = (given) => {
  const results = [...given.subjects, ...given.objects].filter(
    (fact) => readingsOf(fact).length > 0
  )
  const [result] = results
  if (result === undefined) return fallen('fact-missing')
  const last = readingsOf(result).at(-1)
  if (last === undefined) return fallen('fact-missing')
  const on = listOf(drugsOf([...given.objects, ...given.subjects]).map(({ name }) => name))
  const under = on === '' ? '' : ` on ${on}`
  const goal = goalOf(last)
  const isOutside = results.some((fact) => !isWithinGoal(fact))
  if (goal !== undefined && !isOutside) return fallen('relation-contradicted')
  const standing = standingOf(last, given.view.knowledge)
  if (goal !== undefined && isOutside) {
    return stated(
      { ...wordsOf(given, `above the usual goal${under}`), lead: results.slice(0, 2) },
      [goal.row]
    )
  }
  if (standing === 'normal' || isImproving(result, given.view.knowledge)) {
    return fallen('relation-contradicted')
  }
  if (standing === 'high' || standing === 'low') {
    return stated(wordsOf(given, `still ${standing}${under}`))
  }
  return toCheck(wordsOf(given, `whether it is at goal${under} is to be checked`))
}

function isWithinGoal(fact: SupportedFact): boolean {
  const last = readingsOf(fact).at(-1)
  const goal = last === undefined ? undefined : goalOf(last)
  return goal !== undefined && last?.value !== undefined && last.value < goal.below
}

/** A result within its goal, or normal, is no reason for treatment. */
function isAbove(fact: SupportedFact, view: DoorView): boolean {
  const last = readingsOf(fact).at(-1)
  if (last === undefined) return true
  const goal = goalOf(last)
  if (goal !== undefined && last.value !== undefined) return last.value >= goal.below
  return standingOf(last, view.knowledge) !== 'normal' && !isImproving(fact, view.knowledge)
}

function isPast({ found }: SupportedFact): boolean {
  return (
    found.kind === 'condition' &&
    (found.problem.status === 'resolved' || found.problem.status === 'inactive')
  )
}

function wordsOf({ subjects, objects, concept }: GivenMeaning, title: string): MeaningWords {
  const facts = [...subjects, ...objects]
  const lead = facts.filter((fact) => readingsOf(fact).length > 0).slice(0, 1)
  const named = facts.filter((fact) => readingsOf(fact).length === 0)
  const about = subjects.length > 0 ? subjects : objects
  return {
    title: withSubject(title, lead, subjects),
    lead,
    named,
    keys: [...keysOf(about), ...(concept === undefined ? [] : [concept.id])]
  }
}

/** A title whose subject no headline number names says whose it is. */
function withSubject(
  title: string,
  lead: readonly SupportedFact[],
  subjects: readonly SupportedFact[]
): string {
  const [subject] = subjects
  if (lead.length > 0 || subject === undefined || title.includes(nameOf(subject))) return title
  return `${nameOf(subject)}: ${title}`
}
