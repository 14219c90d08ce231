import { hooks } from '../../../src/cds-hooks/service.ts'
import type { Hook } from '../../../src/cds-hooks/service.ts'
import { fhirAccessOf } from '../../support/curbside.ts'
import {
  aDiagnosticReport,
  aMedicationDispense,
  aProcedure,
  aServiceRequest,
  anEncounter,
  anImmunization
} from '../../support/events.ts'
import {
  aBloodPressure,
  aCondition,
  aDraft,
  aLabResult,
  aPatient,
  aPrescription,
  anAllergy
} from '../../support/records.ts'

/** Every string of ours that could be echoed holds this; no answer but a card's may. */
export const canary = 'zqx'

export interface ValidCall {
  readonly service: Hook
  readonly path: string
  readonly body: Record<string, unknown>
}

const unit = 'mL/min/{1.73_m2}'
const bundle = (...resources: unknown[]) => ({
  resourceType: 'Bundle',
  type: 'searchset',
  total: resources.length,
  entry: resources.map((resource) => ({ resource, search: { mode: 'match' } }))
})

/** A whole record, so that a mutation can hit every kind of resource. */
function aPrefetch(): Record<string, unknown> {
  const patient = aPatient({
    name: [{ family: `${canary}family`, given: [`${canary}given`] }],
    telecom: [{ system: 'phone', value: `${canary}555` }],
    identifier: [{ system: 'urn:mrn', value: `${canary}mrn` }]
  })
  return {
    patient,
    conditions: bundle(aCondition()),
    medications: bundle(
      aPrescription('m1', '861007', 'metformin hydrochloride 500 MG Oral Tablet'),
      aPrescription('m2', '855332', 'warfarin sodium 5 MG Oral Tablet')
    ),
    statements: bundle(aMedicationDispense()),
    allergies: bundle(anAllergy({ note: [{ text: `${canary}note` }] })),
    laboratory: bundle(
      aLabResult('egfr-new', '98979-8', 24, unit, '2026-11-01'),
      aLabResult('egfr-old', '98979-8', 41, unit, '2026-02-01'),
      aLabResult('calcium', '17861-6', 11.2, 'mg/dL', '2026-10-01')
    ),
    vitals: bundle(aBloodPressure('bp', 150, 90, '2026-10-01')),
    procedures: bundle(aProcedure()),
    encounters: bundle(anEncounter()),
    immunizations: bundle(anImmunization()),
    reports: bundle(aDiagnosticReport()),
    orders: bundle(aServiceRequest())
  }
}

const contexts: Readonly<Record<Hook, Record<string, unknown>>> = {
  'patient-view': {},
  'order-select': { selections: ['MedicationRequest/draft-1'], draftOrders: drafts() },
  'order-sign': { draftOrders: drafts() },
  'encounter-start': {},
  'encounter-discharge': {},
  'appointment-book': {
    appointments: bundle({ resourceType: 'Appointment', id: 'appointment-1', status: 'proposed' })
  },
  'order-dispatch': {
    dispatchedOrders: ['MedicationRequest/m1'],
    performer: 'Organization/pharmacy-1'
  },
  'medication-refill': { medications: drafts() },
  'allergyintolerance-create': {
    allergyIntolerance: anAllergy({ note: [{ text: `${canary}note` }] })
  },
  'problem-list-item-create': { conditions: bundle(aCondition()) }
}

function drafts() {
  return {
    resourceType: 'Bundle',
    type: 'collection',
    entry: [
      { resource: aDraft('draft-1', '861007', 'metformin hydrochloride 500 MG Oral Tablet') },
      { resource: aServiceRequest({ id: 'draft-2', status: 'draft' }) },
      { resource: { resourceType: 'Medication', id: 'drug-1', code: { text: `${canary}drug` } } }
    ]
  }
}

/** One good call of each service, from prefetch or with access, and one good feedback. */
export function validCalls(ehr: { baseUrl: string; token: string }): readonly ValidCall[] {
  const calls = hooks.flatMap((service) =>
    [{ prefetch: aPrefetch() }, fhirAccessOf(ehr)].map((data) => ({
      service,
      path: `/cds-services/${service}`,
      body: {
        hook: service,
        hookInstance: '6f0c1d7e-3f6e-4a7c-9d0e-0c2d4f0f6a01',
        context: {
          userId: `Practitioner/${canary}user`,
          patientId: 'p1',
          encounterId: `${canary}-encounter`,
          ...contexts[service]
        },
        extension: { 'com.epic.cdshooks.request.criteria-id': `${canary}extension` },
        ...data
      }
    }))
  )
  return [...calls, ...hooks.map(feedbackFor)]
}

function feedbackFor(service: Hook): ValidCall {
  return {
    service,
    path: `/cds-services/${service}/feedback`,
    body: {
      feedback: [
        {
          card: '6f6c0fbc-9f0b-4a7c-9d0e-0c2d4f0f6a01',
          outcome: 'overridden',
          overrideReason: {
            reason: { code: 'will-monitor', system: 'urn:curbside:override-reason' },
            userComment: `${canary}comment`
          },
          outcomeTimestamp: '2026-11-20T10:05:00Z'
        }
      ]
    }
  }
}
