import { setTimeout as sleep } from 'node:timers/promises'
import type { Clock } from '../ground/clock.ts'
import type { Model, ModelAsk, ModelEnd, ModelEvent } from './model.ts'

/** What a second attempt needs after the wait to be worth its tokens. */
const attemptNeedsMs = 1_000

/**
 * The same model, asked once more where the service says when (`retry-after`) and that time fits
 * what is left of `withinMs`, the time of the whole call. Never after a finding has come: it would
 * come twice. Failed requests count toward the service's limits too, so there is one retry only.
 */
export function onceMore(
  model: Model,
  given: { readonly clock: Clock; readonly withinMs: number }
): Model {
  return { ...model, propose: (ask, signal) => propose(model, given, ask, signal) }
}

async function* propose(
  model: Model,
  { clock, withinMs }: { readonly clock: Clock; readonly withinMs: number },
  ask: ModelAsk,
  signal: AbortSignal
): AsyncGenerator<ModelEvent, void, undefined> {
  const startedMs = clock.elapsedMs()
  const elapsedMs = (): number => clock.elapsedMs() - startedMs
  let first: ModelEnd | undefined
  let found = false
  for await (const event of model.propose(ask, signal)) {
    if (event.type === 'end') first = event.end
    else {
      found = true
      yield event
    }
  }
  if (first === undefined) return
  const waitMs = found ? undefined : first.retryAfterMs
  const fits = waitMs !== undefined && elapsedMs() + waitMs + attemptNeedsMs <= withinMs
  if (!fits || !(await waited(waitMs, signal))) {
    yield { type: 'end', end: first }
    return
  }
  const { requestId } = first
  const before = requestId === undefined ? {} : { firstRequestId: requestId }
  for await (const event of model.propose(ask, signal)) {
    yield event.type === 'end'
      ? { type: 'end', end: { ...event.end, ...before, retried: true, elapsedMs: elapsedMs() } }
      : event
  }
}

/** False when the signal came first. */
async function waited(forMs: number, signal: AbortSignal): Promise<boolean> {
  try {
    await sleep(forMs, undefined, { signal })
    return true
  } catch {
    return false
  }
}
