import { gapSentences } from '../../cards/gap-sentences.ts'
import type { Clock } from '../../ground/clock.ts'
import { CurbsideError } from '../../ground/errors.ts'
import type { FhirOutcome, FhirReader } from '../../fhir/fhir-reader.ts'
import { assembleRecord } from '../../record/assemble-record.ts'
import type { PatientRecord } from '../../record/patient-record.ts'
import type { Service } from '../../services/service-contract.ts'
import { readScopes } from '../read-scopes.ts'
import type { Check, Verdict } from './check.ts'
import { fault, inArea, ok, warning } from './check.ts'

export interface TestPatientGiven {
  readonly patientId: string
  readonly services: readonly Service[]
  /** A reader of the FHIR server, with the token, new for each reading. */
  readonly newReader: () => FhirReader
  /** What a call may use for reading. */
  readonly readWithinMs: number
  readonly clock: Clock
}

/**
 * Runs the read plan of each service as a call without prefetch would, within a call's time, and
 * says what would be missing on cards. What was too late is read again with time, to say how long
 * it takes. Services with the same plan are read once.
 */
export async function checkTestPatient(given: TestPatientGiven): Promise<readonly Check[]> {
  const plans = Map.groupBy(given.services, ({ entry, policy }) =>
    JSON.stringify([entry.prefetch, policy.required])
  )
  const checks: Check[] = []
  for (const group of plans.values()) checks.push(...(await checkPlan(group, given)))
  return checks
}

const slowReadWithinMs = 30_000

interface TimedRead {
  readonly query: string
  readonly outcome: FhirOutcome
  readonly tookMs: number
}

async function checkPlan(
  group: readonly Service[],
  given: TestPatientGiven
): Promise<readonly Check[]> {
  const [service] = group
  if (service === undefined) return []
  const first = await readPlan(service, given, given.readWithinMs)
  const late = first.reads.some(({ outcome }) => 'reason' in outcome && outcome.reason === 'late')
  const shown = late ? await readPlan(service, given, slowReadWithinMs) : first
  const names = group.map(({ id }) => id).join(', ')
  return [
    ...inArea('test patient', [
      ok(`read plan of ${names}: ${shown.reads.length} requests side by side`, shown.tookMs),
      ...judgeReads(shown.reads, given),
      ...(first.record === undefined ? [] : judgeRecord(first.record))
    ]),
    ...inArea('cards', judgeCards(names, first))
  ]
}

interface ReadPlan {
  readonly reads: readonly TimedRead[]
  readonly tookMs: number
  /** Undefined when a call would be answered 412. */
  readonly record: PatientRecord | undefined
}

async function readPlan(
  service: Service,
  { patientId, newReader, clock }: TestPatientGiven,
  withinMs: number
): Promise<ReadPlan> {
  const reads: TimedRead[] = []
  const startedMs = clock.elapsedMs()
  const reader = newReader()
  const timed: FhirReader = {
    get requests() {
      return reader.requests
    },
    fetch: async (query, signal) => {
      const outcome = await reader.fetch(query, signal)
      reads.push({ query, outcome, tookMs: Math.round(clock.elapsedMs() - startedMs) })
      return outcome
    }
  }
  const record = await assembleRecord({
    patientId,
    tokens: {},
    prefetch: undefined,
    prefetchTemplates: service.entry.prefetch ?? {},
    required: service.policy.required,
    reader: timed,
    signal: AbortSignal.timeout(withinMs)
  }).catch((thrown: unknown) => {
    if (thrown instanceof CurbsideError) return undefined
    throw thrown
  })
  return { reads, tookMs: Math.round(clock.elapsedMs() - startedMs), record }
}

function judgeReads(reads: readonly TimedRead[], given: TestPatientGiven): readonly Verdict[] {
  if (reads.every(({ outcome }) => 'reason' in outcome && outcome.reason === 'forbidden')) {
    return [
      fault(
        'all requests are refused (401 or 403)',
        'Has the token expired, or is it for another FHIR server or patient? Get a new one.'
      )
    ]
  }
  // In the order of the types, not in which they happened to arrive.
  return reads
    .toSorted((left, right) => compare(left.query, right.query))
    .map((read) => judgeRead(read, given))
}

const compare = (left: string, right: string): number => Number(left > right) - Number(left < right)

function judgeRead({ query, outcome, tookMs }: TimedRead, given: TestPatientGiven): Verdict {
  // Only the patient's id was given by who asks; ids of what was found stay out.
  const name = query.startsWith('Medication?_id=')
    ? 'Medication?_id=…'
    : query.replace(/^(Patient\/|.*\?patient=)[^&]*/, '$1{patient}')
  if (outcome.outcome === 'unknown') {
    const [problem, todo] = problemOf(outcome.reason, query, given)
    return { ...fault(`${name}: ${problem}`, todo), tookMs }
  }
  const count = outcome.resources.length
  if (tookMs > given.readWithinMs) {
    return {
      ...fault(
        `${name}: ${count} resources, later than the ${Math.round(given.readWithinMs)} ms that a call may read`,
        'Send it as prefetch, make the server faster, or raise ehrs[].answerWithinMs.'
      ),
      tookMs
    }
  }
  if (outcome.outcome === 'partial') {
    return {
      ...warning(
        `${name}: ${count} resources, not all (${outcome.reason})`,
        'What is left out is named on cards; look whether pages follow by link next under the FHIR base.'
      ),
      tookMs
    }
  }
  return ok(`${name}: ${count} ${count === 1 ? 'resource' : 'resources'}`, tookMs)
}

type Reason = Extract<FhirOutcome, { outcome: 'unknown' }>['reason']

function problemOf(
  reason: Reason,
  query: string,
  given: TestPatientGiven
): readonly [problem: string, todo: string] {
  const type = /^[A-Za-z]*/.exec(query)?.[0] ?? ''
  const scope = readScopes(given.services).find((each) => each.type === type)
  const scopes = scope === undefined ? '' : ` ${scope.v1} or ${scope.v2}`
  switch (reason) {
    case 'not-offered':
      return [
        'not known to the server (404, 405 or 501)',
        'If the EHR has such data, offer this search; medication statements, questionnaires and imaging findings are done without.'
      ]
    case 'forbidden':
      return [
        'refused (401 or 403)',
        `Is the token still valid, and for this patient? Else grant${scopes}.`
      ]
    case 'late':
      return ['no answer in time', 'Send it as prefetch, or make the server faster.']
    case 'malformed':
      return ['the answer is no FHIR JSON', 'Look at what the server answers to this request.']
    case 'failed':
    case 'no-access':
    case 'not-read':
      return [
        'failed (an error status, or the connection was cut)',
        `Look into the log of the FHIR server; is ${type} enabled, and is it this patient's id?`
      ]
  }
}

function judgeRecord({ counts }: PatientRecord): readonly Verdict[] {
  return [
    ...(counts.otherPatient === 0
      ? []
      : [
          fault(
            `${counts.otherPatient} resources are of another patient; Curbside drops them`,
            'Searches must answer for the asked patient only: look into the FHIR server.'
          )
        ]),
    ...(counts.unreadable === 0
      ? []
      : [
          warning(
            `${counts.unreadable} entries are unreadable`,
            'Look for entries without resourceType or with the wrong shape.'
          )
        ]),
    ...(counts.restricted === 0
      ? []
      : [ok(`${counts.restricted} resources carry a restricted label and are not used`)])
  ]
}

function judgeCards(names: string, { record }: ReadPlan): readonly Verdict[] {
  if (record === undefined) {
    return [
      fault(
        `${names}: every call without prefetch is answered 412, because the Patient was not read`,
        'Make Patient readable for the token, or send it as prefetch `patient`.'
      )
    ]
  }
  const sentences = gapSentences(record.gaps, record.counts.restricted)
  if (sentences.length === 0) return [ok(`${names}: nothing would be missing`)]
  const said = `${names}: cards would say "${sentences.join('. ')}."`
  // What a label withholds is meant to be withheld.
  if (record.gaps.every(({ state }) => state.reason === 'withheld')) return [ok(said)]
  return [warning(said, 'Rules that need it say that they cannot assess; mend what stands above.')]
}
