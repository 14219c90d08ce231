import { createHash } from 'node:crypto'
import type { Aliases } from './chart/chart.ts'
import type { Clock } from './clock.ts'
import { bindFinding } from './findings/bind-finding.ts'
import type { BoundFinding, RejectionReason } from './findings/claim.ts'
import type { Model, ModelAsk, ModelEnd } from './model/model.ts'
import type { Store } from './store/store.ts'

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

/** One asking of the model, shared by all equal calls; goes on after the calls were answered. */
export interface Flight {
  readonly source: 'model' | 'stored'
  /** Grows while the model streams. */
  readonly findings: readonly BoundFinding[]
  readonly rejected: readonly RejectionReason[]
  /** Claims of bound findings that cite what does not stand in the chart. */
  readonly droppedClaims: readonly RejectionReason[]
  readonly end: ModelEnd | undefined
  readonly done: Promise<ModelEnd>
}

interface MutableFlight {
  source: 'model' | 'stored'
  findings: BoundFinding[]
  rejected: RejectionReason[]
  droppedClaims: RejectionReason[]
  end: ModelEnd | undefined
  done: Promise<ModelEnd>
}

/** One call of the model, when it is over. */
export interface Ended {
  readonly end: ModelEnd
  readonly part: 'review' | 'moment'
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
  readonly onEnd: (ended: Ended) => void
  readonly onStoreFailure: (thrown: unknown) => void
  readonly onFault: (thrown: unknown) => void
}

const dayMs = 86_400_000

/**
 * Asks the model, once for equal questions at once, and remembers complete answers. The answer is
 * bound to references and true dates as it arrives, so that it can be stored and verified again
 * against the record of a later call. Nothing here is tied to the EHR's deadline, and nothing here
 * reads the FHIR server.
 */
export class Consultations {
  readonly #outside: ConsultOutside
  readonly #flights = new Map<string, Flight>()
  readonly #stopping = new AbortController()

  constructor(outside: ConsultOutside) {
    this.#outside = outside
  }

  /** Joins the flight of an equal question, or starts one; a stored answer ends it at once. */
  consult(consultation: Consultation): Flight {
    const key = adviceKey(consultation)
    const place = `${consultation.ehrId}\n${consultation.patientId}\n${key}`
    const running = this.#flights.get(place)
    if (running !== undefined) return running
    const flight: MutableFlight = {
      source: 'model',
      findings: [],
      rejected: [],
      droppedClaims: [],
      end: undefined,
      done: Promise.resolve(neverEnded)
    }
    flight.done = this.#run(consultation, key, flight)
      // A fault of ours must not fail the call: it counts as a model that did not answer.
      .catch((thrown: unknown) => {
        this.#outside.onFault(thrown)
        return (flight.end = neverEnded)
      })
      .finally(() => this.#flights.delete(place))
    this.#flights.set(place, flight)
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
    await Promise.allSettled([...this.#flights.values()].map((flight) => flight.done))
    clearTimeout(timer)
  }

  async #run(consultation: Consultation, key: string, flight: MutableFlight): Promise<ModelEnd> {
    const { ehrId, ask, aliases } = consultation
    const stored = await this.#find(ehrId, key)
    if (stored !== undefined) {
      flight.source = 'stored'
      flight.findings = [...stored.findings]
      flight.end = {
        ending: stored.ending,
        deployment: ask.deployment,
        elapsedMs: 0,
        couldNotAssess: stored.couldNotAssess
      }
      return flight.end
    }
    const { model, modelWithinMs, onEnd } = this.#outside
    const signal = AbortSignal.any([AbortSignal.timeout(modelWithinMs), this.#stopping.signal])
    for await (const event of model.propose(ask, signal)) {
      if (event.type === 'end') flight.end = event.end
      else {
        const bound = bindFinding(event.finding, aliases)
        if (bound.outcome === 'bound') {
          flight.findings.push(bound.finding)
          flight.droppedClaims.push(...bound.dropped)
        } else flight.rejected.push(bound.reason)
      }
    }
    const end = flight.end ?? neverEnded
    onEnd({
      end,
      part: ask.part,
      deployment: ask.deployment,
      hookInstance: consultation.hookInstance,
      findings: flight.findings.length,
      unbound: flight.rejected.length
    })
    if (end.ending === 'complete') await this.#save(consultation, key, flight, end)
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

  async #save(
    consultation: Consultation,
    key: string,
    flight: Flight,
    end: ModelEnd
  ): Promise<void> {
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
        couldNotAssess: end.couldNotAssess,
        storedAtMs: nowMs,
        expiresAtMs: nowMs + consultation.adviceValidDays * dayMs
      })
    } catch (thrown) {
      onStoreFailure(thrown)
    }
  }
}

/** An adapter that ends without saying how has broken its contract; it counts as unavailable. */
const neverEnded: ModelEnd = {
  ending: 'unavailable',
  deployment: '',
  elapsedMs: 0,
  couldNotAssess: []
}

/** Same content, patient, instructions and deployment: the same question. The clock is no part. */
function adviceKey({ ehrId, patientId, digest, ask }: Consultation): string {
  return createHash('sha256')
    .update(
      JSON.stringify([ehrId, patientId, ask.part, digest, ask.instructions.sha256, ask.deployment])
    )
    .digest('hex')
}
