import type {
  Response as ModelResponse,
  ResponseStreamEvent
} from 'openai/resources/responses/responses'
import type { Answer, Finish } from './answer.ts'
import { filteredInList } from './content-filter.ts'
import type { ModelEnd } from './model.ts'
import type { Protocol } from './protocol.ts'
import { responsesRequest } from './responses-request.ts'

/** The Responses API, for deployments that know nothing else, and where Microsoft prefers it. */
export const responsesProtocol: Protocol = {
  path: 'responses',
  async open(client, { config, ask, signal, answer }) {
    const { data: events, response } = await client.responses
      .create(responsesRequest(config, ask), { signal })
      .withResponse()
    return { headers: response.headers, pieces: piecesOf(events, answer) }
  }
}

async function* piecesOf(
  events: AsyncIterable<ResponseStreamEvent>,
  answer: Answer
): AsyncGenerator<string, void, undefined> {
  for await (const event of events) yield take(event, answer)
}

/** Takes one event; gives the text it adds. Reasoning, item and part events add none. */
function take(event: ResponseStreamEvent, answer: Answer): string {
  // The service adds event types as it grows; those that carry no text are passed over.
  // oxlint-disable-next-line typescript/switch-exhaustiveness-check
  switch (event.type) {
    case 'response.output_text.delta':
      return event.delta
    case 'response.refusal.delta':
    case 'response.refusal.done':
      answer.refused = true
      return ''
    case 'response.created':
    case 'response.in_progress':
      noteResponse(event.response, answer)
      return ''
    case 'response.completed':
    case 'response.incomplete':
    case 'response.failed':
      noteResponse(event.response, answer)
      answer.finish = finishOf(event.response)
      return ''
    default:
      return ''
  }
}

function noteResponse(response: ModelResponse, answer: Answer): void {
  const filtered = filteredInList(response)
  answer.promptFiltered ||= filtered.prompt
  answer.completionFiltered ||= filtered.completion
  if (response.model) answer.note({ model: response.model.slice(0, 100) })
  if (response.service_tier) answer.note({ servedTier: response.service_tier.slice(0, 40) })
  if (response.usage) answer.note(tokensOf(response.usage))
}

/** Only a response that says of itself that it is completed is whole, whatever event carries it. */
function finishOf({ status, incomplete_details: incomplete, error }: ModelResponse): Finish {
  if (status === 'completed') return 'stop'
  if (status === 'incomplete') {
    if (incomplete?.reason === 'content_filter') return 'content-filter'
    return incomplete?.reason === 'max_output_tokens' ? 'length' : 'other'
  }
  const code: string | undefined = error?.code
  if (code === 'content_filter') return 'content-filter'
  return code === 'rate_limit_exceeded' ? 'limited' : 'failed'
}

function tokensOf(usage: NonNullable<ModelResponse['usage']>): Partial<ModelEnd> {
  // Compatible servers leave the details out, whatever the types say.
  const input: { cached_tokens?: number; cache_write_tokens?: number } | undefined =
    usage.input_tokens_details
  const output: { reasoning_tokens?: number } | undefined = usage.output_tokens_details
  const cachedTokens = input?.cached_tokens
  const cacheWriteTokens = input?.cache_write_tokens
  const hiddenTokens = output?.reasoning_tokens
  return {
    promptTokens: usage.input_tokens,
    completionTokens: usage.output_tokens,
    ...(cachedTokens !== undefined && { cachedTokens }),
    ...(cacheWriteTokens !== undefined && { cacheWriteTokens }),
    ...(hiddenTokens !== undefined && { hiddenTokens })
  }
}
