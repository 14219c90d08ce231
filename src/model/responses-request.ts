import type { ResponseCreateParamsStreaming } from 'openai/resources/responses/responses'
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
 * The Responses request body of one ask, in the same order as the chat one. `store: false` always:
 * what is left out is stored for thirty days (Microsoft Foundry, Responses API).
 */
export function responsesRequest(
  config: AskedModelConfig,
  ask: ModelAsk
): ResponseCreateParamsStreaming {
  const effort = config.capabilities?.effort
  const structuredOutput = structuredOutputOf(config)
  return {
    model: deploymentFor(config, ask),
    ...prompt(config, ask),
    ...(structuredOutput === 'strict' && {
      text: { format: { type: 'json_schema', ...strictSchema } }
    }),
    ...(structuredOutput === 'json_object' && { text: { format: { type: 'json_object' } } }),
    max_output_tokens: completionTokensMax,
    ...(effort !== undefined && { reasoning: { effort } }),
    ...(config.capabilities?.promptCacheBreakpoint === true && {
      prompt_cache_options: cacheOptions
    }),
    stream: true,
    store: false
  }
}

/** A breakpoint needs a content block to stand on, which `instructions` is not. */
function prompt(
  config: AskedModelConfig,
  ask: ModelAsk
): Pick<ResponseCreateParamsStreaming, 'instructions' | 'input'> {
  const text = systemMessage(config, ask)
  const asked = { role: 'user', content: userMessage(ask) } as const
  if (config.capabilities?.promptCacheBreakpoint !== true) {
    return { instructions: text, input: [asked] }
  }
  const block = { type: 'input_text', text, prompt_cache_breakpoint: cacheBreakpoint } as const
  return { input: [{ role: 'system', content: [block] }, asked] }
}

// The same name and schema, which Responses wants one level higher.
const { name, schema = {} } = proposalFormat.json_schema
const strictSchema = { name, strict: true, schema } as const
