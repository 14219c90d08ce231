import type { ChatCompletionChunk } from 'openai/resources/index'
import type { Answer, Finish } from './answer.ts'
import { filteredIn } from './content-filter.ts'
import { chatRequest } from './chat-request.ts'
import type { ModelEnd } from './model.ts'
import type { Protocol } from './protocol.ts'

/** Chat completions: Azure Foundry v1, and every server that calls itself OpenAI-compatible. */
export const chatProtocol: Protocol = {
  path: 'chat/completions',
  async open(client, { config, ask, signal, answer }) {
    const { data: chunks, response } = await client.chat.completions
      .create(chatRequest(config, ask), { signal })
      .withResponse()
    return { headers: response.headers, pieces: piecesOf(chunks, answer) }
  }
}

async function* piecesOf(
  chunks: AsyncIterable<ChatCompletionChunk>,
  answer: Answer
): AsyncGenerator<string, void, undefined> {
  for await (const chunk of chunks) yield take(chunk, answer)
}

/** Takes one chunk; gives the text it adds. The first, usage and filter chunks add none. */
function take(chunk: ChatCompletionChunk, answer: Answer): string {
  const filtered = filteredIn(chunk)
  answer.promptFiltered ||= filtered.prompt
  answer.completionFiltered ||= filtered.completion
  if (chunk.model) answer.note({ model: chunk.model.slice(0, 100) })
  if (chunk.service_tier) answer.note({ servedTier: chunk.service_tier.slice(0, 40) })
  if (chunk.usage) answer.note(tokensOf(chunk.usage))
  // Azure's annotation chunks carry a choice without delta, whatever the types say.
  const choice: Partial<ChatCompletionChunk.Choice> | undefined = chunk.choices[0]
  if (choice?.finish_reason) answer.finish = finishOf(choice.finish_reason)
  if (choice?.delta?.refusal) answer.refused = true
  return choice?.delta?.content ?? ''
}

function finishOf(reason: string): Finish {
  if (reason === 'content_filter') return 'content-filter'
  return reason === 'stop' || reason === 'length' ? reason : 'other'
}

function tokensOf(usage: NonNullable<ChatCompletionChunk['usage']>): Partial<ModelEnd> {
  const cachedTokens = usage.prompt_tokens_details?.cached_tokens
  const cacheWriteTokens = usage.prompt_tokens_details?.cache_write_tokens
  const hiddenTokens = usage.completion_tokens_details?.reasoning_tokens
  return {
    promptTokens: usage.prompt_tokens,
    completionTokens: usage.completion_tokens,
    ...(cachedTokens !== undefined && { cachedTokens }),
    ...(cacheWriteTokens !== undefined && { cacheWriteTokens }),
    ...(hiddenTokens !== undefined && { hiddenTokens })
  }
}
