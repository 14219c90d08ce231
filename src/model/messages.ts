import assert from 'node:assert/strict'
import type { ChatCompletionCreateParamsStreaming } from 'openai/resources/index'
import { fence } from '../chart/outgoing-gate.ts'
import type { AskedModelConfig } from './model-config.ts'
import type { ModelAsk } from './model.ts'
import { proposalFormat } from './proposal-format.ts'

// Twelve findings are about 5,000 tokens; hidden reasoning counts too. The service's rate limit
// counts this number, not what was used, so it is kept tight.
const completionTokensMax = 8_192

/**
 * The request body of one ask. Fixed instructions first and patient data last, byte-identical
 * for the same chart, because the service caches prefixes. No parameter that reasoning models
 * refuse (temperature, max_tokens).
 */
export function chatRequest(
  config: AskedModelConfig,
  ask: ModelAsk
): ChatCompletionCreateParamsStreaming {
  return {
    model: deploymentFor(config, ask),
    messages: [
      { role: 'system', content: ask.instructions.text },
      { role: 'user', content: userMessage(ask) }
    ],
    response_format: proposalFormat,
    max_completion_tokens: completionTokensMax,
    stream: true,
    stream_options: { include_usage: true },
    // Others do not know the field; chat completions are not stored unless asked.
    ...(config.kind === 'azure-foundry' && { store: false })
  }
}

/** The deployment an ask goes to; without a fast one, the default is asked. */
export function deploymentFor({ deployments }: AskedModelConfig, ask: ModelAsk): string {
  return ask.deployment === 'fast' ? (deployments.fast ?? deployments.default) : deployments.default
}

/** What is asked, then the chart as data between fences that no line of it can close. */
function userMessage({ chart, part }: ModelAsk): string {
  assert(part === 'review' || chart.moment !== null, 'a moment is asked about only where one is')
  const text = part === 'review' ? chart.review : `${chart.review}\n${chart.moment}`
  return `ASK ${part}\n${fence.opens}\n${withoutFences(text)}\n${fence.closes}`
}

function withoutFences(text: string): string {
  return text.replaceAll(/<{3,}/g, '<<').replaceAll(/>{3,}/g, '>>')
}
