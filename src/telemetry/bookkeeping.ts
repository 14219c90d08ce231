import type { Advice } from '../call/advice.ts'
import type { Call } from '../call/call.ts'
import { invocationRecord } from '../audit/invocation-record.ts'
import type { InvocationFacts } from '../audit/invocation-record.ts'
import type { CdsFeedback } from '../cds-hooks/feedback.ts'
import type { CdsRequest } from '../cds-hooks/request.ts'
import type { Clock, Ids } from '../ground/clock.ts'
import type { Ehr } from '../ehrs/ehr.ts'
import type { CurbsideError } from '../ground/errors.ts'
import { bindVerdicts } from '../reading/second-reading.ts'
import type { Service } from '../services/service-contract.ts'
import type { Store } from '../store/store.ts'
import { answeredFacts, notRunFacts } from './invocation-facts.ts'
import type { Log } from './log.ts'
import type { Metrics } from './metrics.ts'

interface Given {
  readonly store: Store
  readonly log: Log
  readonly metrics: Metrics
  readonly clock: Clock
  readonly ids: Ids
  readonly modelKind: string
  /** Of what is sent to the model. */
  readonly profile: string
  readonly appVersion: string
}

/**
 * What is said and kept about each call once it is answered: one log line, metrics, one invocation
 * record. Written behind the answer; a record that could not be written is loud and counted.
 */
export class Bookkeeping {
  readonly #given: Given
  readonly #pending = new Set<Promise<void>>()

  constructor(given: Given) {
    this.#given = given
  }

  answered(of: {
    readonly call: Call
    /** Undefined when the call could not be finished in time. */
    readonly advice: Advice | undefined
    readonly issuer: string
    readonly authenticateMs: number
  }): void {
    const { call, advice } = of
    const { log, metrics } = this.#given
    const elapsedMs = call.deadline.elapsedMs()
    const outcome = advice?.outcome ?? 'degraded'
    const service = call.service.id
    const ehr = call.ehr.id
    metrics.callAnswered({ service, ehr, outcome, elapsedMs })
    if (advice !== undefined) this.#count(call, advice)
    const record = advice?.trail.record
    log.event('call-answered', {
      hookInstance: call.request.hookInstance,
      ehr,
      service,
      outcome,
      cards: advice?.cards.length ?? 0,
      heldBack: advice?.trail.heldBack.length ?? 0,
      gaps: record?.gaps.length ?? 0,
      fhirRequests: record?.counts.fhirRequests ?? 0,
      unrecognised: advice?.trail.unrecognised ?? 0,
      elapsedMs
    })
    const facts = answeredFacts({ ...of, ...this.#given, elapsedMs, outcome })
    this.#append(call.invocationId, facts)
    this.#appendLateEnding(of, facts)
  }

  refused(of: {
    readonly error: CurbsideError
    readonly elapsedMs: number
    readonly service?: Service | undefined
    readonly ehr?: Ehr | undefined
    readonly request?: CdsRequest | undefined
    readonly invocationId?: string
  }): void {
    const { error, service, ehr, request, elapsedMs } = of
    const { log, metrics, clock, ids, appVersion } = this.#given
    const names = {
      hookInstance: request?.hookInstance,
      ehr: ehr?.id,
      service: service?.id
    }
    metrics.refused(error.code)
    metrics.callAnswered({
      service: service?.id ?? 'unknown',
      ehr: ehr?.id ?? 'unknown',
      outcome: error.status >= 500 ? 'error' : 'refused',
      elapsedMs
    })
    if (error.code === 'CURBSIDE_INTERNAL') {
      log.event('call-failed', { ...names, error: error.cause ?? error })
    } else {
      const { code, status } = error
      log.event('call-refused', { code, status, ...names, elapsedMs })
    }
    // Strangers get a log line and a number, not a row in the audit.
    if (ehr === undefined || service === undefined) return
    const invocationId = of.invocationId ?? ids.newUuid()
    const recordedAtMs = clock.nowMs()
    this.#append(
      invocationId,
      notRunFacts({
        error,
        ehr,
        service,
        request,
        invocationId,
        recordedAtMs,
        elapsedMs,
        appVersion
      })
    )
  }

  /** A call to a service that is switched off for this EHR: nothing ran. */
  off(of: {
    readonly service: Service
    readonly ehr: Ehr
    readonly request: CdsRequest
    readonly invocationId: string
  }): void {
    const { log, metrics, clock, appVersion } = this.#given
    const { service, ehr, request } = of
    metrics.callAnswered({ service: service.id, ehr: ehr.id, outcome: 'off', elapsedMs: 0 })
    log.event('call-answered', {
      hookInstance: request.hookInstance,
      ehr: ehr.id,
      service: service.id,
      outcome: 'off',
      cards: 0,
      heldBack: 0,
      gaps: 0,
      fhirRequests: 0,
      elapsedMs: 0
    })
    const recordedAtMs = clock.nowMs()
    this.#append(of.invocationId, notRunFacts({ ...of, recordedAtMs, elapsedMs: 0, appVersion }))
  }

  feedback(of: {
    readonly ehr: Ehr
    readonly serviceId: string
    readonly body: CdsFeedback
    readonly counts: { readonly known: number; readonly unknown: number }
  }): void {
    const { log, metrics } = this.#given
    const names = { ehr: of.ehr.id, service: of.serviceId }
    const { known, unknown } = of.counts
    log.event('feedback-accepted', { ...names, entries: known })
    if (unknown > 0) log.event('feedback-unknown-card', { ...names, entries: unknown })
    for (const outcome of ['accepted', 'overridden'] as const) {
      const count = of.body.feedback.filter((entry) => entry.outcome === outcome).length
      metrics.feedback({ outcome, count })
    }
    metrics.feedbackUnknown(unknown)
  }

  /** Waits for what is still being written; for the shutdown. */
  async drain(): Promise<void> {
    while (this.#pending.size > 0) await Promise.allSettled(this.#pending)
  }

  /** The model finished after the answer: what became of it follows in a record of its own. */
  #appendLateEnding(
    { call, advice }: { readonly call: Call; readonly advice: Advice | undefined },
    facts: InvocationFacts
  ): void {
    const reading = advice?.trail.reading
    if (reading?.state !== 'thinking') return
    const eventId = this.#given.ids.newUuid()
    this.#later(
      Promise.all(reading.flights.map(({ flight }) => flight.done)).then(() =>
        this.#append(eventId, {
          ...answeredFacts({
            call,
            advice,
            issuer: facts.issuer ?? '',
            authenticateMs: 0,
            ...this.#given,
            elapsedMs: call.deadline.elapsedMs(),
            outcome: 'empty'
          }),
          eventId,
          parentEventId: call.invocationId,
          outcome: 'model-ended',
          verdicts: reading.flights.flatMap(bindVerdicts),
          cards: []
        })
      )
    )
  }

  #count(call: Call, advice: Advice): void {
    const { metrics, log } = this.#given
    const { record, reading, heldBack, disagreements } = advice.trail
    for (const { card, findings } of call.mode === 'live' ? advice.cards : []) {
      metrics.cardShown({ indicator: card.indicator, origin: findings[0].origin })
    }
    for (const { kind, state } of record?.gaps ?? []) metrics.gap({ kind, reason: state.reason })
    for (const verdict of reading?.verdicts ?? []) {
      if (verdict.accepted) metrics.findingVerified(verdict.afterMs)
      else metrics.findingDropped(verdict.reason ?? 'no-support')
      for (const { part, reason } of verdict.lost) {
        if (part !== 'finding') metrics.claimDropped(reason)
      }
    }
    for (const ruleId of advice.trail.rulesFailed) {
      log.event('rule-failed', {
        hookInstance: call.request.hookInstance,
        ehr: call.ehr.id,
        rule: ruleId
      })
    }
    for (const { heldFor } of heldBack) metrics.heldBack({ heldFor, count: 1 })
    if (heldBack.length > 0) this.#countHeldBack(call, heldBack)
    metrics.findingsContradicted(disagreements)
    metrics.fhirRequests(record?.counts.fhirRequests ?? 0)
    metrics.unrecognisedMedications(advice.trail.unrecognised)
    const gateClosed = (reading?.gateHits ?? 0) > 0
    if (gateClosed || reading?.chart !== undefined) {
      metrics.chartBuilt({ service: call.service.id, ehr: call.ehr.id, gateClosed })
    }
    if (!gateClosed) return
    log.event('gate-closed', {
      hookInstance: call.request.hookInstance,
      ehr: call.ehr.id,
      hits: reading?.gateHits ?? 0
    })
  }

  /** By topic, for the transparency page and governance: without patient or user. */
  #countHeldBack(call: Call, findings: Advice['trail']['heldBack']): void {
    const { store, clock, log, metrics } = this.#given
    const counting = store.countHeldBack({ ehrId: call.ehr.id, atMs: clock.nowMs(), findings })
    this.#later(
      counting.catch((error: unknown) => {
        metrics.storeFailed('held-back')
        log.event('store-failed', { operation: 'held-back', error })
      })
    )
  }

  #append(invocationId: string, facts: InvocationFacts): void {
    const { store, log, metrics } = this.#given
    const body = invocationRecord(facts)
    const { recordedAtMs } = facts
    this.#later(
      store.appendInvocation({ invocationId, recordedAtMs, body }).then(
        () => undefined,
        (error: unknown) => {
          metrics.storeFailed('invocation')
          log.event('audit-failed', { error })
        }
      )
    )
  }

  #later(work: Promise<void>): void {
    this.#pending.add(work)
    void work.finally(() => this.#pending.delete(work))
  }
}
