import type { Resource } from '@medplum/fhirtypes'
import type { LooseResource } from '../cds-hooks/context.ts'
import type { HookSubjects } from './service-contract.ts'

/**
 * The entries of one type that a context brings (allergyintolerance-create,
 * problem-list-item-create). What is being written has no id yet: it gets one for this call.
 * Entries of other types only stand beside them. With none of the type, what the call is about
 * could not be read.
 */
export function factsInContext(
  entries: readonly (LooseResource | null)[],
  resourceType: 'AllergyIntolerance' | 'Condition'
): HookSubjects & { readonly about: 'facts' } {
  const facts = entries.flatMap((entry, index) => {
    if (entry?.resourceType !== resourceType) return []
    const given = entry['id']
    const id = typeof given === 'string' && given !== '' ? given : `new-${index + 1}`
    return [{ ...entry, id } as unknown as Resource]
  })
  return { about: 'facts', facts, notFound: facts.length === 0 ? 1 : 0 }
}
