import { indexStructureDefinitionBundle, validateResource } from '@medplum/core'
import type {
  Bundle,
  Dosage,
  MedicationRequest,
  Meta,
  Resource,
  ServiceRequest,
  StructureDefinition
} from '@medplum/fhirtypes'
import type { SuggestedAction } from '../rules/rule.ts'
import base from '../../fhir-profiles/Bundle-base-r4.json' with { type: 'json' }
import adjustedProfile from '../../fhir-profiles/StructureDefinition-curbside-adjusted-medication.json' with { type: 'json' }
import medicationProfile from '../../fhir-profiles/StructureDefinition-curbside-suggested-medication.json' with { type: 'json' }
import testProfile from '../../fhir-profiles/StructureDefinition-curbside-suggested-test.json' with { type: 'json' }

// Once, at load: some 20 ms; without it validateResource knows no type.
indexStructureDefinitionBundle(base as Bundle)

const profiles = {
  created: {
    MedicationRequest: medicationProfile as StructureDefinition,
    ServiceRequest: testProfile as StructureDefinition
  },
  adjusted: { MedicationRequest: adjustedProfile as StructureDefinition }
}
const rxNorm = 'http://www.nlm.nih.gov/research/umls/rxnorm'
const ucum = 'http://unitsofmeasure.org'

/** AI Transparency on FHIR: what a model took part in is labelled so (trust.md R20). */
const aiLabel = {
  system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationValue',
  code: 'AIAST',
  display: 'Artificial Intelligence asserted'
}

export interface OrderContext {
  readonly patientId: string
  readonly encounterReference?: string
  /** A model took part in the finding that the order comes from. */
  readonly aiAssisted: boolean
}

/** A new draft of a drug: what and for whom, never a dose. Undefined when it does not validate. */
export function newMedicationOrder(
  drug: { readonly code: string; readonly display: string },
  context: OrderContext
): MedicationRequest | undefined {
  const order: MedicationRequest = {
    resourceType: 'MedicationRequest',
    ...labelled({}, context),
    status: 'draft',
    intent: 'order',
    medicationCodeableConcept: rxNormConcept(drug),
    ...aboutPatient(context)
  }
  return validates(order, 'created') ? order : undefined
}

/** A new draft of a test. Undefined when it does not validate. */
export function newTestOrder(
  test: { readonly system: string; readonly code: string; readonly display: string },
  context: OrderContext
): ServiceRequest | undefined {
  const order: ServiceRequest = {
    resourceType: 'ServiceRequest',
    ...labelled({}, context),
    status: 'draft',
    intent: 'order',
    code: { coding: [{ ...test }], text: test.display },
    ...aboutPatient(context)
  }
  return validates(order, 'created') ? order : undefined
}

/**
 * The clinician's own draft, whole (CDS Hooks 2.0.1, Action: an update holds the complete resource),
 * with the dose that the rule's source states, and another product where the dose needs one. Its
 * dosage is written anew, but for route, site and method: the old text would contradict it. Undefined
 * when the draft, as the EHR sent it, does not validate with it.
 */
export function adjustedOrder(
  action: Extract<SuggestedAction, { type: 'adjust-order' }>,
  sent: Resource,
  context: OrderContext
): (MedicationRequest & { readonly id: string }) | undefined {
  if (sent.resourceType !== 'MedicationRequest' || sent.id === undefined) return undefined
  const { medicationReference: _, ...rest } = sent
  const before = action.drug === undefined ? sent : rest
  const order = {
    ...before,
    ...labelled(sent.meta ?? {}, context),
    id: sent.id,
    ...(action.drug === undefined ? {} : { medicationCodeableConcept: rxNormConcept(action.drug) }),
    dosageInstruction: [statedDosage(action.dose, sent.dosageInstruction?.[0] ?? {})]
  }
  return validates(order, 'adjusted') ? order : undefined
}

const times = { 1: 'once a day', 2: 'twice a day' } as const

function statedDosage(
  { mg, timesADay }: { readonly mg: number; readonly timesADay: 1 | 2 },
  { route, site, method }: Dosage
): Dosage {
  return {
    text: `${mg} mg ${times[timesADay]}`,
    timing: { repeat: { frequency: timesADay, period: 1, periodUnit: 'd' } },
    ...(site === undefined ? {} : { site }),
    ...(route === undefined ? {} : { route }),
    ...(method === undefined ? {} : { method }),
    doseAndRate: [{ doseQuantity: { value: mg, unit: 'mg', system: ucum, code: 'mg' } }]
  }
}

/** True when the resource holds to its Curbside profile. */
export function validates(resource: Resource, written: 'created' | 'adjusted'): boolean {
  const ofKind: Readonly<Record<string, StructureDefinition>> = profiles[written]
  const profile = ofKind[resource.resourceType]
  if (profile === undefined) return false
  try {
    validateResource(resource, { profile })
    return true
  } catch {
    return false
  }
}

function labelled(meta: Meta, { aiAssisted }: OrderContext): { readonly meta?: Meta } {
  const others = (meta.security ?? []).filter(({ code }) => code !== aiLabel.code)
  if (aiAssisted) return { meta: { ...meta, security: [...others, aiLabel] } }
  return Object.keys(meta).length === 0 ? {} : { meta }
}

const rxNormConcept = ({ code, display }: { readonly code: string; readonly display: string }) => ({
  coding: [{ system: rxNorm, code, display }],
  text: display
})

const aboutPatient = ({ patientId, encounterReference }: OrderContext) => ({
  subject: { reference: `Patient/${patientId}` },
  ...(encounterReference === undefined ? {} : { encounter: { reference: encounterReference } })
})
