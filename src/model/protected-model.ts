import type { Clock } from '../ground/clock.ts'
import { limits } from '../ground/limits.ts'
import { Breaker } from './breaker.ts'
import type { BreakerState, Outcome } from './breaker.ts'
import { deploymentFor } from './messages.ts'
import type { AskedModelConfig } from './model-config.ts'
import type { Model, ModelAsk, ModelEnd, ModelEvent, ModelHealth } from './model.ts'
import { Slots } from './slots.ts'

interface Given {
  readonly config: AskedModelConfig
  readonly clock: Clock
  readonly onBreaker: (deployment: 'default' | 'fast', state: BreakerState) => void
}

/** What stands in front of one deployment. */
interface Lane {
  readonly breaker: Breaker
  readonly slots: Slots
}

/**
 * The same model behind a breaker and a bounded number of calls at once, per deployment: a service
 * that is down is not asked again and again, and one that is slow does not pile up charts here.
 */
export function protectedModel(model: Model, given: Given): Model & { lanes(): LaneStates } {
  const lanes = lanesOf(given)
  const deploymentLane = (ask: ModelAsk): Lane =>
    (ask.deployment === 'fast' ? lanes.fast : undefined) ?? lanes.default
  return {
    ...model,
    async *propose(ask, signal) {
      const lane = deploymentLane(ask)
      const startedMs = given.clock.elapsedMs()
      const sinceMs = (): number => given.clock.elapsedMs() - startedMs
      const notSent = (why: Pick<ModelEnd, 'ending' | 'breaker' | 'limit'>): ModelEvent => ({
        type: 'end',
        end: {
          ...why,
          deployment: deploymentFor(given.config, ask),
          breakerState: lane.breaker.state,
          queuedMs: sinceMs(),
          elapsedMs: sinceMs(),
          couldNotAssess: []
        }
      })
      if (!lane.breaker.mayAdmit()) return yield notSent({ ending: 'unavailable', breaker: true })
      const release = await lane.slots.take(signal)
      if (typeof release === 'string') return yield notSent({ ending: 'limited', limit: 'queue' })
      const queuedMs = sinceMs()
      try {
        const tell = lane.breaker.admit()
        if (tell === undefined) return yield notSent({ ending: 'unavailable', breaker: true })
        const stood = { breakerState: lane.breaker.state, queuedMs }
        yield* told(model.propose(ask, signal), { signal, tell, stood })
      } finally {
        release()
      }
    },
    lanes: () => ({
      default: lanes.default.breaker.state,
      ...(lanes.fast !== undefined && { fast: lanes.fast.breaker.state })
    })
  }
}

type LaneStates = ModelHealth['deployments']

function lanesOf({ config, clock, onBreaker }: Given): { default: Lane; fast?: Lane } {
  const lane = (name: 'default' | 'fast'): Lane => ({
    breaker: new Breaker({
      clock,
      failuresMax: limits.modelFailuresMax,
      withinMs: limits.modelFailuresWithinMs,
      openForMs: limits.modelBreakerOpenMs,
      onChange: (state) => onBreaker(name, state)
    }),
    slots: new Slots({
      atOnceMax: limits.modelCallsAtOnceMax,
      waitingMax: limits.modelCallsWaitingMax
    })
  })
  const { fast } = config.deployments
  const own = fast !== undefined && fast !== config.deployments.default
  return own ? { default: lane('default'), fast: lane('fast') } : { default: lane('default') }
}

/** Passes a call's events on and tells the breaker how it ended, also when nobody listens on. */
async function* told(
  events: AsyncIterable<ModelEvent>,
  {
    signal,
    tell,
    stood
  }: {
    readonly signal: AbortSignal
    readonly tell: (outcome: Outcome) => void
    readonly stood: Pick<ModelEnd, 'breakerState' | 'queuedMs'>
  }
): AsyncGenerator<ModelEvent, void, undefined> {
  let outcome: Outcome = 'abandoned'
  try {
    for await (const event of events) {
      if (event.type === 'finding') {
        yield event
        continue
      }
      outcome = outcomeOf(event.end, signal)
      yield { type: 'end', end: { ...event.end, ...stood } }
    }
  } finally {
    tell(outcome)
  }
}

/** Only a service that is away or silent is given up on; what it refuses, it answers. */
function outcomeOf({ ending }: ModelEnd, signal: AbortSignal): Outcome {
  if (ending === 'gate-closed') return 'abandoned'
  if (ending === 'late') {
    // Ended by ourselves (superseded, shutting down): nothing is known of the service.
    const ended: unknown = signal.reason
    const inTime = signal.aborted && !(ended instanceof Error && ended.name === 'TimeoutError')
    return inTime ? 'abandoned' : 'failed'
  }
  return ending === 'unavailable' || ending === 'limited' ? 'failed' : 'answered'
}
