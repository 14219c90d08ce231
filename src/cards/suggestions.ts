import { indexStructureDefinitionBundle, validateResource } from '@medplum/core'
import type {
  Bundle,
  MedicationRequest,
  Resource,
  ServiceRequest,
  StructureDefinition
} from '@medplum/fhirtypes'
import type { CdsAction, CdsSuggestion } from '../cds-hooks/card.ts'
import type { SuggestedAction } from '../rules/rule.ts'
import base from '../../fhir-profiles/Bundle-base-r4.json' with { type: 'json' }
import medicationProfile from '../../fhir-profiles/StructureDefinition-curbside-suggested-medication.json' with { type: 'json' }
import testProfile from '../../fhir-profiles/StructureDefinition-curbside-suggested-test.json' with { type: 'json' }

// Once, at load: some 20 ms; without it validateResource knows no type.
indexStructureDefinitionBundle(base as Bundle)

const profiles = {
  MedicationRequest: medicationProfile as StructureDefinition,
  ServiceRequest: testProfile as StructureDefinition
}
const rxNorm = 'http://www.nlm.nih.gov/research/umls/rxnorm'

export interface SuggestionContext {
  readonly patientId: string
  readonly encounterReference?: string
  readonly newUuid: () => string
}

/**
 * The clinician's options as CDS suggestions with FHIR actions on the draft orders (CDS Hooks
 * 2.0.1, Suggestion and Action). Every created resource is validated with @medplum/core against
 * the profile in fhir-profiles; what does not validate is left out and counted. Never a
 * systemAction, never a dose: the clinician writes the details.
 */
export function buildSuggestions(
  suggested: readonly SuggestedAction[],
  context: SuggestionContext
): { readonly suggestions: readonly CdsSuggestion[]; readonly refused: number } {
  const suggestions: CdsSuggestion[] = []
  let refused = 0
  for (const action of suggested) {
    const actions = actionsOf(action, context)
    if (actions === undefined) refused += 1
    else suggestions.push({ label: action.label, uuid: context.newUuid(), actions })
  }
  return { suggestions, refused }
}

function actionsOf(action: SuggestedAction, context: SuggestionContext): CdsAction[] | undefined {
  switch (action.type) {
    case 'remove-order':
      return [removal(action.order.reference, action.label)]
    case 'replace-order': {
      const creation = create(medicationOrder(action.drug, context), action.label)
      return (
        creation && [removal(action.order.reference, `Remove ${nameOf(action.order)}`), creation]
      )
    }
    case 'add-medication': {
      const creation = create(medicationOrder(action.drug, context), action.label)
      return creation && [creation]
    }
    case 'add-test': {
      const creation = create(testOrder(action.test, context), action.label)
      return creation && [creation]
    }
  }
}

const nameOf = (order: { readonly medication?: { readonly label: string } }): string =>
  order.medication?.label ?? 'the draft order'

const removal = (reference: string, description: string): CdsAction => ({
  type: 'delete',
  description,
  resourceId: reference
})

function create(
  resource: MedicationRequest | ServiceRequest,
  description: string
): CdsAction | undefined {
  return validates(resource)
    ? { type: 'create', description, resource: { ...resource } }
    : undefined
}

/** True when the resource holds to its Curbside profile. */
export function validates(resource: Resource): boolean {
  const profile =
    resource.resourceType === 'MedicationRequest' || resource.resourceType === 'ServiceRequest'
      ? profiles[resource.resourceType]
      : undefined
  if (profile === undefined) return false
  try {
    validateResource(resource, { profile })
    return true
  } catch {
    return false
  }
}

function medicationOrder(
  drug: { readonly code: string; readonly display: string },
  context: SuggestionContext
): MedicationRequest {
  return {
    resourceType: 'MedicationRequest',
    status: 'draft',
    intent: 'order',
    medicationCodeableConcept: {
      coding: [{ system: rxNorm, code: drug.code, display: drug.display }],
      text: drug.display
    },
    ...aboutPatient(context)
  }
}

function testOrder(
  test: { readonly system: string; readonly code: string; readonly display: string },
  context: SuggestionContext
): ServiceRequest {
  return {
    resourceType: 'ServiceRequest',
    status: 'draft',
    intent: 'order',
    code: { coding: [{ ...test }], text: test.display },
    ...aboutPatient(context)
  }
}

const aboutPatient = ({ patientId, encounterReference }: SuggestionContext) => ({
  subject: { reference: `Patient/${patientId}` },
  ...(encounterReference === undefined ? {} : { encounter: { reference: encounterReference } })
})
