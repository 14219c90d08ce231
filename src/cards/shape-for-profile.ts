import type { CdsAction, CdsCard, CdsSuggestion } from '../cds-hooks/card.ts'

/** What an EHR's cards may hold, as its profile says. */
export interface CardShape {
  readonly selectionBehavior: 'as-built' | 'any'
  readonly oneActionPerSuggestion: boolean
  readonly orderDetailsInCreates: boolean
  readonly medicationUpdates: boolean
  readonly overrideReasonsSince: '1.0' | '1.1'
  readonly codeSystemNames: Readonly<Record<string, string>>
}

type Resource = Extract<CdsAction, { type: 'create' }>['resource']

/**
 * One card as an EHR of this profile can take it, at the version it speaks. Applied before a card
 * is kept, so that what is stored is what was sent. Only ever takes away or renames: no suggestion
 * does more than it did before.
 */
export function shapeForProfile(
  card: CdsCard,
  shape: CardShape,
  specification: '1.0' | '1.1' | '2.0'
): CdsCard {
  const { suggestions, selectionBehavior, overrideReasons, ...rest } = card
  const shaped = suggestionsFor(suggestions ?? [], shape).map((suggestion) => ({
    ...suggestion,
    ...(suggestion.actions === undefined
      ? {}
      : { actions: suggestion.actions.map((action) => actionFor(action, shape, specification)) })
  }))
  const readsReasons = specification !== '1.0' || shape.overrideReasonsSince === '1.0'
  return {
    ...rest,
    ...(shaped.length === 0
      ? {}
      : {
          suggestions: shaped,
          // 1.0 knows one value, and its clients refuse a card with another: then one option is
          // taken at a time, and what is left of the card comes again with the next call.
          selectionBehavior:
            shape.selectionBehavior === 'any'
              ? 'any'
              : specification === '1.0'
                ? 'at-most-one'
                : (selectionBehavior ?? 'at-most-one')
        }),
    ...(overrideReasons === undefined || !readsReasons ? {} : { overrideReasons })
  }
}

/**
 * With one action per suggestion, a replacement becomes the removal, and its words name what to
 * order instead. Not the creation: taken alone it would leave the order that the card warns of
 * beside the new one, while the removal alone is safe, and the clinician orders the rest. Two
 * replacements of one order then are the same removal, and stand once with both alternatives.
 * A changed dose, where drafts cannot be updated, is told in the same way.
 */
function suggestionsFor(
  suggestions: readonly CdsSuggestion[],
  shape: CardShape
): readonly CdsSuggestion[] {
  if (!shape.oneActionPerSuggestion) return suggestions
  const removals = new Map<string, { first: CdsSuggestion; names: string[] }>()
  const kept: (CdsSuggestion | { removed: string })[] = []
  for (const suggestion of suggestions) {
    const removal = removalOf(suggestion, shape)
    if (removal === undefined) {
      kept.push(...withFirstAction(suggestion))
      continue
    }
    const names = (suggestion.actions ?? []).flatMap(orderedName)
    const known = removals.get(removal.resourceId)
    if (known === undefined) {
      removals.set(removal.resourceId, { first: { ...suggestion, actions: [removal] }, names })
      kept.push({ removed: removal.resourceId })
    } else known.names.push(...names.filter((name) => !known.names.includes(name)))
  }
  return kept.flatMap((one) => {
    if (!('removed' in one)) return [one]
    const removal = removals.get(one.removed)
    return removal === undefined ? [] : [namingAlternatives(removal.first, removal.names)]
  })
}

/**
 * The action that takes a draft away: the removal of a suggestion, or what stands for a changed
 * dose where drafts cannot be updated.
 */
function removalOf(
  { actions = [] }: CdsSuggestion,
  { medicationUpdates }: CardShape
): Extract<CdsAction, { type: 'delete' }> | undefined {
  for (const action of actions) {
    if (action.type === 'delete') return action
    if (action.type !== 'update' || medicationUpdates) continue
    const { resourceType, id } = action.resource
    if (resourceType !== 'MedicationRequest') continue
    const description = `Remove the order for ${conceptText(action.resource) ?? 'the drug'}`
    return { type: 'delete', description, resourceId: `MedicationRequest/${id}` }
  }
  return undefined
}

/** Several creations cannot be told in one action without leaving some out unsaid. */
function withFirstAction(suggestion: CdsSuggestion): readonly CdsSuggestion[] {
  return (suggestion.actions?.length ?? 0) > 1 ? [] : [suggestion]
}

function namingAlternatives(suggestion: CdsSuggestion, names: readonly string[]): CdsSuggestion {
  if (names.length === 0) return suggestion
  const [removal] = suggestion.actions ?? []
  if (removal === undefined) return suggestion
  const text = `${removal.description}; to be ordered instead: ${names.join(' or ')}`
  return { ...suggestion, label: text, actions: [{ ...removal, description: text }] }
}

/** What would be ordered instead: of a changed dose the drug with its new dosage. */
function orderedName(action: CdsAction): readonly string[] {
  if (action.type === 'delete') return []
  const name = conceptText(action.resource) ?? action.description
  const dosages: unknown = action.type === 'update' ? action.resource['dosageInstruction'] : []
  const [dosage]: readonly unknown[] = Array.isArray(dosages) ? dosages : []
  const text = textIn(dosage)
  return [text === undefined ? name : `${name}, ${text}`]
}

function conceptText(resource: Resource): string | undefined {
  const concept: unknown = resource['medicationCodeableConcept'] ?? resource['code']
  const codings: unknown =
    typeof concept === 'object' && concept !== null ? Reflect.get(concept, 'coding') : undefined
  const [first]: readonly unknown[] = Array.isArray(codings) ? codings : []
  return textIn(concept) ?? textIn(first, 'display')
}

function textIn(value: unknown, name = 'text'): string | undefined {
  const text: unknown =
    typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
  return typeof text === 'string' && text !== '' ? text : undefined
}

function actionFor(
  action: CdsAction,
  shape: CardShape,
  specification: '1.0' | '1.1' | '2.0'
): CdsAction {
  if (action.type === 'delete') {
    // Before 2.0 the id of what to delete stood in `resource`; 2.0 deprecates it there.
    return specification === '2.0' ? action : { ...action, resource: action.resourceId }
  }
  const resource = withSystemNames(action.resource, shape.codeSystemNames)
  if (action.type === 'update') return { ...action, resource: { ...action.resource, ...resource } }
  return { ...action, resource: shape.orderDetailsInCreates ? resource : withoutDetails(resource) }
}

/** What to order, for whom, and in which encounter. */
const orderElements: ReadonlySet<string> = new Set([
  'resourceType',
  'status',
  'intent',
  'subject',
  'encounter',
  'medicationCodeableConcept',
  'code'
])

function withoutDetails(resource: Resource): Resource {
  const kept = Object.entries(resource).filter(([name]) => orderElements.has(name))
  return { ...Object.fromEntries(kept), resourceType: resource.resourceType }
}

/** The same code under each name of its system, so that either reader finds it. */
function withSystemNames(resource: Resource, names: CardShape['codeSystemNames']): Resource {
  const renamed: Record<string, unknown> = {}
  for (const element of ['medicationCodeableConcept', 'code']) {
    const concept: unknown = resource[element]
    const codings: unknown =
      typeof concept === 'object' && concept !== null ? Reflect.get(concept, 'coding') : undefined
    if (!Array.isArray(codings)) continue
    const added = (codings as readonly unknown[]).flatMap((coding) => {
      const system: unknown =
        typeof coding === 'object' && coding !== null ? Reflect.get(coding, 'system') : undefined
      const name = typeof system === 'string' ? names[system] : undefined
      return name === undefined ? [] : [{ ...(coding as object), system: name }]
    })
    if (added.length > 0)
      renamed[element] = { ...(concept as object), coding: [...added, ...codings] }
  }
  return { ...resource, ...renamed }
}
