/** What a server can do; what is left out is what the Foundry v1 endpoint does. */
export interface ModelCapabilities {
  /** How the length of an answer is bounded in chat; older servers know `max_tokens` alone. */
  readonly maxTokensParameter?: 'max_completion_tokens' | 'max_tokens' | undefined
  /**
   * Instead of the model's `structuredOutput`. `json_object` and `prompt`: the schema goes into
   * the prompt. Every answer is validated here in full, whatever the server promises.
   */
  readonly structuredOutput?: StructuredOutput | undefined
  /** Reasoning effort; which words a deployment takes differs, an unknown one is refused by it. */
  readonly effort?: Effort | undefined
  /**
   * The deployment takes explicit prompt-cache breakpoints (GPT-5.6 and later; older models refuse
   * the request). One is set behind the instructions, so that they are cached and no patient's
   * text ever is.
   */
  readonly promptCacheBreakpoint?: boolean | undefined
}

export const structuredOutputs = ['strict', 'json_object', 'prompt'] as const
export type StructuredOutput = (typeof structuredOutputs)[number]

export const efforts = ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'] as const
export type Effort = (typeof efforts)[number]

/** A model that is asked over HTTP: chat completions or responses, streamed. */
export interface AskedModelConfig {
  readonly kind: 'azure-foundry' | 'openai-compatible'
  /**
   * `azure-foundry`: the resource (`https://<name>.services.ai.azure.com`), `/openai/v1/` is
   * added. `openai-compatible`: the API root; `/v1/` is added when it is missing.
   */
  readonly endpoint: string
  readonly api: 'chat' | 'responses'
  /** Deployment names, which are not model names. `fast` is asked about the moment. */
  readonly deployments: { readonly default: string; readonly fast?: string | undefined }
  readonly auth: { readonly kind: 'entra' } | { readonly kind: 'key'; readonly key: string }
  readonly structuredOutput: StructuredOutput
  readonly capabilities?: ModelCapabilities | undefined
  /** Time of one model call, from its first byte out to its last byte in. */
  readonly modelWithinMs: number
}

export type ModelConfig = AskedModelConfig | { readonly kind: 'none' }

/** How the shape of the answer is asked for. */
export function structuredOutputOf(config: AskedModelConfig): StructuredOutput {
  return config.capabilities?.structuredOutput ?? config.structuredOutput
}
