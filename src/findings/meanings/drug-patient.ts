import { hasProblemOf } from './problem-of-row.ts'
import { tryDrug } from '../../rules/knowledge/try-drug.ts'
import type { TriedAspectName } from '../../rules/knowledge/try-drug.ts'
import { writeDate } from '../../clinical/clinical-date.ts'
import { sourceOf } from '../../knowledge/knowledge.ts'
import { fallen, stated, toCheck } from './meaning.ts'
import type { GivenMeaning, HoldingRow, MeaningCheck, MeaningWords } from './meaning.ts'
import { drugsOf, keysOf, nameOf, readingsOf } from './names.ts'
import type { DrugOf } from './names.ts'
import type { SupportedFact } from '../supported-fact.ts'
import { writeNumber } from '../words/result-words.ts'

/* What a drug is to this patient: only what the tables hold for this record is stated. */

/** Rows of the tables that speak against a drug for this patient, where they have to do with a fact. */
function rowsAgainst(
  drug: DrugOf,
  fact: SupportedFact,
  { view }: GivenMeaning
): readonly HoldingRow[] {
  const { knowledge, index } = view
  const { ingredients, reference } = drug.medication
  const tried = tryDrug(knowledge, index, { ingredients, without: new Set([reference]) })
  const rows = aspectsOf(fact).flatMap((aspect) => tried.aspects[aspect].rows)
  const tables = [...knowledge.tables.contraindications, ...knowledge.tables.allergies]
  return rows.flatMap(({ id, version }) => {
    const row = tables.find((one) => one.id === id)
    if (row === undefined) return []
    if ('by' in row && !hasProblemOf(row, fact)) return []
    return [{ id, version, source: sourceOf(knowledge, row) }]
  })
}

function aspectsOf({ found }: SupportedFact): readonly TriedAspectName[] {
  switch (found.kind) {
    case 'allergy':
      return ['allergy']
    case 'condition':
      return ['problem', 'kidney', 'pregnancy']
    case 'value':
    case 'trend':
    case 'computed':
      return ['kidney', 'problem', 'pregnancy']
    case 'patient':
      return ['age', 'pregnancy']
    case 'event':
      return ['problem']
    case 'drug':
    case 'order':
    case 'family':
    case 'plan':
    case 'absence':
    case 'not-found':
      return []
  }
}

interface Against {
  readonly says: (drug: string, what: string) => string
  /** Undefined: outside the tables it falls. */
  readonly asks?: (drug: string, what: string) => string
}

const againstPatient =
  ({ says, asks }: Against): MeaningCheck =>
  (given) => {
    const [drug] = drugsOf(given.subjects)
    const [object] = given.objects
    if (drug === undefined || object === undefined) return fallen('fact-missing')
    const what = nameOf(object)
    const words = wordsOf(says(drug.name, what), [drug], [object])
    const rows = given.objects.flatMap((each) => rowsAgainst(drug, each, given))
    if (rows.length > 0) return stated(words, rows)
    if (asks === undefined) return fallen('relation-unsupported')
    return toCheck({ ...words, title: asks(drug.name, what) })
  }

/** Must hold in the tables for this patient; else it falls. */
export const contraindicatedBy: MeaningCheck = againstPatient({
  says: (drug, what) => `${drug} is advised against with ${what}`
})

const organResults: Readonly<Record<'kidney' | 'liver', ReadonlySet<string>>> = {
  kidney: new Set(['egfr', 'creatinine', 'urea-nitrogen', 'cystatin-c', 'uacr']),
  liver: new Set(['alt', 'ast', 'bilirubin', 'albumin', 'inr', 'alkaline-phosphatase'])
}

export const accumulates: MeaningCheck = (given) => {
  const organ = given.detail === 'liver' ? 'liver' : 'kidney'
  const readings = given.objects.flatMap(readingsOf)
  // A pulse or a hemoglobin says nothing of the organ.
  if (readings.length > 0 && !readings.some(({ analyte }) => organResults[organ].has(analyte))) {
    return fallen('relation-unsupported')
  }
  return againstPatient({
    says: (drug) => `${drug} builds up when the ${organ} fails`,
    asks: (drug) => `whether ${drug} builds up with this ${organ} function is to be checked`
  })(given)
}

export const notEffectiveFor: MeaningCheck = (given) => {
  const [drug] = drugsOf(given.subjects)
  const [object] = given.objects
  const what = object === undefined ? given.concept?.name : nameOf(object)
  if (drug === undefined || what === undefined) return fallen('fact-missing')
  return toCheck(
    wordsOf(`whether ${drug.name} treats ${what} is to be checked`, [drug], object ? [object] : [])
  )
}

export const masks: MeaningCheck = (given) => {
  const [drug] = drugsOf(given.subjects)
  const [object] = given.objects
  const what = given.concept?.name ?? (object && nameOf(object))
  if (drug === undefined || what === undefined) return fallen('fact-missing')
  return toCheck(
    wordsOf(`whether ${drug.name} hides ${what} is to be checked`, [drug], object ? [object] : [])
  )
}

/** One reason that is not there leaves the others: no table holds them all, so it is asked. */
export const noIndicationFound: MeaningCheck = (given) => {
  const [drug] = drugsOf(given.subjects)
  const searched = [...given.objects, ...missingOf(given)].filter(
    ({ found }) => found.kind === 'not-found' && found.thing === 'diagnosis'
  )
  if (drug === undefined || searched.length === 0) return fallen('fact-missing')
  return toCheck(wordsOf(`what is ${drug.name} for?`, [drug], []))
}

const missingOf = ({ facts }: GivenMeaning): readonly SupportedFact[] =>
  facts.filter((fact) => fact !== null).filter(({ bound }) => bound.role === 'missing')

export const betterChoiceExists: MeaningCheck = (given) => {
  const [drug] = drugsOf(given.subjects)
  if (drug === undefined) return fallen('fact-missing')
  return toCheck(
    wordsOf(`whether ${drug.name} is still the best choice is to be checked`, [drug], [])
  )
}

/** What it was for must be over: a problem that is active speaks the other way. */
export const noLongerNeeded: MeaningCheck = (given) => {
  const [drug] = drugsOf(given.subjects)
  if (drug === undefined) return fallen('fact-missing')
  const [over] = given.objects
  const active = given.objects.some(
    ({ found }) => found.kind === 'condition' && found.problem.status === 'active'
  )
  if (active) return fallen('relation-contradicted')
  const past = given.objects.some(
    ({ found }) =>
      (found.kind === 'condition' && found.problem.status !== 'active') || found.kind === 'event'
  )
  const after = over === undefined ? '' : ` after ${nameOf(over)}`
  const words = wordsOf(
    `${drug.name}: still needed${past ? after : ''}?`,
    [drug],
    past && over !== undefined ? [over] : []
  )
  return past ? stated(words) : toCheck(words)
}

export const usedLongerThanUsual: MeaningCheck = (given) => {
  const [drug] = drugsOf(given.subjects)
  if (drug === undefined) return fallen('fact-missing')
  const { started } = drug.medication
  if (started === undefined) return fallen('fact-missing')
  const { found } = drug.fact
  const saysStart = found.kind === 'drug' && found.says.start
  const since = saysStart ? 'after so long' : `since ${writeDate(started)}`
  return toCheck(wordsOf(`is ${drug.name} still needed ${since}?`, [drug], []))
}

/** Above a limit of the dose table for this age and these results; else only to be checked. */
export const doseTooHigh: MeaningCheck = (given) => {
  const [drug] = drugsOf(given.subjects)
  if (drug === undefined) return fallen('fact-missing')
  const { ingredients, reference, dailyDose } = drug.medication
  const { knowledge, index } = given.view
  if (dailyDose === undefined && given.detail !== 'first-dose') return fallen('fact-missing')
  const tried = tryDrug(knowledge, index, {
    ingredients,
    without: new Set([reference]),
    ...(dailyDose !== undefined && { dailyDose })
  })
  const dose =
    dailyDose === undefined
      ? drug.name
      : `${drug.name} ${writeNumber(dailyDose.value)} ${dailyDose.unit}/day`
  const rows = tried.aspects.dose.rows.flatMap(({ id, version }) => {
    const row = knowledge.tables.doses.find((one) => one.id === id)
    return row === undefined ? [] : [{ id, version, source: sourceOf(knowledge, row) }]
  })
  const objects = given.objects.slice(0, 1)
  if (rows.length > 0) return stated(wordsOf(`${dose} is above the usual limit`, [drug], []), rows)
  return toCheck(
    wordsOf(`${dose}: whether this fits ${fits(given)} is to be checked`, [drug], objects)
  )
}

export const doseTooLow: MeaningCheck = (given) => {
  const [drug] = drugsOf(given.subjects)
  if (drug === undefined) return fallen('fact-missing')
  return toCheck(wordsOf(`whether the dose of ${drug.name} is enough is to be checked`, [drug], []))
}

function fits({ objects, detail }: GivenMeaning): string {
  const [object] = objects
  if (detail === 'kidney') return 'the kidney function'
  if (detail === 'liver') return 'the liver'
  if (detail === 'weight') return 'the weight'
  if (detail === 'age' || object?.found.kind === 'patient') return 'the age'
  if (detail === 'pregnancy') return 'the pregnancy'
  if (detail === 'first-dose') return 'a first dose'
  return object === undefined ? 'the patient' : nameOf(object)
}

/** Whether a drug makes a problem or result worse: by the rows that hold for this patient. */
export const worsensByRows = (given: GivenMeaning): readonly HoldingRow[] => {
  const [drug] = drugsOf(given.subjects)
  return drug === undefined ? [] : given.objects.flatMap((each) => rowsAgainst(drug, each, given))
}

function wordsOf(
  title: string,
  drugs: readonly DrugOf[],
  objects: readonly SupportedFact[]
): MeaningWords {
  const lead = objects.filter((fact) => readingsOf(fact).length > 0)
  const named = [...drugs.map(({ fact }) => fact), ...objects.filter((one) => !lead.includes(one))]
  return { title, lead, named, keys: keysOf(drugs.map(({ fact }) => fact)) }
}
