import type { Deployment } from './deployments.ts'
import { isObject, type JsonObject } from '../is-object.ts'
import { cachedPromptOf, cacheFault, type CachedPrompt } from './prompt-cache.ts'
import { strictLint } from './strict-lint.ts'

/** A request that the service would take, of either API. */
export interface ModelRequest {
  readonly deployment: Deployment
  readonly deploymentName: string
  /** Text of the last user message: where the chart stands. */
  readonly userText: string
  readonly prompt: CachedPrompt
  readonly schema: unknown
  readonly stream: boolean
  readonly includeUsage: boolean
  readonly completionTokensMax: number | undefined
}

/** What the service refuses, in its own form of error. */
export interface Refusal {
  readonly status: 400 | 401 | 404 | 413
  readonly error: {
    readonly code: string | null
    readonly message: string
    readonly param?: string | null
    readonly type?: string | null
  }
}

/** Reasoning deployments do not take these (Microsoft, reasoning models, "Not supported"). */
export const refusedByReasoning = [
  'max_tokens',
  'temperature',
  'top_p',
  'presence_penalty',
  'frequency_penalty',
  'logprobs',
  'top_logprobs',
  'logit_bias'
]

/** Every other parameter of a chat completion that the stand-in takes. */
const known = new Set(
  `messages model response_format max_completion_tokens reasoning_effort verbosity store stream
  stream_options prompt_cache_key prompt_cache_retention prompt_cache_options service_tier safety_identifier seed user
  metadata n stop modalities parallel_tool_calls user_security_context`.split(/\s+/)
)

export const efforts = ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max']
const roles = ['system', 'developer', 'user', 'assistant']

/** Checks a request body as the service does; the first fault is the answer. */
export function readChatRequest(
  body: unknown,
  deployments: Readonly<Record<string, Deployment>>
): ModelRequest | Refusal {
  if (!isObject(body)) return invalid('The body of the request is not valid JSON.', null)
  const name = body['model']
  if (typeof name !== 'string') return invalid("Missing required parameter: 'model'.", 'model')
  const deployment = Object.hasOwn(deployments, name) ? deployments[name] : undefined
  if (deployment === undefined) return deploymentNotFound
  const messages: readonly unknown[] = Array.isArray(body['messages']) ? body['messages'] : []
  const fault =
    parameterFault(body) ??
    messagesFault(body) ??
    formatFault(body) ??
    unsupported(cacheFault(body, messages, deployment))
  if (fault !== undefined) return fault
  const last = messages.findLast((message) => isObject(message) && message['role'] === 'user')
  const options = body['stream_options']
  const tokens = body['max_completion_tokens']
  return {
    deployment,
    deploymentName: name,
    userText: textOf(last),
    prompt: cachedPromptOf(name, schemaOf(body), messages),
    schema: schemaOf(body),
    stream: body['stream'] === true,
    includeUsage: isObject(options) && options['include_usage'] === true,
    completionTokensMax: typeof tokens === 'number' ? tokens : undefined
  }
}

export function isRefusal(value: ModelRequest | Refusal): value is Refusal {
  return 'error' in value
}

export const deploymentNotFound: Refusal = {
  status: 404,
  error: {
    code: 'DeploymentNotFound',
    message:
      'The API deployment for this resource does not exist. If you created the deployment within the last 5 minutes, please wait a moment and try again.'
  }
}

function parameterFault(body: JsonObject): Refusal | undefined {
  for (const name of Object.keys(body)) {
    if (refusedByReasoning.includes(name)) return unsupported(name)
    if (!known.has(name)) {
      return invalid(`Unrecognized request argument supplied: ${name}`, name, 'unknown_parameter')
    }
  }
  const effort = body['reasoning_effort']
  if (effort !== undefined && effort !== null && !efforts.some((one) => one === effort)) {
    const message = "Unsupported value: 'reasoning_effort' does not support this value."
    return invalid(message, 'reasoning_effort', 'unsupported_value')
  }
  if (body['service_tier'] === 'flex') {
    const message = 'Invalid service_tier argument: flex is not available for this model.'
    return invalid(message, 'service_tier')
  }
  const tokens = body['max_completion_tokens']
  if (
    tokens !== undefined &&
    tokens !== null &&
    !(Number.isInteger(tokens) && Number(tokens) > 0)
  ) {
    return invalid("'max_completion_tokens' must be a positive integer.", 'max_completion_tokens')
  }
  return undefined
}

/** What the service says to a parameter that another model would take. */
export function unsupported(name: string | undefined): Refusal | undefined {
  if (name === undefined) return undefined
  const message = `Unsupported parameter: '${name}' is not supported with this model.`
  return invalid(message, name, 'unsupported_parameter')
}

function messagesFault(body: JsonObject): Refusal | undefined {
  const messages = body['messages']
  if (!Array.isArray(messages) || messages.length === 0) {
    return invalid("'messages' must be an array with at least one message.", 'messages')
  }
  const used = messages.map((message) => (isObject(message) ? message['role'] : undefined))
  const wrong = used.findIndex((role) => !roles.some((one) => one === role))
  if (wrong >= 0) return invalid(`Invalid value for 'messages[${wrong}].role'.`, 'messages')
  if (used.includes('system') && used.includes('developer')) {
    return invalid('System and developer messages cannot be used together.', 'messages')
  }
  return undefined
}

function formatFault(body: JsonObject): Refusal | undefined {
  const format = body['response_format']
  if (format === undefined || format === null) return undefined
  const type = isObject(format) ? format['type'] : undefined
  if (type === 'text' || type === 'json_object') return undefined
  const wrapper = isObject(format) ? format['json_schema'] : undefined
  if (type !== 'json_schema' || !isObject(wrapper)) {
    return invalid("Invalid value for 'response_format'.", 'response_format')
  }
  return strictFault(wrapper, 'response_format', 'response_format.json_schema')
}

/** What is wrong with a named strict schema; `param` as the API names the place. */
export function strictFault(
  wrapper: JsonObject,
  param: string,
  place: string
): Refusal | undefined {
  const name = wrapper['name']
  if (typeof name !== 'string' || !/^[a-zA-Z0-9_-]{1,64}$/.test(name)) {
    return invalid(`Missing or invalid '${place}.name'.`, param)
  }
  if (wrapper['strict'] !== true) {
    return invalid(`'${place}.strict' must be true.`, param)
  }
  const [first] = strictLint(wrapper['schema'])
  if (first === undefined) return undefined
  return invalid(`Invalid schema for ${param} '${name}': ${first}`, param)
}

function schemaOf(body: JsonObject): unknown {
  const format = body['response_format']
  const wrapper = isObject(format) ? format['json_schema'] : undefined
  return isObject(wrapper) ? wrapper['schema'] : undefined
}

export function textOf(message: unknown): string {
  const content = isObject(message) ? message['content'] : undefined
  if (typeof content === 'string') return content
  if (!Array.isArray(content)) return ''
  return content
    .map((part) => (isObject(part) && typeof part['text'] === 'string' ? part['text'] : ''))
    .join('\n')
}

export function invalid(
  message: string,
  param: string | null,
  code: string | null = null
): Refusal {
  return { status: 400, error: { message, type: 'invalid_request_error', param, code } }
}
