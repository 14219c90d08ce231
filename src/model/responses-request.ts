import type { ResponseCreateParamsStreaming } from 'openai/resources/responses/responses'
import { completionTokensMax, deploymentFor, systemMessage, userMessage } from './messages.ts'
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
    instructions: systemMessage(config, ask),
    input: [{ role: 'user', content: userMessage(ask) }],
    ...(structuredOutput === 'strict' && {
      text: { format: { type: 'json_schema', ...strictSchema } }
    }),
    ...(structuredOutput === 'json_object' && { text: { format: { type: 'json_object' } } }),
    max_output_tokens: completionTokensMax,
    ...(effort !== undefined && { reasoning: { effort } }),
    stream: true,
    store: false
  }
}

// The same name and schema, which Responses wants one level higher.
const { name, schema = {} } = proposalFormat.json_schema
const strictSchema = { name, strict: true, schema } as const
