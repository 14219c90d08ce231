import type { Model, ModelAsk, ModelEnd, ModelEvent } from '../../src/model/model.ts'

/** One call's part: events as they are, or a function of what was asked. */
export type ScriptedCall =
  | readonly ModelEvent[]
  | ((ask: ModelAsk, signal: AbortSignal) => AsyncIterable<ModelEvent> | Iterable<ModelEvent>)

/** What a test lets happen, and what it waits for. */
export interface Gate {
  readonly opened: Promise<void>
  open(this: void): void
}

export function aGate(): Gate {
  const { promise, resolve } = Promise.withResolvers<void>()
  return { opened: promise, open: () => resolve() }
}

/** Plays its script one call at a time and keeps what it was asked. */
export class ScriptedModel implements Model {
  readonly kind = 'scripted'
  readonly asks: ModelAsk[] = []
  readonly #script: ScriptedCall[]

  constructor(...script: ScriptedCall[]) {
    this.#script = script
  }

  async *propose(ask: ModelAsk, signal: AbortSignal): AsyncGenerator<ModelEvent, void, undefined> {
    this.asks.push(ask)
    const call = this.#script.shift()
    if (call === undefined) throw new Error('the script has no more calls')
    yield* typeof call === 'function' ? call(ask, signal) : call
  }
}

/** An end event: complete by default. */
export function anEnd(given: Partial<ModelEnd> = {}): ModelEvent {
  return {
    type: 'end',
    end: {
      ending: 'complete',
      model: 'scripted-1',
      deployment: 'scripted',
      elapsedMs: 1,
      couldNotAssess: [],
      ...given
    }
  }
}
