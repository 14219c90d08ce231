import { recordKinds } from '../../src/record/record-kinds.ts'
import type { RecordKind } from '../../src/record/record-kinds.ts'
import { aRequest } from '../support/curbside.ts'
import {
  aConcept,
  aCondition,
  aDraft,
  aLabResult,
  aMedicationRequest,
  anAllergy,
  anObservation,
  aPatient,
  rxnorm,
  snomed
} from '../support/records.ts'

/** Where in a record a text can be planted, and the request that carries it. */
export interface Place {
  readonly hook: 'patient-view' | 'order-select'
  /** Whether the model sees such a text at all; what the allow-list drops never leaves. */
  readonly leaves: boolean
  /** Its words are identifiers: where the chart holds one of them, nothing is sent. */
  readonly mayClose?: true
  readonly namesDrug?: true
  readonly planted: (text: string) => Planted
  /** What the EHR's FHIR server holds of this patient, beside what is prefetched. */
  readonly served?: (text: string, id: string) => object
}

interface Planted {
  readonly resources?: Partial<Record<RecordKind, object>>
  readonly patient?: object
  readonly draft?: object
}

const local = 'https://ehr.example/codes'
const aNote = (text: string, id = 'note-1'): object => ({
  resourceType: 'DocumentReference',
  id,
  status: 'current',
  category: [{ coding: [{ code: 'clinical-note' }] }],
  type: aConcept('http://loinc.org', '11506-3', 'Progress note'),
  date: '2026-10-02T09:00:00Z',
  content: [
    { attachment: { contentType: 'text/plain', data: Buffer.from(text).toString('base64') } }
  ]
})

export const places: Readonly<Record<string, Place>> = {
  'display of a local code': {
    hook: 'patient-view',
    leaves: true,
    planted: (text) => ({
      resources: { conditions: aCondition({ id: 'x', code: aConcept(local, 'L1', text) }) }
    })
  },
  'display of a SNOMED CT code': {
    hook: 'patient-view',
    leaves: true,
    planted: (text) => ({
      resources: { conditions: aCondition({ id: 'x', code: aConcept(snomed, '195967001', text) }) }
    })
  },
  'code.text': {
    hook: 'patient-view',
    leaves: true,
    planted: (text) => ({ resources: { conditions: aCondition({ id: 'x', code: { text } }) } })
  },
  'allergy text': {
    hook: 'patient-view',
    leaves: true,
    planted: (text) => ({ resources: { allergies: anAllergy({ id: 'x', code: { text } }) } })
  },
  'reaction and note of an allergy': {
    hook: 'patient-view',
    leaves: true,
    planted: (text) => ({
      resources: {
        allergies: anAllergy({
          id: 'x',
          note: [{ text }],
          reaction: [{ manifestation: [{ text }], description: text, note: [{ text }] }]
        })
      }
    })
  },
  'name of a drug, its dosage text and note': {
    hook: 'patient-view',
    namesDrug: true,
    leaves: true,
    planted: (text) => ({
      resources: {
        medications: aMedicationRequest({
          id: 'x',
          medicationCodeableConcept: { text },
          dosageInstruction: [{ text, patientInstruction: text }],
          note: [{ text }]
        })
      }
    })
  },
  'valueString and name of a result': {
    hook: 'patient-view',
    leaves: true,
    planted: (text) => ({
      resources: {
        laboratory: {
          ...anObservation({ id: 'x', code: { text } }),
          valueQuantity: undefined,
          valueString: text,
          note: [{ text }]
        }
      }
    })
  },
  'name of the patient': {
    hook: 'patient-view',
    mayClose: true,
    leaves: false,
    planted: (text) => ({ patient: { name: [{ family: text, given: [text], text }] } })
  },
  'name of an organisation': {
    hook: 'patient-view',
    leaves: false,
    planted: (text) => ({
      patient: {
        managingOrganization: { display: text },
        contained: [{ resourceType: 'Organization', id: 'o', name: text }]
      }
    })
  },
  'text of a clinical note': {
    hook: 'patient-view',
    leaves: true,
    planted: () => ({}),
    // In small letters: a sentence with a capital that could begin a name is not shown.
    served: (text, id) => aNote(`Patient reports ${text.toLowerCase()}`, id)
  },
  'note of a problem': {
    hook: 'patient-view',
    leaves: false,
    planted: (text) => ({ resources: { conditions: aCondition({ id: 'x', note: [{ text }] }) } })
  },
  'display of a draft order': {
    hook: 'order-select',
    namesDrug: true,
    leaves: true,
    planted: (text) => ({ draft: aDraft('draft-1', '860975', `metformin 500 MG. ${text}`) })
  },
  'text, dosage and note of a draft order': {
    hook: 'order-select',
    leaves: false,
    planted: (text) => ({
      draft: {
        ...aDraft('draft-1', '860975', 'metformin hydrochloride 500 MG Oral Tablet'),
        dosageInstruction: [{ text, patientInstruction: text }],
        note: [{ text }]
      }
    })
  },
  'problem beside a draft order': {
    hook: 'order-select',
    leaves: true,
    planted: (text) => ({ resources: { conditions: aCondition({ id: 'x', code: { text } }) } })
  }
}

const calcium = [
  aLabResult('calcium-1', '17861-6', 11.2, 'mg/dL', '2026-10-01'),
  aLabResult('calcium-2', '17861-6', 10.9, 'mg/dL', '2026-03-01'),
  aLabResult('calcium-3', '17861-6', 10.8, 'mg/dL', '2025-09-01')
]
const kidneys = [
  aLabResult('egfr-1', '98979-8', 24, 'mL/min/{1.73_m2}', '2026-11-01'),
  aLabResult('egfr-2', '98979-8', 26, 'mL/min/{1.73_m2}', '2026-06-01'),
  aLabResult('egfr-3', '98979-8', 38, 'mL/min/{1.73_m2}', '2025-11-01')
]
const metformin = aMedicationRequest({
  id: 'metformin',
  medicationCodeableConcept: aConcept(
    rxnorm,
    '860975',
    'metformin hydrochloride 500 MG Oral Tablet'
  )
})

/** A hook call about a patient of its own, in whose record the text stands in that place. */
export function aCallWith(
  { hook, planted }: Place,
  text: string,
  given: { readonly patientId: string; readonly rest?: string | undefined }
): Record<string, unknown> {
  const { resources = {}, patient, draft } = planted(text)
  const subject = { reference: `Patient/${given.patientId}` }
  const own: Partial<Record<RecordKind, readonly object[]>> = {
    laboratory: [...calcium, ...kidneys],
    medications: hook === 'patient-view' ? [metformin] : [],
    conditions: [
      aCondition(),
      ...(given.rest === undefined ? [] : [aCondition({ id: 'rest', code: { text: given.rest } })])
    ]
  }
  const bundle = (kind: RecordKind): object => ({
    resourceType: 'Bundle',
    type: 'searchset',
    entry: [...(own[kind] ?? []), ...(resources[kind] === undefined ? [] : [resources[kind]])].map(
      (resource) => ({ resource: { ...resource, subject, patient: subject } })
    )
  })
  const order = draft ?? aDraft('draft-1', '860975', 'metformin hydrochloride 500 MG Oral Tablet')
  return aRequest({
    hook,
    context: {
      userId: 'Practitioner/d1',
      patientId: given.patientId,
      ...(hook === 'order-select' && {
        selections: ['MedicationRequest/draft-1'],
        draftOrders: {
          resourceType: 'Bundle',
          entry: [{ resource: { ...order, subject } }]
        }
      })
    },
    prefetch: {
      ...Object.fromEntries(recordKinds.map((kind) => [kind, bundle(kind)])),
      patient: { ...aPatient({ id: given.patientId }), ...patient }
    }
  })
}
