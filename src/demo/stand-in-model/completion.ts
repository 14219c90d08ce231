import type { ChatRequest } from './chat-request.ts'

/** An answer before it is put on the wire. */
export interface Completion {
  readonly id: string
  readonly created: number
  readonly model: string
  readonly content: string | null
  readonly refusal: string | null
  readonly finishReason: 'stop' | 'length'
  readonly usage: Usage
}

export interface Usage {
  readonly prompt_tokens: number
  readonly completion_tokens: number
  readonly total_tokens: number
  readonly prompt_tokens_details: { readonly cached_tokens: number }
  readonly completion_tokens_details: { readonly reasoning_tokens: number }
}

/** Condensed charts are dense in digits and codes: about 2.4 characters to a token. */
const charactersPerToken = 2.4

/** Cuts the answer at the tokens asked for, as the service does, and counts. */
export function complete(
  request: ChatRequest,
  given: { id: string; created: number; content: string | null; refusal: string | null }
): Completion {
  const { completionTokensMax } = request
  const charactersMax = Math.floor((completionTokensMax ?? Infinity) * charactersPerToken)
  const text = given.content ?? given.refusal ?? ''
  const cut = text.length > charactersMax
  const completionTokens = Math.ceil(Math.min(text.length, charactersMax) / charactersPerToken)
  const promptTokens = Math.ceil(request.promptCharacters / charactersPerToken)
  return {
    ...given,
    content: given.content?.slice(0, charactersMax) ?? null,
    model: request.deployment.model,
    finishReason: cut ? 'length' : 'stop',
    usage: {
      prompt_tokens: promptTokens,
      completion_tokens: completionTokens,
      total_tokens: promptTokens + completionTokens,
      prompt_tokens_details: { cached_tokens: 0 },
      completion_tokens_details: { reasoning_tokens: 0 }
    }
  }
}

const severities = {
  hate: { filtered: false, severity: 'safe' },
  self_harm: { filtered: false, severity: 'safe' },
  sexual: { filtered: false, severity: 'safe' },
  violence: { filtered: false, severity: 'safe' }
}

const promptFilterResults = [
  {
    prompt_index: 0,
    content_filter_results: { ...severities, jailbreak: { filtered: false, detected: false } }
  }
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
        content_filter_results: severities
      }
    ],
    prompt_filter_results: promptFilterResults,
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
        content_filter_results: finish_reason === null && 'content' in delta ? severities : {}
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
      prompt_filter_results: promptFilterResults
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
  return { id, object, created, model }
}
