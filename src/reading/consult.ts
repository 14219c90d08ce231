import { createHash } from 'node:crypto'
import { AnswerReserve } from './answer-reserve.ts'
import type { Aliases } from '../chart/chart.ts'
import { ModelBooking } from './book-model-use.ts'
import { claimQuestion } from './claim-question.ts'
import type { Clock } from '../ground/clock.ts'
import { bindReadFinding } from '../findings/facts/bind-read-finding.ts'
import { knownThings } from '../findings/facts/known-things.ts'
import type { BoundFinding } from '../findings/bound-finding.ts'
import { neverEnded, OpenFlight } from './flight.ts'
import type { Flight } from './flight.ts'
import { estimatedTokens } from '../model/budget.ts'
import type { ModelBudget } from '../model/budget.ts'
import { InstructingLines } from '../model/instructing-lines.ts'
import type { Model, ModelAsk, ModelEnd, ModelEvent } from '../model/model.ts'
import type { Store, StoredAdvice } from '../store/store.ts'
import { dayMs } from '../ground/time.ts'
import type { ChartPart } from '../ground/chart-part.ts'

/** What is asked about one chart part, with what its answer belongs to. */
export interface Consultation {
  /** Of the call that asks first; for the log. */
  readonly hookInstance: string
  readonly ehrId: string
  readonly patientId: string
  /** Of the part asked about, from Digests; for a moment both digests. */
  readonly digest: string
  readonly ask: ModelAsk
  readonly aliases: Aliases
  readonly adviceValidDays: number
}

/** One call of the model, when it is over. */
export interface Ended {
  readonly end: ModelEnd
  readonly part: ChartPart
  readonly deployment: 'default' | 'fast'
  readonly hookInstance: string
  /** Findings that could be bound to the record, and those that cited what is not there. */
  readonly findings: number
  readonly unbound: number
}

export interface ConsultOutside {
  readonly model: Model
  readonly store: Store
  readonly clock: Clock
  readonly modelWithinMs: number
  /** What each EHR may use, by its id; an EHR that is not in it is not bounded. */
  readonly budgets: ReadonlyMap<string, ModelBudget>
  /** This process, among replicas on one database. */
  readonly owner: string
  readonly onEnd: (ended: Ended) => void
  readonly onStoreFailure: (thrown: unknown) => void
  readonly onFault: (thrown: unknown) => void
}

interface Running {
  readonly flight: OpenFlight
  readonly consultation: Consultation
  readonly key: string
}

/**
 * Asks the model, once for equal questions at once (on all replicas of one database), and remembers
 * complete answers. The answer is bound to references and true dates as it arrives, so that it can
 * be stored and verified again against the record of a later call. Nothing here is tied to the EHR's
 * deadline or connection, and nothing here reads the FHIR server.
 */
export class Consultations {
  readonly #outside: ConsultOutside
  /** Of the calls that wait for it. */
  readonly reserve: AnswerReserve
  readonly #booking: ModelBooking
  readonly #running = new Map<string, Running>()
  readonly #stopping = new AbortController()

  constructor(outside: ConsultOutside) {
    this.#outside = outside
    this.reserve = new AnswerReserve(outside.clock)
    this.#booking = new ModelBooking(outside)
  }

  /**
   * Joins the flight of an equal question, or starts one; a stored answer ends it at once. An older
   * flight about the same part of the same patient is ended unless somebody waits for it.
   */
  consult(consultation: Consultation): Flight {
    const key = adviceKey(consultation)
    const place = `${consultation.ehrId}\n${consultation.patientId}\n${key}`
    const running = this.#running.get(place)
    if (running !== undefined && !running.flight.superseded) return running.flight
    for (const older of this.#running.values()) {
      if (isAboutTheSame(older.consultation, consultation)) older.flight.outdate()
    }
    const flight = new OpenFlight(this.#outside.onFault)
    const run: Running = { flight, consultation, key }
    flight.done = this.#run(run)
      // A fault of ours must not fail the call: it counts as a model that did not answer.
      .catch((thrown: unknown) => {
        this.#outside.onFault(thrown)
        return (flight.end = neverEnded)
      })
      .finally(() => {
        if (this.#running.get(place) === run) this.#running.delete(place)
      })
    this.#running.set(place, run)
    return flight
  }

  /** The stored answer to this question, when there is one; asks nothing. */
  async stored(consultation: Consultation): Promise<readonly BoundFinding[] | undefined> {
    const { ehrId } = consultation
    const found = await this.#find(ehrId, adviceKey(consultation))
    return found?.findings
  }

  /** Lets flights finish for `graceMs`, then ends them. */
  async drain(graceMs: number): Promise<void> {
    const timer = setTimeout(() => this.#stopping.abort(), graceMs)
    await Promise.allSettled([...this.#running.values()].map(({ flight }) => flight.done))
    clearTimeout(timer)
  }

  async #run(run: Running): Promise<ModelEnd> {
    const { flight, consultation, key } = run
    const { ehrId } = consultation
    const find = (): Promise<StoredAdvice | undefined> => this.#find(ehrId, key)
    const stored = await find()
    if (stored !== undefined) return takeStored(run, stored)
    const { store, owner, modelWithinMs, onStoreFailure } = this.#outside
    const signal = AbortSignal.any([
      AbortSignal.timeout(modelWithinMs),
      this.#stopping.signal,
      flight.ownEnd.signal
    ])
    const claim = await claimQuestion({ store, ehrId, key, owner, find, signal, onStoreFailure })
    if (claim.outcome === 'answered') return takeStored(run, claim.advice)
    if (claim.outcome === 'ended') {
      const ending = flight.superseded ? 'superseded' : 'late'
      return this.#ended(run, { ...neverEnded, deployment: consultation.ask.deployment, ending })
    }
    try {
      await this.#ask(run, signal)
      const said = readable(flight, flight.end ?? neverEnded)
      const ownEnd = flight.superseded && said.ending === 'late'
      const end: ModelEnd = ownEnd ? { ...said, ending: 'superseded' } : said
      if (end.ending === 'complete') await this.#save(run, end)
      return this.#ended(run, end)
    } finally {
      await claim.release()
    }
  }

  /** Asks within the EHR's budget, and binds each finding as it closes. */
  async #ask({ flight, consultation }: Running, signal: AbortSignal): Promise<void> {
    const { ehrId, ask, aliases } = consultation
    const booked = await this.#booking.book(ehrId, estimatedTokens(ask))
    if (typeof booked === 'string') {
      const { deployment } = ask
      flight.end = { ...neverEnded, deployment, ending: 'limited', limit: booked }
      return
    }
    const instructing = new InstructingLines(ask)
    for await (const event of this.#outside.model.propose(ask, signal)) {
      if (event.type === 'end') flight.end = event.end
      else bind(event, { aliases, instructing, flight })
    }
    const { promptTokens, completionTokens } = flight.end ?? {}
    await booked(usedTokens(promptTokens, completionTokens))
  }

  #ended({ flight, consultation }: Running, end: ModelEnd): ModelEnd {
    const { ask, hookInstance } = consultation
    flight.end = end
    this.#outside.onEnd({
      end,
      part: ask.part,
      deployment: ask.deployment,
      hookInstance,
      findings: flight.findings.length,
      unbound: flight.rejected.length
    })
    return end
  }

  async #find(ehrId: string, key: string) {
    const { store, clock, onStoreFailure } = this.#outside
    try {
      return await store.findAdvice({ ehrId, key, nowMs: clock.nowMs() })
    } catch (thrown) {
      onStoreFailure(thrown)
      return undefined
    }
  }

  async #save({ flight, consultation, key }: Running, end: ModelEnd): Promise<void> {
    const { store, clock, onStoreFailure } = this.#outside
    const nowMs = clock.nowMs()
    try {
      await store.saveAdvice({
        ehrId: consultation.ehrId,
        patientId: consultation.patientId,
        part: consultation.ask.part,
        key,
        findings: flight.findings,
        ending: end.ending,
        couldNotAssess: knownThings(end.couldNotAssess),
        storedAtMs: nowMs,
        expiresAtMs: nowMs + consultation.adviceValidDays * dayMs
      })
    } catch (thrown) {
      onStoreFailure(thrown)
    }
  }
}

function bind(
  { finding: read, lost, closedAtMs }: ModelEvent & { readonly type: 'finding' },
  given: {
    readonly aliases: Aliases
    readonly instructing: InstructingLines
    readonly flight: OpenFlight
  }
): void {
  const { aliases, instructing, flight } = given
  if (read === undefined) return void flight.rejected.push(lost)
  if (instructing.isCitedBy(read)) {
    return void flight.rejected.push([...lost, { part: 'finding', reason: 'instructing-line' }])
  }
  const bound = bindReadFinding(read, aliases)
  const all = [...lost, ...bound.lost]
  if (bound.finding === undefined) flight.rejected.push(all)
  else flight.arrive({ finding: bound.finding, lost: all, closedAtMs })
}

function takeStored({ flight, consultation }: Running, stored: StoredAdvice): ModelEnd {
  flight.source = 'stored'
  for (const finding of stored.findings) flight.arrive({ finding, lost: [], closedAtMs: undefined })
  flight.end = {
    ending: stored.ending,
    deployment: consultation.ask.deployment,
    elapsedMs: 0,
    couldNotAssess: stored.couldNotAssess
  }
  return flight.end
}

/**
 * An answer that ended well and held findings of which none could be read was no answer: silence
 * would say that the model had nothing to tell, and would be kept as that.
 */
function readable(flight: Flight, end: ModelEnd): ModelEnd {
  const { findings, rejected } = flight
  const none =
    findings.length === 0 &&
    rejected.length > 0 &&
    rejected.every((lost) =>
      lost.some(({ part, reason }) => part === 'finding' && reason === 'malformed')
    )
  return none && end.ending === 'complete' ? { ...end, ending: 'malformed' } : end
}

/** Without a count of what was sent nothing is known, and the estimate stands. */
function usedTokens(prompt: number | undefined, completion = 0): number | undefined {
  return prompt === undefined ? undefined : prompt + completion
}

function isAboutTheSame(one: Consultation, other: Consultation): boolean {
  return (
    one.ehrId === other.ehrId &&
    one.patientId === other.patientId &&
    one.ask.part === other.ask.part
  )
}

/** Same content, patient, instructions and deployment: the same question. The clock is no part. */
function adviceKey({ ehrId, patientId, digest, ask }: Consultation): string {
  return createHash('sha256')
    .update(
      JSON.stringify([ehrId, patientId, ask.part, digest, ask.instructions.sha256, ask.deployment])
    )
    .digest('hex')
}
