import type { Resource, ServiceRequest } from '@medplum/fhirtypes'
import type { Hook } from '../../../src/cds-hooks/service.ts'
import {
  aCondition,
  anAllergy,
  anObservation,
  aLabResult,
  aMedicationRequest,
  aPatient,
  aQuantity,
  aVitalSign,
  subject
} from '../../support/records.ts'
import { aView, said } from '../a-view.ts'

/* Situations in words: what is ordered and taken by name, problems by name, results by analyte. */

export interface Situation {
  readonly order?: string
  /** Ordered with it. */
  readonly beside?: string
  /** A ServiceRequest. */
  readonly request?: string
  /** Daily dose of the order, in its unit, once a day. */
  readonly dose?: readonly [number, string]
  readonly taking?: readonly string[]
  /** "cefazolin", severe; "~cefazolin" with a mild reaction. */
  readonly allergy?: string
  readonly problems?: readonly string[]
  /** Analyte and value, of the last days; older ones as a third place in days. */
  readonly results?: readonly (readonly [keyof typeof tests, number, number?])[]
  readonly gene?: readonly [string, string]
  readonly age?: number
  readonly sex?: 'male' | 'female'
}

const tests = {
  egfr: ['98979-8', 'mL/min/{1.73_m2}'],
  creatinine: ['2160-0', 'mg/dL'],
  potassium: ['2823-3', 'mmol/L'],
  sodium: ['2951-2', 'mmol/L'],
  hemoglobin: ['718-7', 'g/dL'],
  platelets: ['777-3', '10*3/uL'],
  calcium: ['17861-6', 'mg/dL'],
  glucose: ['2345-7', 'mg/dL'],
  hba1c: ['4548-4', '%'],
  lithium: ['14334-7', 'mmol/L'],
  'creatine-kinase': ['2157-6', 'U/L'],
  pulse: ['8867-4', '/min']
} as const

const today = Date.UTC(2026, 10, 20)

/** What all rules say of it at a hook, in short: `I-onc-ergot-3a4 critical`. */
export function saidOf(situation: Situation, hook: Hook): readonly string[] {
  return said(viewOf(situation), hook)
}

/** The view that rules get of it. */
export function viewOf(situation: Situation): ReturnType<typeof aView> {
  const { order, beside, request, dose, age = 50, sex = 'male' } = situation
  const birthDate = new Date(today - age * 365.25 * 86_400_000).toISOString().slice(0, 10)
  const drafts: Resource[] = []
  if (order !== undefined) drafts.push(aDrug('draft-1', order, dose ?? [1, 'tablet']))
  if (beside !== undefined) drafts.push(aDrug('draft-2', beside, [1, 'tablet']))
  if (request !== undefined) drafts.push(aRequest(request))
  const resources = resourcesOf(situation)
  return aView({ drafts, resources, patient: aPatient({ birthDate, gender: sex }) })
}

function resourcesOf(situation: Situation): readonly Resource[] {
  const { taking = [], allergy, problems = [], results = [], gene } = situation
  return [
    ...taking.map((name, at) => aDrug(`taken-${at}`, name, [1, 'tablet'])),
    ...problems.map((text, at) =>
      aCondition({ id: `p${at}`, code: { text }, onsetDateTime: '2026-09-01' })
    ),
    ...(allergy === undefined ? [] : [allergyTo(allergy)]),
    ...results.map(([analyte, value, days = 2], at) => {
      const [code, unit] = tests[analyte]
      const day = new Date(today - days * 86_400_000).toISOString().slice(0, 10)
      const build = analyte === 'pulse' ? aVitalSign : aLabResult
      return build(`r${at}`, code, value, unit, `${day}T07:00:00Z`)
    }),
    ...(gene === undefined ? [] : [aGene(gene)])
  ]
}

function aDrug(id: string, text: string, [value, unit]: readonly [number, string]): Resource {
  const request = aMedicationRequest({
    id,
    medicationCodeableConcept: { text },
    dosageInstruction: [
      {
        timing: { repeat: { frequency: 1, period: 1, periodUnit: 'd' } },
        doseAndRate: [{ doseQuantity: { value, unit } }]
      }
    ]
  })
  return id.startsWith('draft') ? { ...request, status: 'draft' } : request
}

function aRequest(text: string): ServiceRequest {
  return {
    resourceType: 'ServiceRequest',
    id: 'draft-request',
    status: 'draft',
    intent: 'order',
    code: { text },
    subject
  }
}

function allergyTo(name: string): Resource {
  const text = name.replace(/^~/, '')
  const mild = name.startsWith('~')
  return anAllergy({
    code: { text },
    criticality: mild ? 'low' : 'high',
    reaction: [
      {
        manifestation: [{ text: mild ? 'Rash' : 'Anaphylaxis' }],
        severity: mild ? 'mild' : 'severe'
      }
    ]
  })
}

function aGene([label, text]: readonly [string, string]): Resource {
  const { valueQuantity: _none, ...rest } = anObservation({
    id: 'gene',
    valueQuantity: aQuantity(1, '1')
  })
  return { ...rest, code: { text: label }, valueCodeableConcept: { text } }
}
