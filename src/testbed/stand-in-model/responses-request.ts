import {
  deploymentNotFound,
  efforts,
  invalid,
  refusedByReasoning,
  strictFault,
  textOf,
  unsupported,
  type ModelRequest,
  type Refusal
} from './chat-request.ts'
import type { Deployment } from './deployments.ts'
import { isObject, type JsonObject } from '../is-object.ts'
import { cachedPromptOf, cacheFault } from './prompt-cache.ts'

/** Every parameter of a Responses request that the stand-in takes. */
const known = new Set(
  `model instructions input text max_output_tokens reasoning store stream include metadata
  prompt_cache_key prompt_cache_retention prompt_cache_options safety_identifier service_tier truncation user
  parallel_tool_calls`.split(/\s+/)
)

/** Checks a Responses body as the service does; the first fault is the answer. */
export function readResponsesRequest(
  body: unknown,
  deployments: Readonly<Record<string, Deployment>>
): ModelRequest | Refusal {
  if (!isObject(body)) return invalid('The body of the request is not valid JSON.', null)
  const name = body['model']
  if (typeof name !== 'string') return invalid("Missing required parameter: 'model'.", 'model')
  const deployment = Object.hasOwn(deployments, name) ? deployments[name] : undefined
  if (deployment === undefined) return deploymentNotFound
  const items = itemsOf(body)
  const fault =
    parameterFault(body) ??
    inputFault(body) ??
    formatFault(body) ??
    unsupported(cacheFault(body, items, deployment))
  if (fault !== undefined) return fault
  const last = items.findLast((item) => isObject(item) && item['role'] === 'user')
  const { schema } = formatOf(body)
  const instructions = { content: body['instructions'] }
  const tokens = body['max_output_tokens']
  return {
    deployment,
    deploymentName: name,
    userText: textOf(last),
    prompt: cachedPromptOf(name, schema, [instructions, ...items]),
    schema,
    stream: body['stream'] === true,
    includeUsage: true,
    completionTokensMax: typeof tokens === 'number' ? tokens : undefined
  }
}

function parameterFault(body: JsonObject): Refusal | undefined {
  for (const name of Object.keys(body)) {
    if (refusedByReasoning.includes(name)) return unsupported(name)
    if (!known.has(name)) return invalid(`Unknown parameter: '${name}'.`, name, 'unknown_parameter')
  }
  const reasoning = body['reasoning']
  const effort = isObject(reasoning) ? reasoning['effort'] : undefined
  if (effort !== undefined && effort !== null && !efforts.some((one) => one === effort)) {
    const message = "Unsupported value: 'reasoning.effort' does not support this value."
    return invalid(message, 'reasoning.effort', 'unsupported_value')
  }
  const tokens = body['max_output_tokens']
  const whole = tokens == null || (Number.isInteger(tokens) && Number(tokens) > 0)
  return whole ? undefined : invalid("'max_output_tokens' must be positive.", 'max_output_tokens')
}

function inputFault(body: JsonObject): Refusal | undefined {
  const { input } = body
  if (typeof input === 'string' && input.length > 0) return undefined
  const roles = ['system', 'developer', 'user', 'assistant']
  const fits =
    Array.isArray(input) &&
    input.length > 0 &&
    input.every((item) => isObject(item) && roles.some((role) => role === item['role']))
  return fits ? undefined : invalid("Invalid value for 'input'.", 'input')
}

function formatFault(body: JsonObject): Refusal | undefined {
  if (body['text'] === undefined) return undefined
  const format = formatOf(body)
  const type = format['type'] ?? 'text'
  if (type === 'text' || type === 'json_object') return undefined
  if (type !== 'json_schema') return invalid("Invalid value for 'text.format.type'.", 'text.format')
  return strictFault(format, 'text.format.schema', 'text.format')
}

function formatOf(body: JsonObject): JsonObject {
  const { text } = body
  const format = isObject(text) ? text['format'] : undefined
  return isObject(format) ? format : {}
}

function itemsOf(body: JsonObject): readonly unknown[] {
  const { input } = body
  if (typeof input === 'string') return [{ role: 'user', content: input }]
  return Array.isArray(input) ? input : []
}
