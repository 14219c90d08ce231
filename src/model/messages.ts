import assert from 'node:assert/strict'
import { fence } from '../chart/outgoing-gate.ts'
import type { AskedModelConfig } from './model-config.ts'
import { structuredOutputOf } from './model-config.ts'
import type { ModelAsk } from './model.ts'
import { proposalFormat } from './proposal-format.ts'

/**
 * Twelve findings are about 5,000 tokens; hidden reasoning counts too. The service's rate limit
 * counts this number, not what was used, so it is kept tight.
 */
export const completionTokensMax = 8_192

/*
 * Where the deployment takes them (GPT-5.6 and later): one breakpoint, behind the instructions and
 * the schema that the service puts before them. `explicit` switches off the breakpoint that the
 * service would choose by itself, so that no text of a patient is ever written to its cache.
 */
export const cacheBreakpoint = { mode: 'explicit' } as const
export const cacheOptions = { mode: 'explicit', ttl: '30m' } as const

/** The deployment an ask goes to; without a fast one, the default is asked. */
export function deploymentFor({ deployments }: AskedModelConfig, ask: ModelAsk): string {
  return ask.deployment === 'fast' ? (deployments.fast ?? deployments.default) : deployments.default
}

/** The instructions; with the schema behind them for a server that does not enforce it. */
export function systemMessage(config: AskedModelConfig, ask: ModelAsk): string {
  const { text } = ask.instructions
  return structuredOutputOf(config) === 'strict' ? text : `${text}\n\n${schemaInWords}`
}

/** What is asked, then the chart as data between fences that no line of it can close. */
export function userMessage({ chart, part }: ModelAsk): string {
  assert(part === 'review' || chart.moment !== null, 'a moment is asked about only where one is')
  const text = part === 'review' ? chart.review : `${chart.review}\n${chart.moment}`
  return `ASK ${part}\n${fence.opens}\n${withoutFences(text)}\n${fence.closes}`
}

function withoutFences(text: string): string {
  return text.replaceAll(/<{3,}/g, '<<').replaceAll(/>{3,}/g, '>>')
}

const schemaInWords = `Answer with one JSON object and nothing else: no fence, no text before or after it.
It must be valid against this JSON Schema:
${JSON.stringify(proposalFormat.json_schema.schema)}`
