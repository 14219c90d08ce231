import { APIError } from 'openai'
import type { Dispatcher } from 'undici'
import type { Clock } from '../ground/clock.ts'
import { Answer } from './answer.ts'
import { tokenInTime } from './bearer-token.ts'
import type { BearerToken } from './bearer-token.ts'
import { chatProtocol } from './chat-protocol.ts'
import { endingOfError, requestIdOf, retryAfterMsOf } from './ending-of-error.ts'
import { GateClosedError, guardedClient } from './guarded-client.ts'
import { deploymentFor } from './messages.ts'
import type { AskedModelConfig } from './model-config.ts'
import { structuredOutputOf } from './model-config.ts'
import type { Model, ModelAsk, ModelEnding, ModelEvent } from './model.ts'
import type { Protocol } from './protocol.ts'
import { responsesProtocol } from './responses-protocol.ts'

interface Given {
  readonly config: AskedModelConfig
  readonly dispatcher: Dispatcher
  readonly clock: Clock
  readonly bearerToken: BearerToken
}

interface Call {
  readonly ask: ModelAsk
  readonly signal: AbortSignal
  readonly answer: Answer
}

const protocols: Readonly<Record<AskedModelConfig['api'], Protocol>> = {
  chat: chatProtocol,
  responses: responsesProtocol
}

/**
 * A model behind chat completions or responses: Azure Foundry, or any server that speaks the same.
 * One request per `propose`, no retry.
 */
export function askedModel(given: Given): Model {
  return {
    kind: given.config.kind,
    propose: (ask, signal) => propose(given, ask, signal)
  }
}

async function* propose(
  given: Given,
  ask: ModelAsk,
  signal: AbortSignal
): AsyncGenerator<ModelEvent, void, undefined> {
  const startedMs = given.clock.elapsedMs()
  const answer = new Answer({ mayFence: structuredOutputOf(given.config) !== 'strict' })
  let ending: ModelEnding
  try {
    yield* stream(given, { ask, signal, answer })
    ending = answer.ending(signal.aborted)
  } catch (error) {
    if (error instanceof APIError) {
      noteHeaders(answer, error.headers)
      const retryAfterMs = retryAfterMsOf(error, given.clock.nowMs())
      if (retryAfterMs !== undefined) answer.note({ retryAfterMs })
    }
    ending = endingOfThrown(error, signal)
  }
  yield {
    type: 'end',
    end: {
      deployment: deploymentFor(given.config, ask),
      ...answer.facts,
      ending,
      elapsedMs: given.clock.elapsedMs() - startedMs,
      couldNotAssess: answer.couldNotAssess,
      ...(answer.lost.length > 0 && { lost: answer.lost })
    }
  }
}

/** Sends the ask and yields each finding as it closes; throws what the client throws. */
async function* stream(
  { config, dispatcher, bearerToken, clock }: Given,
  { ask, signal, answer }: Call
): AsyncGenerator<ModelEvent, void, undefined> {
  const protocol = protocols[config.api]
  const token = await tokenInTime(bearerToken, signal)
  const { path } = protocol
  const client = guardedClient({ config, dispatcher, gate: ask.gate, token, path })
  const opened = await protocol.open(client, { config, ask, signal, answer })
  noteHeaders(answer, opened.headers)
  for await (const piece of opened.pieces) {
    const closedAtMs = clock.elapsedMs()
    for (const { finding, lost } of answer.reader.write(piece)) {
      yield { type: 'finding', finding, lost, closedAtMs }
    }
  }
}

function noteHeaders(answer: Answer, headers: Headers | undefined): void {
  const requestId = requestIdOf(headers)
  if (requestId !== undefined) answer.note({ requestId })
  // A spilled call is served by another deployment, perhaps of another model version.
  const served = headers?.get('x-ms-deployment-name')
  if (served) answer.note({ deployment: served.slice(0, 100) })
}

function endingOfThrown(error: unknown, signal: AbortSignal): ModelEnding {
  // The client wraps what our fetch threw.
  const cause = error instanceof Error ? error.cause : undefined
  if (error instanceof GateClosedError || cause instanceof GateClosedError) return 'gate-closed'
  return signal.aborted ? 'late' : endingOfError(error)
}
