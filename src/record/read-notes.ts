import type { Resource } from '@medplum/fhirtypes'
import type { DataState } from '../cds-hooks/prefetch.ts'
import { isFhirId } from '../fhir/fhir-query.ts'
import type { FhirOutcome, FhirReader } from '../fhir/fhir-reader.ts'
import { literalReference } from '../fhir/reference.ts'
import { isModified } from './modifier-extension.ts'
import { isRestricted } from './security-labels.ts'

/** How the clinical notes of a record are read, where they are. */
export interface NotesSource {
  /**
   * Of its own: what large documents use up is not taken from the rest of the record. Null when the
   * call brought no token.
   */
  readonly reader: FhirReader | null
  /** The FHIR base that the reader reads: an absolute address of another place is not followed. */
  readonly baseUrl: string | undefined
}

/** US Core, DocumentReference: patient with category is a search that every server supports. */
const query = (patientId: string): string =>
  `DocumentReference?patient=${patientId}&category=clinical-note&_sort=-date&_count=20`

const binariesMax = 8

/** Searches for the notes of a patient; what is not asked for is unknown. */
export async function searchNotes(
  { reader }: NotesSource,
  patientId: string,
  signal: AbortSignal
): Promise<FhirOutcome> {
  if (reader === null) return { outcome: 'unknown', reason: 'no-access' }
  if (!isFhirId(patientId)) return { outcome: 'unknown', reason: 'not-read' }
  return reader.fetch(query(patientId), signal)
}

/**
 * Fetches the Binaries that notes of the record name for their text, the newest documents first, and
 * adds them to `supporting`. Only those of the same FHIR server: they are asked for by id, so that the
 * token goes nowhere else whatever the address says. Tells whether all of them came.
 */
export async function addBinaries(given: {
  readonly source: NotesSource
  /** Of the record: checked to be this patient's. */
  readonly resources: readonly Resource[]
  readonly supporting: Map<string, Resource>
  readonly signal: AbortSignal
}): Promise<boolean> {
  const { source, supporting, signal } = given
  const { reader } = source
  const wanted = [...new Set(documentsOf(given.resources).flatMap((one) => binaryOf(one, source)))]
  const ids = wanted.filter((id) => !supporting.has(`Binary/${id}`)).slice(0, binariesMax)
  if (reader === null) return ids.length === 0
  const outcomes = await Promise.all(ids.map((id) => reader.fetch(`Binary/${id}`, signal)))
  for (const outcome of outcomes) {
    if (outcome.outcome === 'unknown') continue
    for (const resource of outcome.resources) {
      if (resource.resourceType !== 'Binary' || isRestricted(resource) || isModified(resource))
        continue
      supporting.set(`Binary/${resource.id ?? ''}`, resource)
    }
  }
  return outcomes.every(({ outcome }) => outcome === 'complete')
}

/** What is known of the notes after everything that came was looked at. */
export function notesState(
  outcome: FhirOutcome,
  binariesWhole: boolean,
  resources: readonly Resource[]
): DataState {
  const any = documentsOf(resources).length > 0
  if (outcome.outcome === 'unknown') {
    return any
      ? { state: 'partial', reason: 'as-sent' }
      : { state: 'unknown', reason: outcome.reason }
  }
  // Twenty were asked for, and five are shown: that there are older ones is no gap.
  const cut =
    outcome.outcome === 'partial' && outcome.reason !== 'more-pages' && outcome.reason !== 'capped'
  if (cut) return { state: 'partial', reason: outcome.reason }
  if (!binariesWhole) return { state: 'partial', reason: 'unreadable' }
  return { state: any ? 'present' : 'empty' }
}

function documentsOf(resources: readonly Resource[]): readonly Resource[] {
  return resources
    .filter(({ resourceType }) => resourceType === 'DocumentReference')
    .toSorted((one, other) => (dateOf(one) < dateOf(other) ? 1 : -1))
}

function dateOf(document: Resource): string {
  const date: unknown = Reflect.get(document, 'date')
  return typeof date === 'string' ? date : ''
}

const readable = /^(?:text\/plain|text\/html|application\/xhtml\+xml)\b/i

/** The id of the Binary that holds its text; none when the text stands in it, or no text is there. */
function binaryOf(document: Resource, { baseUrl }: NotesSource): readonly string[] {
  const contents: unknown = Reflect.get(document, 'content')
  if (!Array.isArray(contents)) return []
  for (const content of contents as unknown[]) {
    const attachment = part(content, 'attachment')
    const contentType = part(attachment, 'contentType')
    if (typeof contentType !== 'string' || !readable.test(contentType)) continue
    if (typeof part(attachment, 'data') === 'string') return []
    const literal = literalReference(part(attachment, 'url'))
    const isHere = literal?.base === '' || literal?.base === baseUrl?.replace(/\/+$/, '')
    if (literal?.resourceType === 'Binary' && isHere && isFhirId(literal.id)) return [literal.id]
  }
  return []
}

function part(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null
    ? (Reflect.get(value, key) as unknown)
    : undefined
}
