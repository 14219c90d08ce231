import type { ModelRequest } from './chat-request.ts'
import type { Faults } from './faults.ts'

/** An answer before it is put on the wire. */
export interface Completion {
  readonly id: string
  readonly created: number
  readonly model: string
  readonly content: string | null
  readonly refusal: string | null
  readonly finishReason: 'stop' | 'length' | 'content_filter'
  /** What the content filter says of the prompt and of the answer. */
  readonly promptFilter: object
  readonly answerFilter: object
  readonly usage: Usage
}

/** What the prompt cache said of the request, in tokens. */
export interface CacheUse {
  readonly cached: number
  readonly written: number
}

export interface Usage {
  readonly prompt_tokens: number
  readonly completion_tokens: number
  readonly total_tokens: number
  readonly prompt_tokens_details: {
    readonly cached_tokens: number
    readonly cache_write_tokens: number
  }
  readonly completion_tokens_details: { readonly reasoning_tokens: number }
}

/** Condensed charts are dense in digits and codes: about 2.4 characters to a token. */
export const charactersPerToken = 2.4

/** Scripts do not think; the tokens are counted all the same, as those of a reasoning model. */
const reasoningTokens = 64

/** Cuts the answer at the tokens asked for, as the service does, and counts. */
export function complete(
  request: ModelRequest,
  given: { id: string; created: number; content: string | null; refusal: string | null },
  {
    faults = {},
    cacheUse = { cached: 0, written: 0 }
  }: { faults?: Faults; cacheUse?: CacheUse } = {}
): Completion {
  const text = given.content ?? given.refusal ?? ''
  const hiddenTokens = hiddenTokensOf(request, faults)
  const visibleMax = (request.completionTokensMax ?? Infinity) - hiddenTokens
  const charactersMax = charactersMaxOf(visibleMax, text, faults)
  const cut = text.length > charactersMax
  const shownTokens = Math.ceil(Math.min(text.length, charactersMax) / charactersPerToken)
  const completionTokens = shownTokens + hiddenTokens
  const promptTokens = Math.ceil(request.prompt.promptText.length / charactersPerToken)
  return {
    ...given,
    content: given.content?.slice(0, charactersMax) ?? null,
    model: request.deployment.model,
    finishReason: faults.filter === 'answer' ? 'content_filter' : cut ? 'length' : 'stop',
    promptFilter: faults.filter === 'prompt-inside' ? filteredPrompt : safePrompt,
    answerFilter: answerFilterOf(faults),
    usage: {
      prompt_tokens: promptTokens,
      completion_tokens: completionTokens,
      total_tokens: promptTokens + completionTokens,
      prompt_tokens_details: {
        cached_tokens: cacheUse.cached,
        cache_write_tokens: cacheUse.written
      },
      completion_tokens_details: { reasoning_tokens: hiddenTokens }
    }
  }
}

/** They count toward the bound that was asked for; sometimes nothing is left for visible ones. */
function hiddenTokensOf({ completionTokensMax }: ModelRequest, { truncate }: Faults): number {
  if (completionTokensMax === undefined) return reasoningTokens
  return truncate === 'empty'
    ? completionTokensMax
    : Math.min(reasoningTokens, Math.floor(completionTokensMax / 2))
}

const severities = {
  hate: { filtered: false, severity: 'safe' },
  self_harm: { filtered: false, severity: 'safe' },
  sexual: { filtered: false, severity: 'safe' },
  violence: { filtered: false, severity: 'safe' }
}

const safePrompt = { ...severities, jailbreak: { filtered: false, detected: false } }
export const filteredPrompt = { ...safePrompt, self_harm: { filtered: true, severity: 'high' } }

function answerFilterOf({ filter }: Faults): object {
  if (filter === 'answer') return { ...severities, violence: { filtered: true, severity: 'high' } }
  if (filter === 'unknown-category') {
    return { ...severities, custom_topics: { filtered: true, details: [] } }
  }
  if (filter !== 'down') return severities
  return { error: { code: 'content_filter_error', message: 'The contents are not filtered' } }
}

/** Where the answer stops: at the tokens asked for, or where a fault cuts it. */
function charactersMaxOf(tokensMax: number, text: string, faults: Faults): number {
  if (faults.truncate === 'empty') return 0
  // A server that does not keep to the bound it was given.
  if (faults.hugeCharacters !== undefined) return Infinity
  if (faults.truncate === 'half' || faults.filter === 'answer') return Math.floor(text.length / 2)
  return Math.floor(tokensMax * charactersPerToken)
}

const promptFilterResults = ({ promptFilter }: Completion) => [
  { prompt_index: 0, content_filter_results: promptFilter }
]

/** The body of an answer that is not streamed. */
export function completionBody(completion: Completion): object {
  const { content, refusal } = completion
  return {
    ...identity(completion, 'chat.completion'),
    choices: [
      {
        index: 0,
        finish_reason: completion.finishReason,
        logprobs: null,
        message: { role: 'assistant', content, refusal },
        content_filter_results: completion.answerFilter
      }
    ],
    prompt_filter_results: promptFilterResults(completion),
    system_fingerprint: null,
    usage: completion.usage
  }
}

/** The chunks of a streamed answer, in the service's order; `[DONE]` is not one of them. */
export function completionChunks(
  completion: Completion,
  given: { charactersPerChunk: number; includeUsage: boolean }
): readonly object[] {
  const { content, refusal, finishReason } = completion
  const field = refusal === null ? 'content' : 'refusal'
  const text = content ?? refusal ?? ''
  const pieces = text.match(new RegExp(`[^]{1,${given.charactersPerChunk}}`, 'gu')) ?? []
  const chunk = (delta: object, finish_reason: string | null = null) => ({
    ...identity(completion, 'chat.completion.chunk'),
    choices: [
      {
        index: 0,
        delta,
        finish_reason,
        logprobs: null,
        content_filter_results: finish_reason === null ? {} : completion.answerFilter
      }
    ],
    system_fingerprint: null
  })
  return [
    {
      choices: [],
      created: 0,
      id: '',
      model: '',
      object: '',
      prompt_filter_results: promptFilterResults(completion)
    },
    chunk({ role: 'assistant', content: '', refusal: null }),
    ...pieces.map((piece) => chunk({ [field]: piece })),
    chunk({}, finishReason),
    ...(given.includeUsage
      ? [
          {
            ...identity(completion, 'chat.completion.chunk'),
            choices: [],
            system_fingerprint: null,
            usage: completion.usage
          }
        ]
      : [])
  ]
}

function identity({ id, created, model }: Completion, object: string): object {
  return { id, object, created, model, service_tier: 'default' }
}
