import type { AccessGrant } from './access-tokens.ts'
import type { EhrClock } from './ehr-clock.ts'
import type { FhirResource } from './fhir-resource.ts'
import type { FhirStore } from './fhir-store.ts'
import { notFound } from './operation-outcome.ts'
import type { FhirFailure } from './operation-outcome.ts'
import { search } from './search.ts'

export interface SearchBundle {
  readonly resourceType: 'Bundle'
  readonly type: 'searchset'
  readonly total: number
  readonly link: readonly { readonly relation: string; readonly url: string }[]
  readonly entry?: readonly object[]
}

export type BundleOutcome =
  | { readonly outcome: 'found'; readonly bundle: SearchBundle }
  | { readonly outcome: 'failed'; readonly failure: FhirFailure }

/**
 * The first page of a search, or a later one by its page token. A page token belongs to the access
 * token it was made for and says nothing to its reader, as with the big EHRs.
 */
export function searchBundle(
  world: { readonly store: FhirStore; readonly clock: EhrClock; readonly fhirBase: string },
  grant: AccessGrant,
  asked: { readonly type: string; readonly query: URLSearchParams }
): BundleOutcome {
  const pageToken = asked.query.get('_page')
  const position =
    pageToken === null
      ? { type: asked.type, query: asked.query.toString(), offset: 0 }
      : grant.pages.get(pageToken)
  if (position === undefined || position.type !== asked.type) {
    return { outcome: 'failed', failure: notFound('This page is gone.') }
  }
  const found = search(world.store, {
    type: position.type,
    query: new URLSearchParams(position.query),
    patientId: grant.patientId
  })
  if (found.outcome === 'failed') return found

  const end = position.offset + found.pageSize
  const page = found.matches.slice(position.offset, end)
  const self = `${world.fhirBase}/${asked.type}${asked.query.size === 0 ? '' : `?${asked.query.toString()}`}`
  const link = [{ relation: 'self', url: self }]
  if (end < found.matches.length) {
    const next = world.clock.newSecret()
    grant.pages.set(next, { ...position, offset: end })
    link.push({ relation: 'next', url: `${world.fhirBase}/${asked.type}?_page=${next}` })
  }
  const entryOf = (mode: string) => (resource: FhirResource) => ({
    fullUrl: `${world.fhirBase}/${resource.resourceType}/${resource.id}`,
    resource,
    search: { mode }
  })
  const entry = [...page.map(entryOf('match')), ...found.includedFor(page).map(entryOf('include'))]
  return {
    outcome: 'found',
    bundle: {
      resourceType: 'Bundle',
      type: 'searchset',
      total: found.matches.length,
      link,
      ...(entry.length === 0 ? {} : { entry })
    }
  }
}
