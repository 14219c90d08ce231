import { deidentify } from '../chart/deidentify.ts'
import type { Deidentified } from '../chart/chart.ts'
import { originFrom } from '../chart/chart-time.ts'
import type { ClinicalIndex, Moment } from '../clinical/clinical-index.ts'
import { standardAbsences } from '../clinical/standard-absences.ts'
import type { Consultation } from './consult.ts'
import { until } from '../ground/deadline.ts'
import { isCareGap } from '../findings/care-gap.ts'
import type { BoundFinding } from '../findings/bound-finding.ts'
import type { ReadFinding } from '../findings/merge-findings.ts'
import type { Flight } from './flight.ts'
import { limits } from '../ground/limits.ts'
import type { PatientRecord } from '../record/patient-record.ts'
import type { ReadingCall, ReadingParts } from './reading-call.ts'
import { ArrivalVerifier, verdictOf } from './verify-arrivals.ts'
import type { Verdict } from './verify-arrivals.ts'
import type { ChartPart } from '../ground/chart-part.ts'

export interface SecondReading {
  /**
   * `thinking`: the deadline came first; what it finds waits for the next call. `incomplete`: it
   * broke off after findings that hold.
   */
  readonly state: 'ran' | 'not-asked' | 'failed' | 'incomplete' | 'thinking'
  readonly verified: readonly ReadFinding[]
  readonly verdicts: readonly Verdict[]
  readonly flights: readonly { readonly part: ChartPart; readonly flight: Flight }[]
  readonly chart?: Deidentified
  readonly gateHits: number
  readonly chartMs: number
  readonly verifyMs: number
}

interface Given {
  readonly call: ReadingCall
  readonly outside: ReadingParts
  readonly record: PatientRecord
  readonly index: ClinicalIndex
  readonly moment: Moment
}

/**
 * Shows the de-identified chart to the model, waits until the deadline at most, and verifies each
 * finding as it arrives, and what was stored for this very chart, against the record of this call.
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
    profile: outside.profile,
    // A new origin in each call: two charts of one patient cannot be laid side by side.
    originDay: originFrom(Number.parseInt(outside.ids.newUuid().slice(0, 8), 16)),
    charactersMax: limits.chartCharactersMax,
    ...(outside.notes === 'scrubbed' && { notesCharactersMax: limits.notesCharactersMax })
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
  const { reserve } = outside.consultations
  const reserveMs = reserve.ms(call.ehr.answerWithinMs)
  const end = call.deadline.signalBeforeEnd(reserveMs)
  const view = { index, moment, knowledge: outside.knowledge }
  const verifier = new ArrivalVerifier(view, outside.clock)
  const follows = flights.map(({ part, flight }) =>
    flight.follow((arrived) => verifier.take(part, arrived))
  )
  const [review] = await Promise.all([
    reviewOfBefore(given, chart, end),
    ...flights.map(({ flight }) => flight.wait(end))
  ])
  if (end.aborted) reserve.late(reserveMs - call.deadline.remainingMs())
  for (const stop of follows) stop()
  for (const finding of review) {
    verifier.take('review', { finding, lost: [], closedAtMs: undefined })
  }
  return {
    state: stateOf(
      flights.map(({ flight }) => flight),
      verifier.verified.length
    ),
    verified: verifier.verified,
    verdicts: [...verifier.verdicts, ...flights.flatMap(bindVerdicts)],
    flights,
    chart,
    gateHits: 0,
    chartMs,
    verifyMs: verifier.verifyMs
  }
}

/** Findings that could not even be bound: an alias that does not stand in the chart. */
export const bindVerdicts = (asked: {
  readonly part: ChartPart
  readonly flight: Flight
}): Verdict[] => asked.flight.rejected.map((lost) => verdictOf(asked.part, false, lost))

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
  part: ChartPart,
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

/**
 * At a later hook: what the review of an earlier one has found, when the policy shows it here. It
 * is read from the store alone; the model is not asked about the review again.
 */
async function reviewOfBefore(
  given: Given,
  chart: Deidentified,
  end: AbortSignal
): Promise<readonly BoundFinding[]> {
  const { showReview, asks } = given.call.service.policy
  if (!showReview || asks.some(({ part }) => part === 'review')) return []
  const asked = given.outside.consultations.stored(consultation(given, chart, 'review', 'default'))
  const found = (await until(asked, end)) ?? []
  return found.filter((finding) => !isCareGap(finding))
}

function stateOf(flights: readonly Flight[], verified: number): SecondReading['state'] {
  if (flights.some(({ end }) => end !== undefined && end.ending !== 'complete')) {
    return verified > 0 ? 'incomplete' : 'failed'
  }
  return flights.some(({ end }) => end === undefined) ? 'thinking' : 'ran'
}
