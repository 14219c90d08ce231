import type { PatientRecord } from '../record/patient-record.ts'
import { isAnalyte, labelOfAnalyte, unitOfAnalyte } from '../terminology/analytes.ts'
import type {
  Allergy,
  ClinicalFact,
  ClinicalIndex,
  Event,
  Medication,
  Problem,
  Result,
  ResultSeries
} from './clinical-index.ts'
import { clinicalDate, dateOfEpochDay } from './clinical-date.ts'
import type { ClinicalDate } from './clinical-date.ts'
import { contentOrder } from './content-order.ts'
import { foldMedications } from './fold-medications.ts'
import type { UnknownFact } from './known.ts'
import { objectOf, textOf } from './loose-json.ts'
import type { LooseObject } from './loose-json.ts'
import { namelessProblem } from './nameless-problem.ts'
import { readAllergy } from './read-allergy.ts'
import { readEvent } from './read-event.ts'
import { readMedication } from './read-medication.ts'
import { readPerson } from './read-person.ts'
import { readProblem } from './read-problem.ts'
import { withAnswer } from './with-answer.ts'
import { readResults } from './read-result.ts'
import { resolverOf } from './resolve-reference.ts'
import { embeddedTerminology } from '../terminology/terminology.ts'
import type { Terminology } from '../terminology/terminology.ts'

/** What one pass over the record collects. */
interface Facts {
  readonly problems: Problem[]
  readonly allergies: Allergy[]
  readonly medications: Medication[]
  readonly partlyRecognised: Set<string>
  readonly results: Map<string, Result[]>
  readonly notKnown: UnknownFact[]
  readonly events: Event[]
}

/**
 * The clinical index of a record at `asOf` (an ISO instant). Pure and total: shapes that make no
 * sense give no fact, never an error. The order of the record's resources does not matter.
 */
export function buildClinicalIndex(
  record: PatientRecord,
  asOf: string,
  terminology: Terminology = embeddedTerminology
): ClinicalIndex {
  const today = clinicalDate(asOf) ?? dateOfEpochDay(0)
  const facts = collect(record, today, terminology)
  const medications = foldMedications(facts.medications)
  const problems = facts.problems.toSorted(byReference)
  const allergies = facts.allergies.toSorted(byReference)
  const events = facts.events.toSorted(newestFirst)
  const results = seriesOf(facts.results)
  return {
    asOf: today,
    ...(asOf.length > 10 && !Number.isNaN(Date.parse(asOf)) && { asOfMs: Date.parse(asOf) }),
    person: readPerson(objectOf(record.patient), today),
    problems,
    allergies,
    medications,
    results,
    notKnown: facts.notKnown,
    events,
    byReference: indexed(facts, medications, { problems, allergies, events, results }),
    states: record.states,
    unrecognised: medications.filter((one) => facts.partlyRecognised.has(one.reference))
  }
}

function collect(record: PatientRecord, today: ClinicalDate, terminology: Terminology): Facts {
  const facts: Facts = {
    problems: [],
    allergies: [],
    medications: [],
    partlyRecognised: new Set(),
    results: new Map(),
    notKnown: [],
    events: []
  }
  const drugs = {
    resolve: resolverOf(record.supporting),
    terminology: remembering(terminology),
    asOf: today
  }
  for (const resource of record.resources) {
    const loose = objectOf(resource)
    const id = textOf(loose['id'])
    const type = textOf(loose['resourceType'])
    if (id === undefined || type === undefined) continue
    readInto(facts, { loose, type, reference: `${type}/${id}` }, today, drugs)
  }
  return facts
}

function readInto(
  facts: Facts,
  one: { readonly loose: LooseObject; readonly type: string; readonly reference: string },
  today: ClinicalDate,
  drugs: Parameters<typeof readMedication>[2]
): void {
  const { loose, reference } = one
  switch (one.type) {
    case 'Condition':
      keep(facts.problems, readProblem(loose, reference, today))
      keep(facts.notKnown, namelessProblem(loose, reference))
      return
    case 'AllergyIntolerance':
      keep(facts.allergies, readAllergy(loose, reference, drugs.terminology))
      return
    case 'Observation': {
      const { results, notKnown } = readResults(loose, reference)
      facts.notKnown.push(...notKnown)
      for (const result of results.map((one) => withAnswer(one, loose))) {
        const series = facts.results.get(result.analyte)
        if (series === undefined) facts.results.set(result.analyte, [result])
        else series.push(result)
      }
      return
    }
    case 'MedicationRequest':
    case 'MedicationStatement':
    case 'MedicationDispense':
    case 'MedicationAdministration': {
      const read = readMedication(loose, reference, drugs)
      keep(facts.medications, read?.medication)
      if (read?.complete === false) facts.partlyRecognised.add(reference)
      return
    }
    default:
      keep(facts.events, readEvent(loose, reference))
  }
}

function keep<T>(facts: T[], fact: T | undefined): void {
  if (fact !== undefined) facts.push(fact)
}

function seriesOf(results: ReadonlyMap<string, readonly Result[]>): Map<string, ResultSeries> {
  const sorted = [...results].toSorted(([one], [other]) => (one < other ? -1 : 1))
  const newestFirst = newestReadingFirst()
  return new Map(
    sorted.map(([analyte, readings]) => {
      const newest = readings.toSorted(newestFirst)
      const unit = isAnalyte(analyte) ? unitOfAnalyte(analyte) : newest[0]?.unit
      const label = isAnalyte(analyte) ? labelOfAnalyte(analyte) : (newest[0]?.label ?? analyte)
      const named = { analyte, label, ...(unit !== undefined && unit !== '' && { unit }) }
      return [analyte, { ...named, readings: newest }]
    })
  )
}

/** Every fact by its reference; the requests behind a folded medication stand for themselves. */
function indexed(
  facts: Facts,
  medications: readonly Medication[],
  sorted: Pick<ClinicalIndex, 'problems' | 'allergies' | 'events' | 'results'>
): ReadonlyMap<string, readonly ClinicalFact[]> {
  const folded = new Map(medications.map((one) => [one.reference, one]))
  const all = new Map<string, ClinicalFact[]>()
  const put = (fact: ClinicalFact): void => {
    const beside = all.get(fact.reference)
    if (beside === undefined) all.set(fact.reference, [fact])
    else beside.push(fact)
  }
  for (const fact of [...sorted.problems, ...sorted.allergies]) put(fact)
  for (const fact of facts.medications.toSorted(byReference))
    put(folded.get(fact.reference) ?? fact)
  for (const series of sorted.results.values()) series.readings.forEach(put)
  for (const fact of sorted.events) put(fact)
  return all
}

/** The same product stands in a record hundreds of times; its name is read once. */
function remembering(terminology: Terminology): Terminology {
  const known = new Map<string, ReturnType<Terminology['recogniseDrug']>>()
  return {
    recogniseSubstances: (substance) => terminology.recogniseSubstances(substance),
    recogniseDrug(drug) {
      const key = `${drug.codes.map((one) => `${one.system}|${one.code}`).join()} ${drug.texts.join()}`
      const before = known.get(key)
      if (before !== undefined) return before
      const recognised = terminology.recogniseDrug(drug)
      known.set(key, recognised)
      return recognised
    }
  }
}

interface Referenced {
  readonly reference: string
}

function byReference(one: Referenced, other: Referenced): number {
  if (one.reference === other.reference) return 0
  return one.reference < other.reference ? -1 : 1
}

function newestFirst(one: Event, other: Event): number {
  const oneDay = one.date?.epochDay ?? Number.MIN_SAFE_INTEGER
  const otherDay = other.date?.epochDay ?? Number.MIN_SAFE_INTEGER
  return otherDay - oneDay || byReference(one, other)
}

function newestReadingFirst(): (one: Result, other: Result) => number {
  const byContent = contentOrder<Result>()
  return (one, other) => other.sortMs - one.sortMs || byContent(one, other)
}
