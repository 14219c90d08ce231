import type { SearchsetEntry } from '../fhir/searchset.ts'
import { recordKinds } from './record-kinds.ts'
import type { RecordKind } from './record-kinds.ts'
import { readPrefetch } from './read-prefetch.ts'

/** A prefetch by our own keys, and what else was in it. */
export interface SitePrefetch {
  readonly byKind: Readonly<Partial<Record<RecordKind, unknown>>>
  /** Under keys that are none of ours: true data, but nobody knows what was searched for. */
  readonly unasked: readonly SearchsetEntry[]
}

/**
 * Reads a prefetch by the keys that the site has configured (`ehrs[].prefetchKeys`; EHRs that do
 * not read discovery let sites name them). A key that is not mapped is ours by its own name. What
 * comes under any other key, or for a kind that is not read here, is taken for its resources alone.
 */
export function readSitePrefetch(given: {
  readonly prefetch: Readonly<Record<string, unknown>> | null | undefined
  readonly prefetchKeys: Readonly<Partial<Record<string, string>>>
  readonly kinds: ReadonlySet<RecordKind>
}): SitePrefetch {
  const prefetch = given.prefetch ?? {}
  const byKind: Partial<Record<RecordKind, unknown>> = {}
  const ours = new Set<string>()
  for (const kind of recordKinds) {
    const key = given.prefetchKeys[kind] ?? kind
    if (!given.kinds.has(kind) || !Object.hasOwn(prefetch, key)) continue
    byKind[kind] = prefetch[key]
    ours.add(key)
  }
  const unasked = Object.keys(prefetch)
    .filter((key) => !ours.has(key))
    .flatMap((key) => readPrefetch(prefetch[key]).entries)
  return { byKind, unasked }
}
