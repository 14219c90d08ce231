import { APIError } from 'openai'
import type {
  ChatCompletionChunk,
  ChatCompletionCreateParamsStreaming
} from 'openai/resources/index'
import type { Dispatcher } from 'undici'
import type { OutgoingGate } from '../chart/chart.ts'
import type { Clock } from '../clock.ts'
import { tokenInTime } from './bearer-token.ts'
import type { BearerToken } from './bearer-token.ts'
import { filteredIn } from './content-filter.ts'
import { endingOfError, requestIdOf } from './ending-of-error.ts'
import { GateClosedError, guardedClient } from './guarded-client.ts'
import { chatRequest, deploymentFor } from './messages.ts'
import type { AskedModelConfig } from './model-config.ts'
import type { Model, ModelAsk, ModelEnd, ModelEnding, ModelEvent } from './model.ts'
import { plainText } from './plain-text.ts'
import { ProposalReader } from './proposal-reader.ts'

interface Given {
  readonly config: AskedModelConfig
  readonly dispatcher: Dispatcher
  readonly clock: Clock
  readonly bearerToken: BearerToken
}

interface Call {
  readonly gate: OutgoingGate
  readonly request: ChatCompletionCreateParamsStreaming
  readonly signal: AbortSignal
  readonly answer: Answer
}

/** A model behind chat completions: Azure Foundry, or any server that speaks the same. */
export function askedModel(given: Given): Model {
  return {
    kind: given.config.kind,
    propose: (ask, signal) => propose(given, ask, signal)
  }
}

/** What has been learned of one answer so far, whatever ends it. */
class Answer {
  readonly reader = new ProposalReader()
  facts: Partial<ModelEnd> = {}
  couldNotAssess: readonly string[] = []
  finish: string | undefined
  refused = false
  promptFiltered = false
  completionFiltered = false

  /** Takes one chunk; gives the text it adds. The first, usage and filter chunks add none. */
  take(chunk: ChatCompletionChunk): string {
    const filtered = filteredIn(chunk)
    this.promptFiltered ||= filtered.prompt
    this.completionFiltered ||= filtered.completion
    if (chunk.model) this.facts = { ...this.facts, model: chunk.model.slice(0, 100) }
    if (chunk.usage) this.facts = { ...this.facts, ...tokensOf(chunk.usage) }
    // Azure's annotation chunks carry a choice without delta, whatever the types say.
    const choice: Partial<ChatCompletionChunk.Choice> | undefined = chunk.choices[0]
    if (choice?.finish_reason) this.finish = choice.finish_reason
    if (choice?.delta?.refusal) this.refused = true
    return choice?.delta?.content ?? ''
  }

  /**
   * How a stream that ended by itself ended. Only `stop` is a whole answer: a stream that is cut
   * ends as quietly as one that is complete.
   */
  ending(aborted: boolean): ModelEnding {
    if (this.finish === undefined) return aborted ? 'late' : 'unavailable'
    if (this.finish === 'content_filter' || this.completionFiltered) return 'filtered-completion'
    if (this.promptFiltered) return 'filtered-prompt'
    if (this.refused) return 'refused'
    if (this.finish === 'length') return 'truncated'
    const proposal = this.finish === 'stop' ? this.reader.end() : undefined
    if (proposal === undefined) return 'malformed'
    this.couldNotAssess = proposal.couldNotAssess.flatMap((text) => plainText(text, 200) ?? [])
    return 'complete'
  }
}

async function* propose(
  given: Given,
  ask: ModelAsk,
  signal: AbortSignal
): AsyncGenerator<ModelEvent, void, undefined> {
  const startedMs = given.clock.elapsedMs()
  const answer = new Answer()
  const request = chatRequest(given.config, ask)
  let ending: ModelEnding
  try {
    yield* stream(given, { gate: ask.gate, request, signal, answer })
    ending = answer.ending(signal.aborted)
  } catch (error) {
    if (error instanceof APIError) noteRequestId(answer, error.headers)
    ending = endingOfThrown(error, signal)
  }
  yield {
    type: 'end',
    end: {
      deployment: deploymentFor(given.config, ask),
      ...answer.facts,
      ending,
      elapsedMs: given.clock.elapsedMs() - startedMs,
      couldNotAssess: answer.couldNotAssess
    }
  }
}

/** Sends the ask and yields each finding as it closes; throws what the client throws. */
async function* stream(
  { config, dispatcher, bearerToken }: Given,
  { gate, request, signal, answer }: Call
): AsyncGenerator<ModelEvent, void, undefined> {
  const token = await tokenInTime(bearerToken, signal)
  const client = guardedClient({ config, dispatcher, gate, token })
  const { data: chunks, response } = await client.chat.completions
    .create(request, { signal })
    .withResponse()
  noteRequestId(answer, response.headers)
  // A spilled call is served by another deployment, perhaps of another model version.
  const served = response.headers.get('x-ms-deployment-name')
  if (served) answer.facts = { ...answer.facts, deployment: served.slice(0, 100) }
  for await (const chunk of chunks) {
    const text = answer.take(chunk)
    for (const finding of answer.reader.write(text)) yield { type: 'finding', finding }
  }
}

function noteRequestId(answer: Answer, headers: Headers | undefined): void {
  const requestId = requestIdOf(headers)
  if (requestId !== undefined) answer.facts = { ...answer.facts, requestId }
}

function endingOfThrown(error: unknown, signal: AbortSignal): ModelEnding {
  // The client wraps what our fetch threw.
  const cause = error instanceof Error ? error.cause : undefined
  if (error instanceof GateClosedError || cause instanceof GateClosedError) return 'gate-closed'
  return signal.aborted ? 'late' : endingOfError(error)
}

function tokensOf(usage: NonNullable<ChatCompletionChunk['usage']>): Partial<ModelEnd> {
  const cachedTokens = usage.prompt_tokens_details?.cached_tokens
  return {
    promptTokens: usage.prompt_tokens,
    completionTokens: usage.completion_tokens,
    ...(cachedTokens !== undefined && { cachedTokens })
  }
}
