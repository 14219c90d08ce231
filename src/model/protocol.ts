import type OpenAI from 'openai'
import type { Answer } from './answer.ts'
import type { AskedModelConfig } from './model-config.ts'
import type { ModelAsk } from './model.ts'

/** One of the two APIs, as the adapter speaks it. */
export interface Protocol {
  /** Behind the API root; the only address that may be sent to. */
  readonly path: 'chat/completions' | 'responses'
  /** Sends one ask; resolves when the headers have come, throws what the client throws. */
  open(
    client: OpenAI,
    sent: {
      readonly config: AskedModelConfig
      readonly ask: ModelAsk
      readonly signal: AbortSignal
      readonly answer: Answer
    }
  ): Promise<OpenAnswer>
}

export interface OpenAnswer {
  readonly headers: Headers
  /** The pieces of the answer's text as they come; everything else goes into the Answer. */
  readonly pieces: AsyncIterable<string>
}
