import type { Resource } from '@medplum/fhirtypes'
import type { UnknownReason } from '../cds-hooks/prefetch.ts'
import type { FhirLimits } from './fhir-limits.ts'
import type { FhirOutcome } from './fhir-reader.ts'
import { isResource, outcomeError, outcomeIncomplete, readSearchset } from './searchset.ts'
import type { IncompleteReason, Searchset } from './searchset.ts'

/** An answer's body, or why there is none. */
export type FhirAnswer =
  | { readonly body: object; readonly reason?: undefined }
  | {
      readonly body?: undefined
      readonly reason: UnknownReason
      /** The server dislikes the search, not the reader. */
      readonly searchRefused?: boolean
    }

/** What the pages of one search have given, and why it stopped. */
export class SearchPages {
  readonly #limits: FhirLimits
  readonly #resources: Resource[] = []
  readonly #asked = new Set<string>()
  #pages = 0
  #matches = 0
  #unreadable = 0
  #stopped: Extract<FhirOutcome, { outcome: 'partial' }>['reason'] | undefined
  #failed: UnknownReason | undefined
  #incomplete: IncompleteReason | undefined

  constructor(limits: FhirLimits) {
    this.#limits = limits
  }

  /** Takes in a page; returns the address of the next one when there is one to be asked for. */
  take(answer: FhirAnswer): string | undefined {
    this.#pages += 1
    const page = answer.body === undefined ? undefined : this.#read(answer.body)
    if (page === undefined) {
      this.#failed ??= answer.reason ?? 'malformed'
      return undefined
    }
    const room = this.#limits.resourcesPerSearchMax - this.#resources.length
    for (const { resource } of page.entries.slice(0, room)) this.#resources.push(resource)
    this.#matches += page.matches
    this.#unreadable += page.unreadable
    if (page.entries.length > room) this.#stopped = 'capped'
    else if (page.error !== undefined) this.#failed = page.error
    else if (page.incomplete !== undefined) this.#incomplete = page.incomplete
    if (this.#failed === undefined && this.#stopped !== 'capped' && page.next !== undefined) {
      // Until the next page has been asked for, this is how it stands.
      this.#stopped = 'more-pages'
      return page.next
    } else if (this.#failed === undefined && this.#stopped !== 'capped') {
      const all = page.total === undefined || page.total <= this.#matches + this.#unreadable
      this.#stopped = all ? undefined : 'more-pages'
    }
    return undefined
  }

  /** False for an address asked before and beyond the caps. */
  mayAsk(next: string): boolean {
    if (this.#asked.has(next)) return false
    this.#asked.add(next)
    const capped =
      this.#pages >= this.#limits.pagesPerSearchMax ||
      this.#resources.length >= this.#limits.resourcesPerSearchMax
    if (capped) this.#stopped = 'capped'
    return !capped
  }

  outcome(): FhirOutcome {
    const resources = this.#resources
    if (this.#failed !== undefined) {
      if (resources.length === 0) return { outcome: 'unknown', reason: this.#failed }
      return { outcome: 'partial', resources, reason: partialReason(this.#failed) }
    }
    const reason =
      this.#stopped ?? this.#incomplete ?? (this.#unreadable > 0 ? 'unreadable' : undefined)
    if (reason === undefined) return { outcome: 'complete', resources }
    if (resources.length === 0 && this.#incomplete !== undefined) {
      return { outcome: 'unknown', reason: this.#incomplete }
    }
    return { outcome: 'partial', resources, reason }
  }

  #read(body: object): Searchset | undefined {
    const page = readSearchset(body)
    if (page !== undefined) return page
    // Some servers answer an empty search with nothing but a warning.
    const isOutcome = isResource(body) && body.resourceType === 'OperationOutcome'
    if (!isOutcome) return undefined
    const error = outcomeError(body)
    const incomplete = outcomeIncomplete(body)
    return {
      entries: [],
      matches: 0,
      unreadable: 0,
      ...(error === undefined ? {} : { error }),
      ...(incomplete === undefined ? {} : { incomplete })
    }
  }
}

/** Why there is no more of it: a token that expired between two pages leaves a gap of its own. */
function partialReason(failed: UnknownReason): 'late' | 'unreadable' | 'forbidden' | 'failed' {
  if (failed === 'late' || failed === 'forbidden') return failed
  return failed === 'malformed' ? 'unreadable' : 'failed'
}
