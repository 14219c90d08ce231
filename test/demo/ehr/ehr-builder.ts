import { startEhr } from '../../../src/demo/ehr/start-ehr.ts'
import type { EhrOptions, RunningEhr } from '../../../src/demo/ehr/start-ehr.ts'
import type { EhrClock } from '../../../src/testbed/fhir-server/ehr-clock.ts'
import type { EhrPatient } from '../../../src/demo/ehr/ehr-patient.ts'
import type { FhirResource } from '../../../src/testbed/fhir-server/fhir-resource.ts'

const rxnorm = 'http://www.nlm.nih.gov/research/umls/rxnorm'

/** A patient with two years of creatinine, a problem, an allergy, two medications and a visit. */
export function buildPatient(id = 'ada', more: readonly FhirResource[] = []): EhrPatient {
  const subject = { reference: `Patient/${id}` }
  const creatinine = (number: number, date: string, value: number): FhirResource => ({
    resourceType: 'Observation',
    id: `${id}-creatinine-${number}`,
    status: 'final',
    category: [{ coding: [{ code: 'laboratory' }] }],
    code: { text: 'Creatinine', coding: [{ system: 'http://loinc.org', code: '2160-0' }] },
    subject,
    effectiveDateTime: date,
    valueQuantity: { value, unit: 'mg/dL' }
  })
  return {
    id,
    story: 'Takes two blood pressure drugs; a pain killer is about to be ordered.',
    promise: 'A warning that names both drugs.',
    orders: [
      {
        label: 'Naproxen 500 mg',
        resource: {
          resourceType: 'MedicationRequest',
          status: 'draft',
          intent: 'order',
          medicationCodeableConcept: {
            text: 'Naproxen 500 MG Oral Tablet',
            coding: [{ system: rxnorm, code: '198014' }]
          },
          dosageInstruction: [
            {
              text: '500 mg twice daily',
              timing: { repeat: { frequency: 2, period: 1, periodUnit: 'd' } },
              doseAndRate: [{ doseQuantity: { value: 500, unit: 'mg' } }]
            }
          ]
        }
      }
    ],
    resources: [
      {
        resourceType: 'Patient',
        id,
        name: [{ family: 'Example', given: [id] }],
        gender: 'female',
        birthDate: '1958-03-02'
      },
      {
        resourceType: 'Condition',
        id: `${id}-hypertension`,
        clinicalStatus: { coding: [{ code: 'active' }] },
        code: { text: 'Hypertension' },
        subject,
        onsetDateTime: '2015-06'
      },
      {
        resourceType: 'AllergyIntolerance',
        id: `${id}-penicillin`,
        clinicalStatus: { coding: [{ code: 'active' }] },
        code: { text: 'Penicillin' },
        patient: subject,
        criticality: 'high'
      },
      {
        resourceType: 'MedicationRequest',
        id: `${id}-lisinopril`,
        status: 'active',
        intent: 'order',
        medicationCodeableConcept: { text: 'Lisinopril 10 MG Oral Tablet' },
        subject,
        authoredOn: '2026-01-15'
      },
      {
        resourceType: 'MedicationRequest',
        id: `${id}-by-reference`,
        status: 'stopped',
        intent: 'order',
        medicationReference: { reference: `Medication/${id}-medication` },
        subject,
        authoredOn: '2020-01-15'
      },
      {
        resourceType: 'Medication',
        id: `${id}-medication`,
        code: { text: 'Furosemide 40 MG Oral Tablet' }
      },
      {
        resourceType: 'Encounter',
        id: `${id}-visit`,
        status: 'finished',
        class: { code: 'AMB' },
        type: [{ text: 'Follow-up' }],
        subject,
        period: { start: '2026-09-01T08:00:00Z', end: '2026-09-01T08:30:00Z' }
      },
      creatinine(1, '2025-02-03', 0.9),
      creatinine(2, '2025-11-10T09:00:00+02:00', 1.1),
      creatinine(3, '2026-09-01', 1.6),
      ...more
    ]
  }
}

/** A clock that stands still until it is moved. */
export function manualEhrClock(): EhrClock & { forwardSeconds(seconds: number): void } {
  let nowMs = Date.parse('2026-11-20T10:00:00Z')
  let made = 0
  const next = () => String((made += 1)).padStart(12, '0')
  return {
    nowMs: () => nowMs,
    nowIso: () => '2026-11-20T10:00:00.000Z',
    elapsedMs: () => performance.now(),
    asOf: () => '2026-11-20T10:00:00.000Z',
    newUuid: () => `00000000-0000-4000-8000-${next()}`,
    newSecret: () => next().padStart(43, 'x'),
    forwardSeconds: (seconds) => {
      nowMs += seconds * 1000
    }
  }
}

export function startTestEhr(given: Partial<EhrOptions> = {}): Promise<RunningEhr> {
  return startEhr({
    patients: [buildPatient('ada'), buildPatient('ben')],
    formulary: [],
    curbsideUrl: 'http://127.0.0.1:9',
    port: 0,
    ...given
  })
}

export interface FhirAnswer {
  readonly status: number
  readonly body: {
    readonly resourceType: string
    readonly total?: number
    readonly entry?: readonly {
      readonly resource: FhirResource
      readonly search: { readonly mode: string }
    }[]
    readonly link?: readonly { readonly relation: string; readonly url: string }[]
    readonly issue?: readonly { readonly code: string }[]
  }
}

/** One FHIR request as Curbside would make it. */
export async function askFhir(
  url: string,
  token?: string,
  init: RequestInit = {}
): Promise<FhirAnswer> {
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` }
  const answer = await fetch(url, { ...init, headers })
  return { status: answer.status, body: (await answer.json()) as FhirAnswer['body'] }
}

export function idsOf(answer: FhirAnswer): readonly string[] {
  return (answer.body.entry ?? []).map(({ resource }) => resource.id)
}
