import type { MedicationRequest, Resource, ServiceRequest } from '@medplum/fhirtypes'
import type { CdsAction, CdsSuggestion } from '../cds-hooks/card.ts'
import type { Allergy } from '../clinical/clinical-index.ts'
import { findIngredients } from '../terminology/find-ingredients.ts'
import { isAllergyTo } from '../findings/must-mention.ts'
import type { SuggestedAction } from '../rules/rule.ts'
import { mayBeOffered } from './offers.ts'
import type { Offer } from './offers.ts'
import { adjustedOrder, newMedicationOrder, newTestOrder } from './suggested-orders.ts'
import type { OrderContext } from './suggested-orders.ts'

export interface SuggestionContext {
  readonly patientId: string
  readonly encounterReference?: string
  readonly newUuid: () => string
  /** A draft as the EHR sent it, by its reference: what an update must hold unchanged. */
  readonly draftAsSent: (reference: string) => Resource | undefined
  readonly allergies: readonly Allergy[]
}

/** A suggestion, and the positions of the card's findings that taking it answers. */
export interface BuiltSuggestion {
  readonly suggestion: CdsSuggestion
  readonly answers: readonly number[]
}

/**
 * The clinician's options as CDS suggestions with FHIR actions on the draft orders (CDS Hooks
 * 2.0.1, Suggestion and Action). Every resource is validated with @medplum/core against the profile
 * in fhir-profiles; what does not validate, and a drug that the patient is allergic to, is left out
 * and counted. Never a systemAction; a dose only where the rule's source states it.
 */
export function buildSuggestions(
  offers: readonly Offer[],
  context: SuggestionContext
): { readonly built: readonly BuiltSuggestion[]; readonly refused: number } {
  const built: BuiltSuggestion[] = []
  let refused = 0
  for (const { action, answers, aiAssisted } of offers) {
    const actions = actionsOf(action, context, { ...context, aiAssisted })
    if (actions === undefined) refused += 1
    else {
      const suggestion = { label: action.label, uuid: context.newUuid(), actions }
      built.push({ suggestion, answers })
    }
  }
  return { built, refused }
}

function actionsOf(
  action: SuggestedAction,
  context: SuggestionContext,
  orderContext: OrderContext
): CdsAction[] | undefined {
  // The last line: offers leave such options out already.
  if (!mayBeOffered(action)) return undefined
  if ('drug' in action && isAllergic(action.drug.display, context.allergies)) return undefined
  switch (action.type) {
    case 'remove-order':
      return [removal(action.order.reference, action.label)]
    case 'replace-order': {
      const creation = create(newMedicationOrder(action.drug, orderContext), action.label)
      return (
        creation && [removal(action.order.reference, `Remove ${nameOf(action.order)}`), creation]
      )
    }
    case 'adjust-order': {
      const sent = context.draftAsSent(action.order.reference)
      const order = sent && adjustedOrder(action, sent, orderContext)
      return order && [{ type: 'update', description: action.label, resource: { ...order } }]
    }
    case 'add-medication':
      return listOf(create(newMedicationOrder(action.drug, orderContext), action.label))
    case 'add-test':
      return listOf(create(newTestOrder(action.test, orderContext), action.label))
  }
}

const nameOf = (order: { readonly medication?: { readonly label: string } }): string =>
  order.medication?.label ?? 'the draft order'

/** A suggestion must not be the next thing that a card warns of. */
function isAllergic(display: string, allergies: readonly Allergy[]): boolean {
  const { ingredients } = findIngredients(display)
  return allergies.some((allergy) => isAllergyTo(allergy, ingredients))
}

const removal = (reference: string, description: string): CdsAction => ({
  type: 'delete',
  description,
  resourceId: reference
})

const create = (
  resource: MedicationRequest | ServiceRequest | undefined,
  description: string
): CdsAction | undefined => resource && { type: 'create', description, resource: { ...resource } }

const listOf = (action: CdsAction | undefined): CdsAction[] | undefined => action && [action]
