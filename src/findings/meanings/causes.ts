import { effectOf } from '../../knowledge/relations.ts'
import { problemsOfDiagnosis } from '../../clinical/concept-in-record.ts'
import type { Effect } from '../../model/proposal/effects.ts'
import type { SupportedFact } from '../supported-fact.ts'
import { dayOfFact } from '../facts/fact-day.ts'
import { isTimeCritical } from './concept-named.ts'
import type { NamedConcept } from './concept-named.ts'
import { diagnosisOnResults } from './diagnosis-on-results.ts'
import { worsensByRows } from './drug-patient.ts'
import { effectOnResults, effectWords } from './effect-words.ts'
import { fallen, stated, toCheck } from './meaning.ts'
import type { GivenMeaning, HoldingRow, MeaningCheck, MeaningWords } from './meaning.ts'
import { drugsOf, keysOf, listOf, nameOf, readingsOf } from './names.ts'
import { goesAgainst } from './result-standing.ts'

/* What may be behind a fact. A cause is stated only where a row of the tables says so. */

/** Rows that say that one of the drugs has an effect. */
function rowsOfEffect(given: GivenMeaning, effect: Effect): readonly HoldingRow[] {
  return drugsOf(given.subjects).flatMap(({ medication }) =>
    medication.ingredients.flatMap((ingredient) => {
      const known = effectOf(given.view.knowledge, ingredient, effect)
      return known === undefined
        ? []
        : [{ id: known.row.id, version: known.row.version, source: known.source }]
    })
  )
}

/** The effect named, else each by which the object's result would move. */
function effectsMeant({ effect, objects }: GivenMeaning): readonly Effect[] {
  if (effect !== null) return [effect]
  const analytes = objects.flatMap(readingsOf).map(({ analyte }) => analyte)
  return (Object.keys(effectOnResults) as Effect[]).filter((one) =>
    analytes.some((analyte) => effectOnResults[one]?.[analyte] !== undefined)
  )
}

function contradicts(given: GivenMeaning, effect: Effect): boolean {
  const ways = effectOnResults[effect]
  if (ways === undefined) return false
  return given.objects.some((fact) => {
    const way = ways[readingsOf(fact)[0]?.analyte ?? '']
    return way !== undefined && goesAgainst(fact, way, given.view.knowledge)
  })
}

/** What begins after something was found cannot have caused it. */
function beganAfter(given: GivenMeaning): boolean {
  const drugs = drugsOf(given.subjects)
  if (drugs.length === 0 || drugs.some(({ ordered }) => ordered)) return false
  return given.objects.some((fact) => {
    const readings = readingsOf(fact)
    const day = readings.length > 0 ? readings.at(-1)?.date.epochDay : dayOfFact(fact.found)
    return (
      day !== undefined &&
      drugs.every(({ medication }) => (medication.started?.epochDay ?? day) > day)
    )
  })
}

export const canCause: MeaningCheck = (given) =>
  causeCheck(given, {
    says: (one, what) => `${one} can cause ${what}`,
    asks: (one, what) => `whether ${one} can be behind ${what} is to be checked`
  })

export const worsens: MeaningCheck = (given) => {
  const rows = worsensByRows(given)
  const verdict = causeCheck(given, {
    says: (one, what) => `${one} can worsen ${what}`,
    asks: (one, what) => `whether ${one} worsens ${what} is to be checked`
  })
  return verdict.outcome !== 'fallen' && rows.length > 0
    ? stated({ ...verdict.words, title: saysWorse(given) }, rows)
    : verdict
}

const saysWorse = ({ subjects, objects }: GivenMeaning): string =>
  `${listOf(subjects.map(nameOf))} can worsen ${listOf(objects.map(nameOf))}`

interface CauseWords {
  readonly says: (one: string, what: string) => string
  readonly asks: (one: string, what: string) => string
}

function causeCheck(given: GivenMeaning, { says, asks }: CauseWords) {
  const { subjects, objects, effect, concept } = given
  if (isTimeCritical(concept)) return fallen('topic-time-critical')
  const [subject] = subjects
  const what =
    objects.length > 0
      ? listOf(objects.map(nameOf))
      : (concept?.name ?? (effect === null ? undefined : effectWords[effect].named))
  if (subject === undefined || what === undefined) return fallen('fact-missing')
  if (beganAfter(given)) return fallen('relation-contradicted')
  const meant = effectsMeant(given)
  const fitting = meant.filter((one) => !contradicts(given, one))
  if (meant.length > 0 && fitting.length === 0) return fallen('relation-contradicted')
  const rows = fitting.flatMap((one) => rowsOfEffect(given, one))
  const one = listOf(subjects.map(nameOf))
  const isSaid = rows.length > 0 && saysIt(given, fitting)
  if (!isSaid) return toCheck(wordsOf(given, asks(one, what)))
  const [first] = fitting
  const does = first === undefined ? undefined : effectWords[first]
  const title =
    does === undefined ? says(one, what) : `${one} ${subjects.length > 1 ? does.do : does.does}`
  return stated(wordsOf(given, title), rows)
}

/** A row of an effect says nothing of a problem that has another name. */
function saysIt({ objects, effect }: GivenMeaning, fitting: readonly Effect[]): boolean {
  if (objects.length === 0) return effect !== null
  return objects.every((fact) => {
    const analytes = readingsOf(fact).map(({ analyte }) => analyte)
    return analytes.length === 0
      ? false
      : fitting.some((one) => analytes.some((each) => effectOnResults[one]?.[each] !== undefined))
  })
}

export const raisesRiskOf: MeaningCheck = (given) => {
  const { subjects, effect, concept } = given
  if (isTimeCritical(concept) && effect === null) return fallen('topic-time-critical')
  const what = effect === null ? concept?.name : effectWords[effect].named
  if (subjects.length === 0 || what === undefined) return fallen('fact-missing')
  const rows = effect === null ? [] : rowsOfEffect(given, effect)
  const drugs = drugsOf(subjects)
  const who = listOf(subjects.map(nameOf))
  // Every drug must be in the table; a problem beside it is a fact and no claim of cause.
  const all = drugs.length > 0 && drugs.length === subjects.length && rows.length >= drugs.length
  if (all) return stated(wordsOf(given, `${who}: ${what} is a known risk`), rows)
  return toCheck(wordsOf(given, `${who}: ${what} to be thought of`))
}

/** Only to consider; a diagnosis whose results went the other way falls. */
export const wouldExplain: MeaningCheck = (given) => {
  const { concept, objects, subjects, view } = given
  if (concept === undefined || concept.kind === 'drug') return fallen('concept-unknown')
  if (isTimeCritical(concept)) return fallen('topic-time-critical')
  const explained = [...objects, ...subjects]
  if (explained.length === 0) return fallen('fact-missing')
  const ways = diagnosisOnResults[concept.id]
  const against = explained.some((fact) => {
    const way = ways?.[readingsOf(fact)[0]?.analyte ?? '']
    return way !== undefined && goesAgainst(fact, way, view.knowledge)
  })
  if (against) return fallen('relation-contradicted')
  const listed =
    concept.concept.kind === 'diagnosis' &&
    problemsOfDiagnosis(view.index, concept.concept, { active: true }).length > 0
  const title = listed
    ? `${concept.name}, on the problem list, may explain it`
    : `${concept.name} to consider`
  return toCheck(wordsOf(given, title, [`diagnosis-${concept.id}`]))
}

/** One thing that looks like another. */
export const canLookLike: MeaningCheck = (given) => {
  const { concept, subjects, objects } = given
  if (isTimeCritical(concept)) return fallen('topic-time-critical')
  const [one] = subjects
  const [other] = objects
  const first = one === undefined ? concept?.name : nameOf(one)
  const second = other === undefined ? concept?.name : nameOf(other)
  if (first === undefined || second === undefined || first === second) return fallen('fact-missing')
  return toCheck(wordsOf(given, `could ${second} be ${first}?`))
}

export const makesUnreliable: MeaningCheck = (given) => {
  const [one] = given.subjects
  const result = given.objects.find((fact) => readingsOf(fact).length > 0)
  const by = one === undefined ? given.concept?.name : nameOf(one)
  if (by === undefined || result === undefined) return fallen('fact-missing')
  return toCheck(wordsOf(given, `whether ${by} makes it unreliable is to be checked`))
}

export const riskWindowAfter: MeaningCheck = (given) => {
  const event = [...given.objects, ...given.subjects].find(({ found }) => found.kind === 'event')
  if (event === undefined) return fallen('fact-missing')
  if (isTimeCritical(given.concept)) return fallen('topic-time-critical')
  const risk = given.concept?.name ?? (given.effect && effectWords[given.effect].named)
  return toCheck(
    wordsOf(given, `time of risk after ${nameOf(event)}${risk ? `: ${risk} to be thought of` : ''}`)
  )
}

function wordsOf(
  {
    subjects,
    objects,
    concept,
    effect
  }: Pick<GivenMeaning, 'subjects' | 'objects' | 'concept' | 'effect'>,
  title: string,
  keys?: readonly string[]
): MeaningWords {
  const facts: readonly SupportedFact[] = [...subjects, ...objects]
  const lead = facts.filter((fact) => readingsOf(fact).length > 0).slice(0, 1)
  const named = facts.filter((fact) => readingsOf(fact).length === 0)
  return { title, lead, named, keys: keys ?? [...keysOf(facts), ...conceptKey(concept, effect)] }
}

const conceptKey = (concept: NamedConcept | undefined, effect: Effect | null): readonly string[] =>
  concept === undefined ? (effect === null ? [] : [effect]) : [concept.id]
