import type { ServerResponse } from 'node:http'
import type { FakeAnswer } from './fake-foundry.ts'

/*
 * How the Responses API streams: named events with a type, reasoning first, and the whole
 * response, with Azure's `content_filters`, in the last one.
 */

const safe = { hate: { filtered: false, severity: 'safe' } }

/** Streams one answer; the same FakeAnswer means the same thing as in chat completions. */
export async function streamResponses(answer: FakeAnswer, response: ServerResponse): Promise<void> {
  let sequence = 0
  const send = (type: string, more: Readonly<Record<string, unknown>>): void => {
    const event = { type, sequence_number: sequence, ...more }
    sequence += 1
    response.write(`event: ${type}\ndata: ${JSON.stringify(event)}\n\n`)
  }
  send('response.created', { response: body(answer, 'in_progress') })
  send('response.output_item.added', {
    output_index: 0,
    item: { type: 'reasoning', id: 'rs_1', summary: [] }
  })
  const part = { item_id: 'msg_1', output_index: 1, content_index: 0 }
  for (const delta of answer.text?.match(/[^]{1,7}/g) ?? []) {
    send('response.output_text.delta', { ...part, delta, logprobs: [] })
    await new Promise(setImmediate)
  }
  if (answer.refusal !== undefined) {
    send('response.refusal.delta', { ...part, delta: answer.refusal })
  }
  if (answer.breaks === 'hang') return
  if (answer.breaks === 'destroy') return void setTimeout(() => response.destroy(), 20)
  if (answer.breaks === 'error-event') {
    send('error', { code: answer.failure ?? 'server_error', message: 'x', param: null })
  }
  if (answer.breaks !== undefined) return void response.end()
  const finish = answer.finish === undefined ? 'stop' : answer.finish
  const status = statusOf(finish)
  send(`response.${status}`, { response: body(answer, status) })
  response.end()
}

function statusOf(finish: string | null): string {
  if (finish === 'stop') return 'completed'
  return finish === 'failed' ? 'failed' : 'incomplete'
}

const reasons: Readonly<Record<string, string>> = {
  length: 'max_output_tokens',
  content_filter: 'content_filter'
}

function body(answer: FakeAnswer, status: string): Record<string, unknown> {
  const ended = status !== 'in_progress'
  return {
    id: 'resp_1',
    object: 'response',
    created_at: 1,
    model: 'medical-2026-09',
    status,
    service_tier: 'default',
    error: status === 'failed' ? { code: answer.failure ?? 'server_error', message: 'x' } : null,
    incomplete_details:
      status === 'incomplete' ? { reason: reasons[answer.finish ?? ''] ?? 'max_messages' } : null,
    output: [],
    content_filters: [
      {
        blocked: false,
        source_type: 'prompt',
        content_filter_raw: [],
        content_filter_results: answer.promptFilter ?? safe,
        content_filter_offsets: { start_offset: 0, end_offset: 9, check_offset: 0 }
      },
      ...(ended
        ? [
            {
              blocked: false,
              source_type: 'completion',
              content_filter_results: answer.choiceFilter ?? safe
            }
          ]
        : [])
    ],
    usage: ended
      ? {
          input_tokens: 1200,
          input_tokens_details: { cached_tokens: 1024 },
          output_tokens: 80,
          output_tokens_details: { reasoning_tokens: 30 },
          total_tokens: 1280
        }
      : null
  }
}
