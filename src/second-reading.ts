import type { Call, Outside } from './advise.ts'
import { deidentify } from './chart/deidentify.ts'
import type { Deidentified } from './chart/chart.ts'
import type { ClinicalIndex, Moment } from './clinical/clinical-index.ts'
import { standardAbsences } from './clinical/standard-absences.ts'
import type { Consultation, Flight } from './consult.ts'
import { until } from './deadline.ts'
import type { BoundFinding, RejectionReason } from './findings/claim.ts'
import type { VerifiedFinding } from './findings/finding.ts'
import { verifyFinding } from './findings/verify-finding.ts'
import { limits } from './limits.ts'
import type { PatientRecord } from './record/patient-record.ts'

/** One verdict on one finding of the model; goes to audit and metrics. */
export interface Verdict {
  readonly part: 'review' | 'moment'
  readonly accepted: boolean
  /** Why the finding was dropped; null for one that was verified. */
  readonly reason: RejectionReason | null
  /** Claims of it that did not hold. */
  readonly droppedClaims: readonly RejectionReason[]
}

export interface SecondReading {
  /**
   * `thinking`: the deadline came first; what it finds waits for the next call. `incomplete`: it
   * broke off after findings that hold.
   */
  readonly state: 'ran' | 'not-asked' | 'failed' | 'incomplete' | 'thinking'
  readonly verified: readonly VerifiedFinding[]
  readonly verdicts: readonly Verdict[]
  readonly flights: readonly { readonly part: 'review' | 'moment'; readonly flight: Flight }[]
  readonly chart?: Deidentified
  readonly gateHits: number
  readonly chartMs: number
  readonly verifyMs: number
}

interface Given {
  readonly call: Call
  readonly outside: Outside
  readonly record: PatientRecord
  readonly index: ClinicalIndex
  readonly moment: Moment
}

/**
 * Shows the de-identified chart to the model, waits until the deadline at most, and verifies what
 * has arrived, and what was stored for this very chart, against the record of this call.
 */
export async function secondReading(given: Given): Promise<SecondReading> {
  const { call, outside, record, index, moment } = given
  if (!outside.modelAsked) return nothing('not-asked', 0)
  const startedMs = outside.clock.elapsedMs()
  const deidentified = deidentify({
    index,
    moment,
    record,
    absences: standardAbsences(index),
    profile: 'minimised',
    charactersMax: limits.chartCharactersMax
  })
  if (deidentified.outcome === 'gate-closed') return nothing('failed', deidentified.hits)
  const chart = deidentified.value
  const asks = call.service.policy.asks.filter(
    ({ part }) => part === 'review' || chart.chart.moment !== null
  )
  if (asks.length === 0) return nothing('not-asked', 0)
  const chartMs = outside.clock.elapsedMs() - startedMs
  const flights = asks.map(({ part, deployment }) => ({
    part,
    flight: outside.consultations.consult(consultation(given, chart, part, deployment))
  }))
  const end = call.deadline.signalBeforeEnd(limits.answerReserveMs)
  const [review] = await Promise.all([
    reviewOfBefore(given, chart, end),
    until(Promise.all(flights.map(({ flight }) => flight.done)), end)
  ])
  const readMs = outside.clock.elapsedMs()
  const arrived = [
    ...flights.map(({ part, flight }) => ({ part, findings: flight.findings })),
    { part: 'review' as const, findings: review }
  ]
  const checked = verifyAll(arrived, given)
  return {
    state: stateOf(
      flights.map(({ flight }) => flight),
      checked.verified.length
    ),
    verified: checked.verified,
    verdicts: [...checked.verdicts, ...flights.flatMap(bindVerdicts)],
    flights,
    chart,
    gateHits: 0,
    chartMs,
    verifyMs: outside.clock.elapsedMs() - readMs
  }
}

/** Findings that could not even be bound: an alias that does not stand in the chart. */
export const bindVerdicts = (asked: {
  readonly part: 'review' | 'moment'
  readonly flight: Flight
}): Verdict[] =>
  asked.flight.rejected.map((reason) => ({
    part: asked.part,
    accepted: false,
    reason,
    droppedClaims: asked.flight.droppedClaims
  }))

const nothing = (state: 'not-asked' | 'failed', gateHits: number): SecondReading => ({
  state,
  verified: [],
  verdicts: [],
  flights: [],
  gateHits,
  chartMs: 0,
  verifyMs: 0
})

function consultation(
  { call, record }: Given,
  { chart, gate, aliases, digests }: Deidentified,
  part: 'review' | 'moment',
  deployment: 'default' | 'fast'
): Consultation {
  const { service, ehr } = call
  return {
    hookInstance: call.request.hookInstance,
    ehrId: ehr.id,
    patientId: record.patient.id,
    digest: part === 'review' ? digests.review : `${digests.review} ${digests.moment}`,
    ask: {
      chart,
      gate,
      part,
      instructions: part === 'review' ? service.reviewInstructions : service.instructions,
      deployment
    },
    aliases,
    adviceValidDays: service.policy.adviceValidDays
  }
}

/** At a later hook: what the review of an earlier one has found, when the policy shows it here. */
async function reviewOfBefore(
  given: Given,
  chart: Deidentified,
  end: AbortSignal
): Promise<readonly BoundFinding[]> {
  const { showReview, asks } = given.call.service.policy
  if (!showReview || asks.some(({ part }) => part === 'review')) return []
  const asked = given.outside.consultations.stored(consultation(given, chart, 'review', 'default'))
  return (await until(asked, end)) ?? []
}

function verifyAll(
  arrived: readonly {
    readonly part: 'review' | 'moment'
    readonly findings: readonly BoundFinding[]
  }[],
  view: { readonly index: ClinicalIndex; readonly moment: Moment }
): { verified: VerifiedFinding[]; verdicts: Verdict[] } {
  const verified: VerifiedFinding[] = []
  const verdicts: Verdict[] = []
  for (const { part, findings } of arrived) {
    for (const finding of findings) {
      const verdict = verifyFinding(finding, view)
      if (verdict.outcome === 'verified') {
        verified.push(verdict.finding)
        verdicts.push({ part, accepted: true, reason: null, droppedClaims: verdict.dropped })
      } else {
        const [reason = 'no-support'] = verdict.reasons
        verdicts.push({ part, accepted: false, reason, droppedClaims: verdict.reasons })
      }
    }
  }
  return { verified, verdicts }
}

function stateOf(flights: readonly Flight[], verified: number): SecondReading['state'] {
  if (flights.some(({ end }) => end !== undefined && end.ending !== 'complete')) {
    return verified > 0 ? 'incomplete' : 'failed'
  }
  return flights.some(({ end }) => end === undefined) ? 'thinking' : 'ran'
}
