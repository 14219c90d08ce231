import type { Clock } from './clock.ts'

/**
 * The one deadline of a call, counted from the request's arrival. Everything
 * that waits takes its time from here. Own timers: Fastify's handlerTimeout and request.signal are
 * wrong for a POST with a body over a real socket (fastify PR #6725).
 */
export class Deadline {
  readonly #clock: Clock
  readonly #startedAtMs: number
  readonly #withinMs: number
  readonly #timers = new Set<NodeJS.Timeout>()

  constructor(given: { clock: Clock; startedAtMs: number; withinMs: number }) {
    this.#clock = given.clock
    this.#startedAtMs = given.startedAtMs
    this.#withinMs = given.withinMs
  }

  /** Milliseconds since the request arrived. */
  elapsedMs(): number {
    return this.#clock.elapsedMs() - this.#startedAtMs
  }

  remainingMs(): number {
    return Math.max(0, this.#withinMs - this.elapsedMs())
  }

  /** Aborts when `share` (0 to 1) of the whole time has passed since arrival. */
  signalAtShare(share: number): AbortSignal {
    return this.#signalIn(this.#withinMs * share - this.elapsedMs())
  }

  /** Aborts `reserveMs` before the end. */
  signalBeforeEnd(reserveMs: number): AbortSignal {
    return this.#signalIn(this.remainingMs() - reserveMs)
  }

  /** Ends all timers; the call has been answered. */
  close(): void {
    for (const timer of this.#timers) clearTimeout(timer)
    this.#timers.clear()
  }

  #signalIn(delayMs: number): AbortSignal {
    const controller = new AbortController()
    if (delayMs <= 0) controller.abort()
    else this.#timers.add(setTimeout(() => controller.abort(), delayMs))
    return controller.signal
  }
}

/** Resolves with the value, or with `undefined` when `signal` aborts first. Never rejects late. */
export async function until<T>(promise: Promise<T>, signal: AbortSignal): Promise<T | undefined> {
  if (signal.aborted) {
    promise.catch(() => undefined)
    return undefined
  }
  let stop: () => void = () => undefined
  const aborted = new Promise<undefined>((resolve) => {
    stop = () => resolve(undefined)
    signal.addEventListener('abort', stop, { once: true })
  })
  try {
    return await Promise.race([promise, aborted])
  } finally {
    signal.removeEventListener('abort', stop)
    promise.catch(() => undefined)
  }
}
