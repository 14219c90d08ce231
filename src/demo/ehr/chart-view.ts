import type { EhrPatient, OrderTemplate } from './ehr-patient.ts'
import {
  codingsOf,
  conceptText,
  field,
  listOf,
  literalReference,
  stringField
} from '../../testbed/fhir-server/fhir-resource.ts'
import type { FhirResource } from '../../testbed/fhir-server/fhir-resource.ts'
import type { FhirStore } from '../../testbed/fhir-server/fhir-store.ts'
import { observationSeries } from './observation-series.ts'
import type { ResultSeries } from './observation-series.ts'

/** One line of a chart list: what, a second line, since when, and whether it still holds. */
export interface ChartLine {
  readonly text: string
  readonly note?: string
  readonly date?: string
  readonly active: boolean
}

export interface PatientHead {
  readonly id: string
  readonly name: string
  readonly sex: string
  readonly birthDate: string
  readonly ageYears?: number
  readonly deceased: boolean
  readonly story?: string
  readonly promise?: string
  readonly slow: boolean
}

export interface ChartShown {
  readonly head: PatientHead
  readonly allergies: readonly ChartLine[]
  readonly problems: readonly ChartLine[]
  readonly medications: readonly ChartLine[]
  readonly results: readonly ResultSeries[]
  readonly visits: readonly ChartLine[]
  readonly orders: readonly OrderTemplate[]
}

export function patientHead(
  patient: EhrPatient,
  resource: FhirResource | undefined,
  asOf: string
): PatientHead {
  const birthDate = stringField(resource, 'birthDate') ?? ''
  const ageYears = wholeYears(birthDate, asOf)
  return {
    id: patient.id,
    name: humanName(resource?.['name']),
    sex: stringField(resource, 'gender') ?? 'unknown',
    birthDate,
    ...(ageYears === undefined ? {} : { ageYears }),
    deceased:
      resource?.['deceasedBoolean'] === true || resource?.['deceasedDateTime'] !== undefined,
    ...(patient.story === undefined ? {} : { story: patient.story }),
    ...(patient.promise === undefined ? {} : { promise: patient.promise }),
    slow: patient.slow === true
  }
}

/** What the chart page draws of one record. Entered in error and refuted entries are left out. */
export function chartView(
  store: FhirStore,
  patient: EhrPatient,
  orders: readonly OrderTemplate[],
  asOf: string
): ChartShown {
  const list = (type: string) => store.list(type, patient.id)
  return {
    head: patientHead(patient, store.read(`Patient/${patient.id}`), asOf),
    allergies: newestFirst(list('AllergyIntolerance').filter(isFact).map(allergyLine)),
    problems: newestFirst(list('Condition').filter(isFact).map(problemLine)),
    medications: newestFirst([
      ...list('MedicationRequest')
        .filter(isFact)
        .map((each) => medicationLine(store, each, 'authoredOn')),
      ...list('MedicationStatement')
        .filter(isFact)
        .map((each) => medicationLine(store, each, 'effectiveDateTime'))
    ]),
    results: observationSeries(list('Observation')),
    visits: newestFirst(list('Encounter').filter(isFact).map(visitLine)),
    orders
  }
}

function isFact(resource: FhirResource): boolean {
  const verification = codingsOf(resource['verificationStatus'])[0]?.code
  return (
    resource['status'] !== 'entered-in-error' &&
    verification !== 'entered-in-error' &&
    verification !== 'refuted'
  )
}

function allergyLine(allergy: FhirResource): ChartLine {
  const reactions = listOf(allergy['reaction']).flatMap(
    (reaction) => conceptText(field(reaction, 'manifestation')) ?? []
  )
  const criticality = stringField(allergy, 'criticality')
  const notes = [...reactions, ...(criticality === undefined ? [] : [`${criticality} criticality`])]
  return line(
    conceptText(allergy['code']),
    notes.join(', '),
    stringField(allergy, 'recordedDate'),
    {
      active: statusCode(allergy['clinicalStatus']) !== 'resolved'
    }
  )
}

function problemLine(condition: FhirResource): ChartLine {
  const status = statusCode(condition['clinicalStatus'])
  const onset = stringField(condition, 'onsetDateTime') ?? stringField(condition, 'recordedDate')
  const active = status === undefined || ['active', 'recurrence', 'relapse'].includes(status)
  return line(conceptText(condition['code']), active ? '' : (status ?? ''), onset, { active })
}

function medicationLine(store: FhirStore, request: FhirResource, dateName: string): ChartLine {
  const reference = stringField(request['medicationReference'], 'reference')
  const literal = reference === undefined ? undefined : literalReference(reference)
  const medication = literal === undefined ? undefined : store.read(literal)
  const name =
    conceptText(request['medicationCodeableConcept']) ??
    conceptText(medication?.['code']) ??
    stringField(request['medicationReference'], 'display')
  const dosages = listOf(request['dosageInstruction'] ?? request['dosage'])
  const dosage = dosages.flatMap((each) => stringField(each, 'text') ?? []).join('; ')
  const status = stringField(request, 'status') ?? ''
  const active = status === 'active'
  return line(name, active ? dosage : status, stringField(request, dateName), { active })
}

function visitLine(encounter: FhirResource): ChartLine {
  const reason = listOf(encounter['reasonCode']).flatMap((each) => conceptText(each) ?? [])
  const start = stringField(encounter['period'], 'start')
  return line(conceptText(encounter['type']) ?? 'Visit', reason.join(', '), start, { active: true })
}

function line(
  text: string | undefined,
  note: string,
  date: string | undefined,
  { active }: { readonly active: boolean }
): ChartLine {
  return {
    text: text ?? 'Without a name',
    ...(note === '' ? {} : { note }),
    ...(date === undefined ? {} : { date }),
    active
  }
}

/** Active entries first, each group from the newest. */
function newestFirst(lines: readonly ChartLine[]): readonly ChartLine[] {
  return lines.toSorted((a, b) => {
    if (a.active !== b.active) return a.active ? -1 : 1
    return (a.date ?? '') > (b.date ?? '') ? -1 : (a.date ?? '') < (b.date ?? '') ? 1 : 0
  })
}

function statusCode(concept: unknown): string | undefined {
  return codingsOf(concept)[0]?.code
}

function humanName(names: unknown): string {
  const all = listOf(names)
  const name = all.find((each) => stringField(each, 'use') === 'official') ?? all[0]
  const family = stringField(name, 'family') ?? ''
  const given = listOf(field(name, 'given')).filter((each) => typeof each === 'string')
  const built = [family, given.join(' ')].filter((part) => part !== '').join(', ')
  return built === '' ? (stringField(name, 'text') ?? 'Unnamed patient') : built
}

function wholeYears(birthDate: string, asOf: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(birthDate)) return undefined
  const years = Number(asOf.slice(0, 4)) - Number(birthDate.slice(0, 4))
  return asOf.slice(5, 10) < birthDate.slice(5) ? years - 1 : years
}
