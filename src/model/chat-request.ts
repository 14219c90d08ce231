import type { ChatCompletionCreateParamsStreaming } from 'openai/resources/index'
import {
  cacheBreakpoint,
  cacheOptions,
  completionTokensMax,
  deploymentFor,
  systemMessage,
  userMessage
} from './messages.ts'
import type { AskedModelConfig } from './model-config.ts'
import { structuredOutputOf } from './model-config.ts'
import type { ModelAsk } from './model.ts'
import { proposalFormat } from './proposal-format.ts'

/**
 * The chat request body of one ask. Fixed instructions first and patient data last, byte-identical
 * for the same chart, because the service caches prefixes. No parameter that reasoning models
 * refuse (temperature, max_tokens), unless the capabilities name it.
 */
export function chatRequest(
  config: AskedModelConfig,
  ask: ModelAsk
): ChatCompletionCreateParamsStreaming {
  const { maxTokensParameter = 'max_completion_tokens', effort } = config.capabilities ?? {}
  const text = systemMessage(config, ask)
  const breaks = config.capabilities?.promptCacheBreakpoint === true
  return {
    model: deploymentFor(config, ask),
    messages: [
      {
        role: 'system',
        content: breaks ? [{ type: 'text', text, prompt_cache_breakpoint: cacheBreakpoint }] : text
      },
      { role: 'user', content: userMessage(ask) }
    ],
    ...responseFormat(config),
    [maxTokensParameter]: completionTokensMax,
    ...(effort !== undefined && { reasoning_effort: effort }),
    ...(breaks && { prompt_cache_options: cacheOptions }),
    stream: true,
    stream_options: { include_usage: true },
    // Others do not know the field; chat completions are not stored unless asked.
    ...(config.kind === 'azure-foundry' && { store: false })
  }
}

function responseFormat(
  config: AskedModelConfig
): Pick<ChatCompletionCreateParamsStreaming, 'response_format'> {
  const structuredOutput = structuredOutputOf(config)
  if (structuredOutput === 'prompt') return {}
  const format = structuredOutput === 'strict' ? proposalFormat : { type: 'json_object' as const }
  return { response_format: format }
}
