import type { Resource } from '@medplum/fhirtypes'
import type { UnknownReason } from '../cds-hooks/prefetch.ts'
import { isObject } from '../ground/is-object.ts'

/** One resource of a Bundle, with the address by which others in that Bundle may refer to it. */
export interface SearchsetEntry {
  readonly resource: Resource
  readonly fullUrl?: string
  /** `include`: not asked for, but referred to by what was. */
  readonly mode: 'match' | 'include'
}

/** A searchset, read leniently: what has the wrong shape is counted, not trusted. */
export interface Searchset {
  readonly entries: readonly SearchsetEntry[]
  readonly matches: number
  /** Entries that hold no resource. */
  readonly unreadable: number
  readonly total?: number
  readonly next?: string
  /** An OperationOutcome of severity error or fatal stood among the entries. */
  readonly error?: UnknownReason
}

type Loose = Readonly<Record<string, unknown>>

/** True for anything that says it is a FHIR resource. What stands in it is still to be judged. */
export function isResource(value: unknown): value is Resource {
  return (
    isObject(value) && typeof value['resourceType'] === 'string' && value['resourceType'] !== ''
  )
}

/** Reads a Bundle; undefined when it is none. */
export function readSearchset(value: unknown): Searchset | undefined {
  if (!isObject(value) || value['resourceType'] !== 'Bundle') return undefined
  const entries: SearchsetEntry[] = []
  let matches = 0
  let unreadable = 0
  let error: UnknownReason | undefined
  const listed: unknown = value['entry'] ?? []
  for (const entry of Array.isArray(listed) ? (listed as unknown[]) : [listed]) {
    const resource: unknown = isObject(entry) ? entry['resource'] : undefined
    if (!isObject(entry) || !isResource(resource)) {
      unreadable += 1
      continue
    }
    if (resource.resourceType === 'OperationOutcome') {
      error ??= outcomeError(resource)
      continue
    }
    const mode = searchMode(entry) === 'include' ? 'include' : 'match'
    if (mode === 'match') matches += 1
    const { fullUrl } = entry
    entries.push({ resource, mode, ...(typeof fullUrl === 'string' && fullUrl ? { fullUrl } : {}) })
  }
  const next = nextLink(value)
  const { total } = value
  return {
    entries,
    matches,
    unreadable,
    ...(typeof total === 'number' ? { total } : {}),
    ...(next === undefined ? {} : { next }),
    ...(error === undefined ? {} : { error })
  }
}

/**
 * What an OperationOutcome means for the data asked for: a reason when it is unknown, undefined
 * when the outcome only remarks on an empty answer. Epic answers an empty search with a warning
 * ("Resource request returns no results", code 4101); an issue without severity is an error.
 */
export function outcomeError(outcome: unknown): UnknownReason | undefined {
  const issues: unknown = isObject(outcome) ? outcome['issue'] : undefined
  if (!Array.isArray(issues) || issues.length === 0) return 'malformed'
  const errors = (issues as unknown[]).filter(
    (issue) =>
      !isObject(issue) || (issue['severity'] !== 'warning' && issue['severity'] !== 'information')
  )
  if (errors.length === 0) return undefined
  const forbidden = errors.some((issue) => isObject(issue) && forbiddenCodes.has(issue['code']))
  return forbidden ? 'forbidden' : 'failed'
}

// FHIR R4, IssueType: security and its children.
const forbiddenCodes: ReadonlySet<unknown> = new Set([
  'security',
  'login',
  'unknown',
  'expired',
  'forbidden',
  'suppressed'
])

function searchMode(entry: Loose): unknown {
  const { search } = entry
  return isObject(search) ? search['mode'] : undefined
}

function nextLink(bundle: Loose): string | undefined {
  const links: unknown = bundle['link']
  if (!Array.isArray(links)) return undefined
  for (const link of links as unknown[]) {
    if (isObject(link) && link['relation'] === 'next' && typeof link['url'] === 'string') {
      return link['url']
    }
  }
  return undefined
}
