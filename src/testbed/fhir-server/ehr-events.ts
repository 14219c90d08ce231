/** What the EHR sees of one hook call, as the page shows it while waiting. Times are since the call's start. */
export type EhrEvent =
  | { readonly kind: 'hook-sent'; readonly hook: string; readonly prefetchKeys: number }
  | {
      readonly kind: 'fhir'
      readonly method: string
      readonly request: string
      readonly status: number
      readonly entries: number
      readonly startMs: number
      readonly tookMs: number
    }
  | {
      readonly kind: 'answered'
      readonly status: number
      readonly cards: number
      readonly tookMs: number
    }

export interface CallEvent {
  readonly session: string
  readonly call: string
  readonly event: EhrEvent
}

type Listener = (event: CallEvent) => void

/** One running hook call: who waits for it, and when it began. */
interface RunningCall {
  readonly session: string
  readonly call: string
  readonly startedMs: number
}

/** Passes what happens to a hook call on to the page that started it, and to no other. */
export class EhrEvents {
  readonly #listeners = new Map<string, Set<Listener>>()
  readonly #running = new Map<string, RunningCall>()

  begin(callId: string, running: RunningCall): void {
    this.#running.set(callId, running)
  }

  end(callId: string): void {
    this.#running.delete(callId)
  }

  startedMs(callId: string): number | undefined {
    return this.#running.get(callId)?.startedMs
  }

  publish(callId: string, event: EhrEvent): void {
    const running = this.#running.get(callId)
    if (running === undefined) return
    for (const listener of this.#listeners.get(running.session) ?? []) {
      listener({ session: running.session, call: running.call, event })
    }
  }

  /** Returns how to stop listening. */
  listen(session: string, listener: Listener): () => void {
    const listeners = this.#listeners.get(session) ?? new Set()
    listeners.add(listener)
    this.#listeners.set(session, listeners)
    return () => {
      listeners.delete(listener)
      if (listeners.size === 0) this.#listeners.delete(session)
    }
  }
}
