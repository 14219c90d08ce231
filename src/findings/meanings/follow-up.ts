import { monitoringOf } from '../../knowledge/relations.ts'
import { sourceOf } from '../../knowledge/knowledge.ts'
import { writeDate } from '../../clinical/clinical-date.ts'
import type { SupportedFact } from '../supported-fact.ts'
import { absencesIn, isFound } from './searches.ts'
import { fallen, stated, toCheck } from './meaning.ts'
import type { GivenMeaning, HoldingRow, MeaningCheck, MeaningWords } from './meaning.ts'
import { badWay } from './bad-way.ts'
import { isTimeCritical } from './concept-named.ts'
import { drugsOf, keysOf, listOf, nameOf, readingsOf } from './names.ts'
import { isImproving, wayOf } from './result-standing.ts'

/* What should follow, and did not as far as the record was read. */

export const worsening: MeaningCheck = (given) => {
  const trends = [...given.subjects, ...given.objects].filter((fact) => readingsOf(fact).length > 1)
  const values = [...given.subjects, ...given.objects].filter(
    (fact) => readingsOf(fact).length === 1
  )
  const readings = trends.length > 0 ? trends.flatMap(readingsOf) : sameTest(values)
  const way = wayOf(readings)
  const [first] = readings
  if (first === undefined || way === undefined) return fallen('fact-missing')
  if (way === 'stable') return fallen('relation-contradicted')
  const bad = badWay[first.analyte]
  if (bad !== undefined && bad !== way) return fallen('relation-contradicted')
  if (trends.some((fact) => isImproving(fact, given.view.knowledge))) {
    return fallen('relation-contradicted')
  }
  const verb = way === 'up' ? 'rising' : 'falling'
  return stated({
    title: verb,
    lead: trends.length > 0 ? trends.slice(0, 1) : values,
    named: [],
    keys: [first.analyte]
  })
}

/** Single values as readings of one test, the oldest first; none when they are of several. */
function sameTest(facts: readonly SupportedFact[]) {
  const readings = facts.flatMap(readingsOf).toSorted((one, other) => one.sortMs - other.sortMs)
  return new Set(readings.map(({ analyte }) => analyte)).size === 1 ? readings : []
}

interface Looked {
  readonly what: string
  readonly key: string
  readonly since: string | null
}

/** A year: what was done longer ago may be due again. */
const dueDays = 365

/** What was not found: by a fact of the finding, or by looking for the concept now. */
function lookedFor(given: GivenMeaning, days: number | undefined): Looked | 'present' | 'unknown' {
  const { concept, objects, facts, view } = given
  const missing = facts.filter((fact) => fact !== null && fact.bound.role === 'missing')
  const absences = absencesIn([...objects, ...missing.filter((fact) => fact !== null)])
  if (concept !== undefined) {
    const same = absences.find((fact) => keysOf([fact]).includes(concept.id))
    if (same !== undefined) return ofAbsence(same)
    const found = isFound(concept, view, days)
    if (found === 'absent') return { what: concept.name, key: concept.id, since: null }
    if (found === 'present') return 'present'
  }
  const [first] = absences
  return first === undefined ? 'unknown' : ofAbsence(first)
}

function ofAbsence(fact: SupportedFact): Looked {
  const { found } = fact
  const [key = ''] = keysOf([fact])
  const since =
    found.kind === 'not-found'
      ? found.since
      : found.kind === 'absence'
        ? found.absence.since.iso
        : null
  return { what: nameOf(fact), key, since }
}

export const due: MeaningCheck = (given) => {
  const { concept, subjects } = given
  if (isTimeCritical(concept)) return fallen('topic-time-critical')
  const looked = lookedFor(given, dueDays)
  if (looked === 'present') return fallen('relation-contradicted')
  if (looked === 'unknown') return fallen('search-unknown')
  const people = subjects.filter(({ found }) => found.kind === 'patient')
  const others = subjects.filter(({ found }) => found.kind !== 'patient')
  const at = people.length === 0 ? '' : ` at ${listOf(people.map(nameOf))}`
  const why = others.length === 0 ? '' : ` with ${listOf(others.map(nameOf))}`
  return stated(wordsOf(given, `${looked.what} due${at}${why}?`, looked))
}

export const notMonitored: MeaningCheck = (given) => {
  const [subject] = given.subjects
  if (subject === undefined) return fallen('fact-missing')
  const looked = lookedFor(given, dueDays)
  if (looked === 'present') return fallen('relation-contradicted')
  if (looked === 'unknown') return fallen('search-unknown')
  const rows = monitoringRows(given, looked)
  const words = wordsOf(given, `${nameOf(subject)}: no ${looked.what} found`, looked)
  return rows.length > 0 || drugsOf(given.subjects).length === 0
    ? stated(words, rows)
    : toCheck(words)
}

function monitoringRows(given: GivenMeaning, { key }: Looked): readonly HoldingRow[] {
  const { knowledge } = given.view
  const { concept } = given
  const analytes = new Set([
    key,
    ...(concept !== undefined && concept.kind !== 'drug' && concept.concept.kind === 'test'
      ? concept.concept.analytes
      : [])
  ])
  return drugsOf(given.subjects).flatMap(({ medication }) =>
    medication.ingredients.flatMap((ingredient) =>
      monitoringOf(knowledge, ingredient)
        .filter((row) => row.analytes.some((one) => analytes.has(one)))
        .map((row) => ({ id: row.id, version: row.version, source: sourceOf(knowledge, row) }))
    )
  )
}

/** To be known before an order: not in the record now. */
export const knowFirst: MeaningCheck = (given) => {
  const [order] = given.subjects
  if (order === undefined) return fallen('fact-missing')
  const looked = lookedFor(given, dueDays)
  if (looked === 'present') return fallen('relation-contradicted')
  if (looked === 'unknown') return fallen('search-unknown')
  return stated(wordsOf(given, `${nameOf(order)}: ${looked.what} to be known first`, looked))
}

/** A later reading of the same test is follow-up. */
export const notActedOn: MeaningCheck = (given) => {
  const [subject] = given.subjects
  if (subject === undefined) return fallen('fact-missing')
  const last = readingsOf(subject).at(-1)
  const series = last && given.view.index.results.get(last.analyte)?.readings
  const repeated = series?.some((one) => last !== undefined && one.sortMs > last.sortMs) === true
  const looked = lookedFor(given, undefined)
  if (looked === 'present') return fallen('relation-contradicted')
  if (looked === 'unknown') {
    if (last === undefined) return fallen('search-unknown')
    return repeated
      ? fallen('relation-contradicted')
      : stated(wordsOf(given, 'no repeat in the record'))
  }
  const since = looked.since === null ? '' : ' since'
  return stated(wordsOf(given, `no ${looked.what} found${since}`, looked))
}

export const resultNotSeen: MeaningCheck = (given) => {
  const event = given.subjects.find(({ found }) => found.kind === 'event')
  if (event?.found.kind !== 'event') return fallen('fact-missing')
  const { date, end } = event.found.event
  const day = date ?? end
  const on = day === undefined ? '' : ` of ${writeDate(day)}`
  return toCheck(wordsOf(given, `${nameOf(event)}${on}: its result is not among what was read`))
}

function wordsOf(
  { subjects, objects, concept }: GivenMeaning,
  title: string,
  looked?: Looked
): MeaningWords {
  const facts = [...subjects, ...objects]
  const lead = facts.filter((fact) => readingsOf(fact).length > 0).slice(0, 1)
  const named = facts.filter((fact) => readingsOf(fact).length === 0)
  const keys = looked === undefined ? [] : [looked.key]
  return {
    title,
    lead,
    named,
    keys: [...keysOf(subjects), ...keys, ...(concept === undefined ? [] : [concept.id])]
  }
}
