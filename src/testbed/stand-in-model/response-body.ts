import type { Completion } from './completion.ts'

/*
 * The Responses API's shape of an answer: reasoning first in `output`, and Azure's list of content
 * filters, which no library has a type for.
 */

/** The whole response; `status` while it is still being made. */
export function responseBody(completion: Completion, status = statusOf(completion)): object {
  const ended = status !== 'in_progress'
  return {
    id: completion.id,
    object: 'response',
    created_at: completion.created,
    status,
    background: false,
    error: null,
    incomplete_details: status === 'incomplete' ? { reason: reasonOf(completion) } : null,
    instructions: null,
    max_output_tokens: null,
    metadata: {},
    model: completion.model,
    output: ended ? [{ type: 'reasoning', id: 'rs_1', summary: [] }, message(completion)] : [],
    parallel_tool_calls: true,
    service_tier: 'default',
    store: false,
    temperature: 1,
    tool_choice: 'auto',
    tools: [],
    top_p: 1,
    truncation: 'disabled',
    user: null,
    usage: ended ? usage(completion) : null,
    content_filters: [
      filterEntry('prompt', completion.promptFilter),
      ...(ended ? [filterEntry('completion', completion.answerFilter)] : [])
    ]
  }
}

/** The events of a streamed answer, each with its type, in the service's order. */
export function responseEvents(
  completion: Completion,
  charactersPerChunk: number
): readonly { readonly type: string }[] {
  const { content, refusal } = completion
  const kind = refusal === null ? 'output_text' : 'refusal'
  const text = content ?? refusal ?? ''
  const pieces = text.match(new RegExp(`[^]{1,${charactersPerChunk}}`, 'gu')) ?? []
  const place = { item_id: 'msg_1', output_index: 1, content_index: 0 }
  const events = [
    { type: 'response.created', response: responseBody(completion, 'in_progress') },
    { type: 'response.in_progress', response: responseBody(completion, 'in_progress') },
    {
      type: 'response.output_item.added',
      output_index: 1,
      item: { ...message(completion), content: [] }
    },
    ...pieces.map((delta) => ({ type: `response.${kind}.delta`, ...place, delta, logprobs: [] })),
    { type: `response.${statusOf(completion)}`, response: responseBody(completion) }
  ]
  return events.map((event, place) => ({ ...event, sequence_number: place }))
}

function statusOf({ finishReason }: Completion): string {
  return finishReason === 'stop' ? 'completed' : 'incomplete'
}

const reasonOf = ({ finishReason }: Completion): string =>
  finishReason === 'content_filter' ? 'content_filter' : 'max_output_tokens'

function message(completion: Completion): object {
  const { content, refusal } = completion
  return {
    type: 'message',
    id: 'msg_1',
    status: statusOf(completion),
    role: 'assistant',
    content: [
      refusal === null
        ? { type: 'output_text', text: content ?? '', annotations: [], logprobs: [] }
        : { type: 'refusal', refusal }
    ]
  }
}

function usage({ usage: of }: Completion): object {
  return {
    input_tokens: of.prompt_tokens,
    input_tokens_details: of.prompt_tokens_details,
    output_tokens: of.completion_tokens,
    output_tokens_details: of.completion_tokens_details,
    total_tokens: of.total_tokens
  }
}

/** `blocked` as the service sets it: where any category was filtered. */
export function filterEntry(source: 'prompt' | 'completion', results: object): object {
  const blocked = Object.values(results).some(
    (category) => typeof category === 'object' && category?.filtered === true
  )
  return {
    blocked,
    source_type: source,
    content_filter_raw: [],
    content_filter_results: results,
    content_filter_offsets: { start_offset: 0, end_offset: 0, check_offset: 0 }
  }
}
