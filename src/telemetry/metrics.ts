import type { Counter, Meter } from '@opentelemetry/api'
import { PrometheusSerializer } from '@opentelemetry/exporter-prometheus'
import { AggregationTemporality, MeterProvider, MetricReader } from '@opentelemetry/sdk-metrics'
import { type Indicator, indicators } from '../cds-hooks/card.ts'
import { type ErrorCode, errorTable } from '../ground/errors.ts'
import { type LossReason, lossReasons } from '../findings/loss.ts'
import { type BreakerState, breakerStates } from '../model/breaker.ts'
import { type ModelEnding, type ModelLimit, modelEndings } from '../model/model.ts'
import { type Gap } from '../record/patient-record.ts'
import { recordKinds } from '../record/record-kinds.ts'
import {
  answerBucketsMs,
  callOutcomes,
  cardOrigins,
  deployments,
  feedbackOutcomes,
  gapReasons,
  heldForWhom,
  notSentReasons,
  parts,
  storeOperations,
  verifiedBucketsMs
} from './metric-labels.ts'
import type { ChartPart } from '../ground/chart-part.ts'

type CallOutcome = (typeof callOutcomes)[number]
type StoreOperation = (typeof storeOperations)[number]
type GapReason = Gap['state']['reason']

/** What is counted. Every label has a closed set of values; what is outside it counts as `other`. */
export interface Metrics {
  callAnswered(of: { service: string; ehr: string; outcome: CallOutcome; elapsedMs: number }): void
  /** A call that ended in an error status; also counted by `callAnswered`. */
  refused(code: ErrorCode): void
  modelEnded(of: {
    part: ChartPart
    deployment: 'default' | 'fast'
    ending: ModelEnding
    /** Why nothing was sent, when a bound or breaker of ours held it back. */
    notSent?: ModelLimit | 'breaker' | undefined
    retried?: boolean | undefined
  }): void
  breaker(of: { deployment: 'default' | 'fast'; state: BreakerState }): void
  /** `afterMs`: from the piece of the stream that closed it; undefined for a stored one. */
  findingVerified(afterMs?: number): void
  findingDropped(reason: LossReason): void
  claimDropped(reason: LossReason): void
  findingsContradicted(count: number): void
  cardShown(of: { indicator: Indicator; origin: (typeof cardOrigins)[number] }): void
  /** Findings that an override held back: for its user, or for everyone at the EHR. */
  heldBack(of: { heldFor: (typeof heldForWhom)[number]; count: number }): void
  feedback(of: { outcome: (typeof feedbackOutcomes)[number]; count: number }): void
  /** Entries for cards that were not issued to the EHR that sent them. */
  feedbackUnknown(count: number): void
  /** A chart for the model that was built; its gate may have closed on it. */
  chartBuilt(of: { service: string; ehr: string; gateClosed: boolean }): void
  gap(of: { kind: Gap['kind']; reason: GapReason }): void
  fhirRequests(count: number): void
  storeFailed(operation: StoreOperation): void
  unrecognisedMedications(count: number): void
  /** In the Prometheus text format, for GET /metrics. */
  text(): Promise<string>
}

/** Hands the numbers over when they are asked for; it has no server and no timer. */
class PullReader extends MetricReader {
  protected override async onForceFlush(): Promise<void> {}
  protected override async onShutdown(): Promise<void> {}
}

/**
 * Instruments of one application, in a registry of their own. `ehrs` and `services` are the ids of
 * the configuration: the only other values that their labels take.
 */
export function createMetrics(known: {
  readonly ehrs: readonly string[]
  readonly services: readonly string[]
}): Metrics {
  const reader = new PullReader({
    aggregationTemporalitySelector: () => AggregationTemporality.CUMULATIVE
  })
  const meter = new MeterProvider({ readers: [reader] }).getMeter('curbside')
  const serializer = new PrometheusSerializer('curbside', false, undefined, true, true)
  return {
    ...callMetrics(meter, known),
    ...findingMetrics(meter),
    ...chartMetrics(meter, known),
    ...recordMetrics(meter),
    async text() {
      const { resourceMetrics } = await reader.collect()
      return serializer.serialize(resourceMetrics)
    }
  }
}

function callMetrics(
  meter: Meter,
  known: { readonly ehrs: readonly string[]; readonly services: readonly string[] }
) {
  const calls = meter.createCounter('calls', { description: 'Hook calls by how they ended' })
  const answers = meter.createHistogram('answer_milliseconds', {
    description: 'From the arrival of a hook call to its answer',
    advice: { explicitBucketBoundaries: [...answerBucketsMs] }
  })
  const refusals = meter.createCounter('refusals', { description: 'Error answers by code' })
  const feedback = meter.createCounter('feedback', { description: 'Feedback entries' })
  const unknown = counterFromZero(meter, 'feedback_unknown', 'Feedback for cards never issued')
  return {
    callAnswered({ service, ehr, outcome, elapsedMs }) {
      const of = { service: oneOf(known.services, service), ehr: oneOf(known.ehrs, ehr) }
      calls.add(1, { ...of, outcome: oneOf(callOutcomes, outcome) })
      if (Number.isFinite(elapsedMs))
        answers.record(Math.max(0, elapsedMs), { service: of.service })
    },
    refused(code) {
      refusals.add(1, { code: oneOf(Object.keys(errorTable), code) })
    },
    feedback({ outcome, count }) {
      add(feedback, count, { outcome: oneOf(feedbackOutcomes, outcome) })
    },
    feedbackUnknown: (count) => add(unknown, count, {})
  } satisfies Partial<Metrics>
}

function findingMetrics(meter: Meter) {
  const findings = meter.createCounter('findings', {
    description: 'Findings of the model, verified or dropped with the first reason'
  })
  const claims = meter.createCounter('claims_dropped', {
    description: 'Claims of the model dropped'
  })
  const cards = meter.createCounter('cards', { description: 'Cards sent' })
  const contradicted = counterFromZero(meter, 'findings_contradicted', 'Model against rule')
  const held = meter.createCounter('cards_held_back', {
    description: 'Held back after an override'
  })
  for (const heldFor of heldForWhom) held.add(0, { for: heldFor })
  const verifiedAfter = meter.createHistogram('finding_verified_milliseconds', {
    description: 'From the closing byte of a finding in the stream to its verdict',
    advice: { explicitBucketBoundaries: [...verifiedBucketsMs] }
  })
  return {
    ...modelMetrics(meter),
    findingVerified(afterMs) {
      findings.add(1, { outcome: 'verified', reason: 'none' })
      if (afterMs !== undefined) verifiedAfter.record(Math.max(0, afterMs))
    },
    findingDropped(reason) {
      findings.add(1, { outcome: 'dropped', reason: oneOf(lossReasons, reason) })
    },
    claimDropped(reason) {
      claims.add(1, { reason: oneOf(lossReasons, reason) })
    },
    findingsContradicted: (count) => add(contradicted, count, {}),
    cardShown({ indicator, origin }) {
      cards.add(1, { indicator: oneOf(indicators, indicator), origin: oneOf(cardOrigins, origin) })
    },
    heldBack: ({ heldFor, count }) => add(held, count, { for: oneOf(heldForWhom, heldFor) })
  } satisfies Partial<Metrics>
}

/** Both from zero for every pair: a rate of closures is known before the first one. */
function chartMetrics(
  meter: Meter,
  known: { readonly ehrs: readonly string[]; readonly services: readonly string[] }
) {
  const built = meter.createCounter('charts_built', {
    description: 'Charts made for the model, whether or not they could be sent'
  })
  const closed = meter.createCounter('gate_closed', {
    description: 'Charts not sent: an identifier stood in them'
  })
  for (const ehr of known.ehrs) {
    for (const service of known.services) {
      built.add(0, { service, ehr })
      closed.add(0, { service, ehr })
    }
  }
  return {
    chartBuilt({ service, ehr, gateClosed }) {
      const of = { service: oneOf(known.services, service), ehr: oneOf(known.ehrs, ehr) }
      built.add(1, of)
      if (gateClosed) closed.add(1, of)
    }
  } satisfies Partial<Metrics>
}

function modelMetrics(meter: Meter) {
  const endings = meter.createCounter('model_endings', { description: 'How model calls ended' })
  const notSents = meter.createCounter('model_not_sent', {
    description: 'Model calls held back by a breaker or a bound of ours'
  })
  const retries = counterFromZero(meter, 'model_retries', 'Model calls that were sent once more')
  const breakers = meter.createGauge('model_breaker', {
    description: '1 for the state that the breaker of a deployment is in'
  })
  return {
    modelEnded({ part, deployment, ending, notSent, retried }) {
      const of = { part: oneOf(parts, part), deployment: oneOf(deployments, deployment) }
      endings.add(1, { ...of, ending: oneOf(modelEndings, ending) })
      if (notSent !== undefined) notSents.add(1, { ...of, why: oneOf(notSentReasons, notSent) })
      if (retried === true) retries.add(1)
    },
    breaker({ deployment, state }) {
      for (const each of breakerStates) {
        breakers.record(each === state ? 1 : 0, {
          deployment: oneOf(deployments, deployment),
          state: each
        })
      }
    }
  } satisfies Partial<Metrics>
}

function recordMetrics(meter: Meter) {
  const gaps = meter.createCounter('gaps', { description: 'Kinds of data not fully read' })
  const failures = meter.createCounter('store_failures', { description: 'Failed database work' })
  const requests = counterFromZero(meter, 'fhir_requests', 'Requests to FHIR servers')
  const unrecognised = counterFromZero(
    meter,
    'unrecognised_medications',
    'Medications whose ingredients were not known, so that no rule could judge them'
  )
  return {
    gap({ kind, reason }) {
      gaps.add(1, {
        kind: oneOf([...recordKinds, 'notes', 'subjects'], kind),
        reason: oneOf(gapReasons, reason)
      })
    },
    fhirRequests: (count) => add(requests, count, {}),
    storeFailed(operation) {
      failures.add(1, { operation: oneOf(storeOperations, operation) })
    },
    unrecognisedMedications: (count) => add(unrecognised, count, {})
  } satisfies Partial<Metrics>
}

/** A counter without labels is there from the start, so that its rate is known to be zero. */
function counterFromZero(meter: Meter, name: string, description: string): Counter {
  const counter = meter.createCounter(name, { description })
  counter.add(0)
  return counter
}

function add(counter: Counter, count: number, labels: Readonly<Record<string, string>>): void {
  if (Number.isFinite(count) && count > 0) counter.add(count, labels)
}

function oneOf(values: readonly string[], value: string): string {
  return values.includes(value) ? value : 'other'
}
