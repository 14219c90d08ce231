import type { Patient, Resource } from '@medplum/fhirtypes'
import type { DataState, UnknownReason } from '../cds-hooks/prefetch.ts'
import { CurbsideError } from '../ground/errors.ts'
import type { FhirOutcome, FhirReader } from '../fhir/fhir-reader.ts'
import type { SearchsetEntry } from '../fhir/searchset.ts'
import { addMedications } from './add-medications.ts'
import { kindOfResource } from './kind-of-resource.ts'
import { kindState, withUnasked } from './kind-state.ts'
import type { DoneRead } from './kind-state.ts'
import { medicationsAhead } from './medications-ahead.ts'
import { recordKinds, supplementaryKinds } from './record-kinds.ts'
import type { Gap, PatientRecord } from './patient-record.ts'
import type { RecordKind } from './record-kinds.ts'
import { planReads } from './plan-reads.ts'
import type { PlannedRead } from './plan-reads.ts'
import { isRestricted } from './security-labels.ts'
import { whyNoRecord } from './why-no-record.ts'
import { siftForPatient } from './sift-for-patient.ts'
import type { Delivered, Sifted } from './sift-resources.ts'
import { medicationReferences } from './supporting.ts'
import { addBinaries, notesState, searchNotes } from './read-notes.ts'
import type { NotesSource } from './read-notes.ts'
import { siftWithNamed } from './read-named.ts'
import { readSitePrefetch } from './read-site-prefetch.ts'

/** What one hook call brings to its record. */
export interface RecordSources {
  readonly patientId: string
  readonly tokens: {
    readonly userId?: string | undefined
    readonly encounterId?: string | undefined
  }
  readonly prefetch: Readonly<Record<string, unknown>> | null | undefined
  /** Our key -> the key under which this EHR's site sends it; our own name where none is given. */
  readonly prefetchKeys?: Readonly<Partial<Record<string, string>>>
  /** Per kind, as discovery publishes it; a kind without a template is not read. */
  readonly prefetchTemplates: Readonly<Partial<Record<RecordKind, string>>>
  /** Kinds without which there is no answer; the Patient always is. */
  readonly required: readonly RecordKind[]
  /** Null when the call brought no token: then the prefetch is all there is. */
  readonly reader: FhirReader | null
  /** The base of what it reads: absolute references below it are its own. */
  readonly baseUrl?: string | undefined
  /** Every base that is this EHR's: the same id below another one is another patient. */
  readonly ownBases?: readonly string[]
  /** Draft orders of the hook whose Medication did not come with them. */
  readonly orders?: readonly Resource[]
  /** Clinical notes are read when this is given, and only then. */
  readonly notes?: NotesSource | undefined
  /** References of the hook's context that are read when nothing delivered holds them. */
  readonly named?: readonly string[]
  /** Ends the reading; what has come by then is the record. */
  readonly signal: AbortSignal
  /** Ends the reading of required kinds, where it may go on for longer. */
  readonly requiredSignal?: AbortSignal
}

/**
 * Assembles one patient's record for one call: prefetch first, then what is absent or partial side
 * by side from the FHIR server until `signal`. What could not be read is a gap with a reason.
 *
 * Throws CURBSIDE_PATIENT_MISMATCH when the prefetched Patient is another, and
 * CURBSIDE_RECORD_UNREADABLE when a required kind is unknown (CDS Hooks 2.0.1: 412). Nothing else
 * that an EHR sends makes it throw.
 */
export async function assembleRecord(given: RecordSources): Promise<PatientRecord> {
  const { reader, signal, patientId, orders = [] } = given
  const referencesOf = (resources: readonly Resource[]) =>
    medicationReferences(resources, given.baseUrl)
  const { byKind, unasked } = readSitePrefetch({
    prefetch: given.prefetch,
    prefetchKeys: given.prefetchKeys ?? {},
    kinds: kindsRead(given.prefetchTemplates)
  })
  const planned = planReads({
    prefetchTemplates: given.prefetchTemplates,
    prefetch: byKind,
    tokens: { patientId, ...given.tokens }
  })
  refuseOtherPatient(planned, unasked, patientId)
  const isRequired = (kind: RecordKind) => kind === 'patient' || given.required.includes(kind)
  const requestsBefore = reader?.requests ?? 0
  const asked = planned.map(
    (read) =>
      [
        read.kind,
        ask(read, reader, isRequired(read.kind) ? (given.requiredSignal ?? signal) : signal)
      ] as const
  )
  const sift = (reads: readonly DoneRead[]) =>
    siftForPatient(reads.flatMap(deliveredBy), patientId, given.ownBases).sifted
  const [documents, ahead, ...reads] = await Promise.all([
    given.notes && searchNotes(given.notes, patientId, signal),
    medicationsAhead({ reads: new Map(asked), sift, reader, signal, referencesOf, orders }),
    ...asked.map(([, read]) => read)
  ])
  const delivered = [
    ...reads.flatMap(deliveredBy),
    ...unasked.map(asUnasked),
    ...deliveredNotes(documents)
  ]
  const { patient, sifted } = await siftWithNamed(delivered, given)
  const states = statesOf(reads, sifted, reader !== null)
  if (patient === undefined || isRestricted(patient)) throw unreadable(given, states, patient)
  if (given.required.some((kind) => states[kind].state === 'unknown')) {
    throw unreadable(given, states, patient)
  }
  const { supporting } = sifted
  const references = referencesOf([...sifted.resources, ...orders])
  const [notes] = await Promise.all([
    readNotes(given, documents, sifted),
    addMedications({ supporting, references, ahead, reader, signal })
  ])
  const incomplete = reads.reduce((sum, read) => sum + unreadableIn(read), 0)
  const { counts, keptFrom } = sifted
  return {
    patient,
    resources: sifted.resources,
    supporting,
    states,
    ...(notes !== undefined && { notes }),
    gaps: [...gapsOf(planned, states), ...notesGap(notes)],
    counts: {
      fromPrefetch: keptFrom.prefetch,
      fromFhir: keptFrom.fhir,
      fhirRequests: (reader?.requests ?? 0) - requestsBefore + (given.notes?.reader?.requests ?? 0),
      otherPatient: counts['other-patient'],
      restricted: counts.restricted,
      unreadable: counts.unreadable + incomplete,
      enteredInError: counts['in-error']
    }
  }
}

function kindsRead(templates: RecordSources['prefetchTemplates']): ReadonlySet<RecordKind> {
  const named = recordKinds.filter((kind) => templates[kind] !== undefined)
  return new Set(['patient', ...named])
}

/** The Patient of the patient key decides; without one, those that came under other keys. */
function refuseOtherPatient(
  planned: readonly PlannedRead[],
  unasked: readonly SearchsetEntry[],
  patientId: string
): void {
  const asked = planned.find(({ kind }) => kind === 'patient')?.prefetched.entries ?? []
  const [ids = []] = [asked, unasked].map(patientIds).filter((found) => found.length > 0)
  if (ids.length > 0 && !ids.includes(patientId)) {
    throw new CurbsideError('CURBSIDE_PATIENT_MISMATCH')
  }
}

const patientIds = (entries: readonly SearchsetEntry[]): readonly string[] =>
  entries.flatMap(({ resource }) =>
    resource.resourceType === 'Patient' && typeof resource.id === 'string' ? [resource.id] : []
  )

async function ask(
  planned: PlannedRead,
  reader: FhirReader | null,
  signal: AbortSignal
): Promise<DoneRead> {
  const { prefetched, query, kind } = planned
  // Without a Patient in its value there is no answer: also after an error it is worth one read.
  const patientMissing =
    kind === 'patient' &&
    !prefetched.entries.some(
      ({ resource }) => hasId(resource) && resource.resourceType === 'Patient'
    )
  const wanted = prefetched.askAgain || patientMissing
  if (!wanted || reader === null || query === undefined) return { planned, outcome: undefined }
  return { planned, outcome: await reader.fetch(query, signal) }
}

function hasId(resource: { readonly id?: unknown }): boolean {
  return typeof resource.id === 'string' && resource.id !== ''
}

/** A whole answer of the FHIR server takes the place of the prefetch; else it comes first. */
function deliveredBy({ planned, outcome }: DoneRead): readonly Delivered[] {
  const { kind, resourceType: expected, prefetched } = planned
  const read = outcome === undefined || outcome.outcome === 'unknown' ? [] : outcome.resources
  const sent = outcome?.outcome === 'complete' ? [] : prefetched.entries
  return [
    ...read.map((resource) => ({ resource, kind, expected, ...fromFhir(resource, expected) })),
    ...sent.map((entry) => ({
      ...entry,
      kind,
      expected,
      origin: 'prefetch' as const
    }))
  ]
}

/** Sent under a key of the EHR's own: judged like all, but it says nothing of the rest. */
function asUnasked(entry: SearchsetEntry): Delivered {
  const { resource } = entry
  const expected = resource.resourceType
  return { ...entry, kind: kindOfResource(resource), expected, origin: 'prefetch', unasked: true }
}

/** Notes are no kind of data that anything is concluded from; each is judged like all others. */
function deliveredNotes(documents: FhirOutcome | undefined): readonly Delivered[] {
  if (documents === undefined || documents.outcome === 'unknown') return []
  const expected = 'DocumentReference'
  return documents.resources.map((resource) => ({
    resource,
    kind: null,
    expected,
    ...fromFhir(resource, expected)
  }))
}

async function readNotes(
  { notes, signal }: RecordSources,
  documents: FhirOutcome | undefined,
  { resources, supporting }: Sifted
): Promise<DataState | undefined> {
  if (notes === undefined || documents === undefined) return undefined
  const whole = await addBinaries({ source: notes, resources, supporting, signal })
  return notesState(documents, whole, resources)
}

/** Notes supplement a record: where they are not to be had, no call needs to say so. */
function notesGap(state: DataState | undefined): readonly Gap[] {
  if (state?.state === 'partial') return [{ kind: 'notes', state }]
  return state?.state === 'unknown' && !notToBeHad.has(state.reason)
    ? [{ kind: 'notes', state }]
    : []
}

/** A reader gives no search mode: what is of another type than was asked for was included. */
function fromFhir(resource: { readonly resourceType: string }, expected: string) {
  const mode = resource.resourceType === expected ? ('match' as const) : ('include' as const)
  return { mode, origin: 'fhir' as const }
}

function statesOf(
  reads: readonly DoneRead[],
  sifted: Sifted,
  readerGiven: boolean
): Readonly<Record<RecordKind, DataState>> {
  const known = new Map(
    reads.map((read) => {
      const { kind } = read.planned
      return [kind, kindState(read, sifted.tallies.get(kind), readerGiven)]
    })
  )
  const notRead: DataState = { state: 'unknown', reason: 'not-read' }
  const states = recordKinds.map((kind) => {
    const state = known.get(kind) ?? notRead
    return [kind, withUnasked(kind, state, sifted.unaskedTallies.get(kind))] as const
  })
  return Object.fromEntries(states) as Record<RecordKind, DataState>
}

/** Kinds that this service does not read are no gaps: nobody asked for them. */
function gapsOf(
  planned: readonly PlannedRead[],
  states: Readonly<Record<RecordKind, DataState>>
): readonly Gap[] {
  return planned.flatMap(({ kind }) => {
    const state = states[kind]
    return isGap(kind, state) ? [{ kind, state }] : []
  })
}

type Unread = Exclude<DataState, { state: 'present' } | { state: 'empty' }>

function isGap(kind: RecordKind, state: DataState): state is Unread {
  if (state.state === 'partial') return true
  return (
    state.state === 'unknown' && !(supplementaryKinds.has(kind) && notToBeHad.has(state.reason))
  )
}

const notToBeHad: ReadonlySet<UnknownReason> = new Set(['not-read', 'no-access', 'not-offered'])

function unreadableIn({ planned, outcome }: DoneRead): number {
  const inAnswer = outcome?.outcome === 'partial' && outcome.reason === 'unreadable' ? 1 : 0
  return planned.prefetched.unreadable + inAnswer
}

function unreadable(
  given: RecordSources,
  states: Readonly<Record<RecordKind, DataState>>,
  patient: Patient | undefined
): CurbsideError {
  const needed = recordKinds.filter((kind) => kind === 'patient' || given.required.includes(kind))
  const details = { restricted: patient !== undefined && isRestricted(patient) }
  const issues = whyNoRecord(needed, states, details)
  return new CurbsideError('CURBSIDE_RECORD_UNREADABLE', { issues, details })
}
