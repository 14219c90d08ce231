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
  /** An outcome said that the answer is not whole, or a List that nothing was asked. */
  readonly incomplete?: IncompleteReason
}

/** Why an answer that was delivered is not whole. */
export type IncompleteReason = 'forbidden' | 'late' | 'failed'

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
  let incomplete: IncompleteReason | undefined
  const listed: unknown = value['entry'] ?? []
  for (const entry of Array.isArray(listed) ? (listed as unknown[]) : [listed]) {
    const resource: unknown = isObject(entry) ? entry['resource'] : undefined
    if (!isObject(entry) || !isResource(resource)) {
      unreadable += 1
      continue
    }
    if (resource.resourceType === 'OperationOutcome') {
      error ??= outcomeError(resource)
      incomplete ??= outcomeIncomplete(resource)
      continue
    }
    if (resource.resourceType === 'List') incomplete ??= listIncomplete(resource)
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
    ...(error === undefined ? {} : { error }),
    ...(incomplete === undefined ? {} : { incomplete })
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

/**
 * Whether an OperationOutcome says, whatever its severity, that something was left out: issue types
 * of FHIR R4 (`suppressed`, `incomplete`, `timeout` and their kin), Epic's 59204 (a part that the
 * client may not see), and the words that servers use for it.
 */
export function outcomeIncomplete(outcome: unknown): IncompleteReason | undefined {
  const issues: unknown = isObject(outcome) ? outcome['issue'] : undefined
  if (!Array.isArray(issues)) return undefined
  for (const issue of issues as unknown[]) {
    if (!isObject(issue)) continue
    const reason = incompleteCodes.get(String(issue['code'])) ?? incompleteWords(issue)
    if (reason !== undefined) return reason
  }
  return undefined
}

const incompleteCodes: ReadonlyMap<string, IncompleteReason> = new Map([
  ['suppressed', 'forbidden'],
  ['forbidden', 'forbidden'],
  ['security', 'forbidden'],
  ['login', 'forbidden'],
  ['expired', 'forbidden'],
  ['timeout', 'late'],
  ['incomplete', 'failed'],
  ['too-costly', 'failed'],
  ['throttled', 'failed'],
  ['transient', 'failed'],
  ['exception', 'failed'],
  ['no-store', 'failed'],
  ['lock-error', 'failed']
])

function incompleteWords(issue: Loose): IncompleteReason | undefined {
  const { details, diagnostics } = issue
  const said = `${JSON.stringify(details ?? '')} ${JSON.stringify(diagnostics ?? '')}`
  if (/\b59204\b/.test(said) || keptBack.test(said)) return 'forbidden'
  return cutShort.test(said) ? 'failed' : undefined
}

const keptBack =
  /\bnot authori[sz]ed\b|\b(?:withheld|suppressed|redacted)\b|\b(?:consent|privacy|sensitivity)\b|\bmay not (?:be|have been) returned\b/i
const cutShort =
  /\b(?:partial|incomplete|truncated) (?:results?|response|data|list)\b|\btimed out\b|\bresults? (?:are|is|may be) (?:incomplete|partial|truncated)\b/i

/** A List without entries says why; only `nilknown` means that there is nothing. */
export function listIncomplete(list: unknown): IncompleteReason | undefined {
  const reason: unknown = isObject(list) ? list['emptyReason'] : undefined
  if (reason === undefined) return undefined
  const said = JSON.stringify(reason)
  if (/"nilknown"/.test(said)) return undefined
  return /"withheld"/.test(said) ? 'forbidden' : 'failed'
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
