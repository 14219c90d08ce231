/** A model that is asked over HTTP: chat completions with strict structured output, streamed. */
export interface AskedModelConfig {
  readonly kind: 'azure-foundry' | 'openai-compatible'
  /**
   * `azure-foundry`: the resource (`https://<name>.services.ai.azure.com`), `/openai/v1/` is
   * added. `openai-compatible`: the API root; `/v1/` is added when it is missing.
   */
  readonly endpoint: string
  readonly api: 'chat'
  /** Deployment names, which are not model names. `fast` is asked about the moment. */
  readonly deployments: { readonly default: string; readonly fast?: string | undefined }
  readonly auth: { readonly kind: 'entra' } | { readonly kind: 'key'; readonly key: string }
  readonly structuredOutput: 'strict'
  /** Time of one model call, from its first byte out to its last byte in. */
  readonly modelWithinMs: number
}

export type ModelConfig = AskedModelConfig | { readonly kind: 'none' }
