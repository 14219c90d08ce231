import type { FhirOutcome, FhirReader } from '../../src/fhir/fhir-reader.ts'
import { assembleRecord } from '../../src/record/assemble-record.ts'
import type { RecordSources } from '../../src/record/assemble-record.ts'
import type { PatientRecord } from '../../src/record/patient-record.ts'

/** The reads that our services publish, as they stood when these tests were written. */
export const templates = {
  patient: 'Patient/{{context.patientId}}',
  conditions: 'Condition?patient={{context.patientId}}&_count=200',
  medications: 'MedicationRequest?patient={{context.patientId}}&_sort=-authoredon&_count=200',
  allergies: 'AllergyIntolerance?patient={{context.patientId}}&_count=100',
  laboratory:
    'Observation?patient={{context.patientId}}&category=laboratory&_sort=-date&_count=200',
  vitals: 'Observation?patient={{context.patientId}}&category=vital-signs&_sort=-date&_count=200',
  procedures: 'Procedure?patient={{context.patientId}}&_sort=-date&_count=200',
  encounters: 'Encounter?patient={{context.patientId}}&_sort=-date&_count=100',
  immunizations: 'Immunization?patient={{context.patientId}}&_count=100',
  reports: 'DiagnosticReport?patient={{context.patientId}}&_sort=-date&_count=100',
  orders: 'ServiceRequest?patient={{context.patientId}}&_sort=-authored&_count=100'
} as const

export const patient = { resourceType: 'Patient', id: 'p1', gender: 'female' } as const

/** A resource of patient p1 unless told otherwise. */
export function resource(resourceType: string, id: string, more: object = {}) {
  const element = ['AllergyIntolerance', 'Immunization'].includes(resourceType)
    ? 'patient'
    : 'subject'
  return { resourceType, id, [element]: { reference: 'Patient/p1' }, ...more }
}

export function bundle(resources: readonly object[], more: object = {}) {
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    entry: resources.map((one) => ({ resource: one })),
    ...more
  }
}

/** Every kind delivered and empty, but for what is given. */
export function prefetchOf(given: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const empty = Object.keys(templates).map((kind) => [kind, bundle([])])
  return { ...Object.fromEntries(empty), patient, ...given }
}

/** Calls assembleRecord for patient p1, without a reader unless given. */
export function record(given: Partial<RecordSources>): Promise<PatientRecord> {
  return assembleRecord({
    patientId: 'p1',
    tokens: {},
    prefetch: prefetchOf({}),
    prefetchTemplates: templates,
    required: ['patient'],
    reader: null,
    signal: AbortSignal.timeout(5_000),
    ...given
  })
}

export interface PlayedReader extends FhirReader {
  readonly asked: readonly string[]
}

/** Answers by the type that a query begins with; what is not given is an empty answer. */
export function playedReader(outcomes: Readonly<Record<string, FhirOutcome>>): PlayedReader {
  const asked: string[] = []
  return {
    asked,
    get requests() {
      return asked.length
    },
    fetch: async (query) => {
      asked.push(query)
      const type = /^[A-Za-z]+/.exec(query)?.[0] ?? ''
      return outcomes[type] ?? { outcome: 'complete', resources: [] }
    }
  }
}
