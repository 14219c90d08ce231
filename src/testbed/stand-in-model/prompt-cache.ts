import type { Deployment } from './deployments.ts'
import { isObject, type JsonObject } from '../is-object.ts'

/*
 * What the service documents of prompt caching (Microsoft Foundry, prompt caching, 2026-08-04): the
 * schema stands before the instructions; from 1,024 equal tokens on, in steps of 128. Newer models
 * take a breakpoint instead, which says exactly where the prefix ends.
 */

const prefixTokensMin = 1_024
const prefixTokensStep = 128
const rememberedMax = 50

/** What is sent of a prompt, as the cache sees it. */
export interface CachedPrompt {
  readonly deploymentName: string
  /** Schema, instructions and data, in the order in which the service puts them. */
  readonly promptText: string
  /** How much of it stands before a breakpoint; undefined without one. */
  readonly charactersToBreakpoint: number | undefined
}

/** Remembers prompts, and says of each how much was there before, in tokens. */
export class PromptCache {
  readonly #prompts: CachedPrompt[] = []

  use(
    prompt: CachedPrompt,
    charactersPerToken: number
  ): { readonly cached: number; readonly written: number } {
    const before = this.#prompts.filter((one) => one.deploymentName === prompt.deploymentName)
    this.#prompts.push(prompt)
    if (this.#prompts.length > rememberedMax) this.#prompts.shift()
    const { charactersToBreakpoint: end } = prompt
    if (end === undefined) {
      const shared = Math.max(0, ...before.map((one) => sharedCharacters(one, prompt)))
      const tokens = Math.floor(shared / charactersPerToken)
      const stepped = tokens - (tokens % prefixTokensStep)
      return { cached: tokens < prefixTokensMin ? 0 : stepped, written: 0 }
    }
    const prefix = prompt.promptText.slice(0, end)
    const known = before.some(
      (one) => one.charactersToBreakpoint === end && one.promptText.startsWith(prefix)
    )
    const tokens = Math.ceil(end / charactersPerToken)
    return known ? { cached: tokens, written: 0 } : { cached: 0, written: tokens }
  }
}

function sharedCharacters({ promptText: one }: CachedPrompt, { promptText: other }: CachedPrompt) {
  let at = 0
  while (at < one.length && one[at] === other[at]) at += 1
  return at
}

/** How the messages of a request read in order, and where a breakpoint stands in them. */
export function cachedPromptOf(
  deploymentName: string,
  schema: unknown,
  messages: readonly unknown[]
): CachedPrompt {
  let promptText = schema === undefined ? '' : JSON.stringify(schema)
  let charactersToBreakpoint: number | undefined
  for (const block of messages.flatMap(blocksOf)) {
    promptText += `\n${typeof block['text'] === 'string' ? block['text'] : ''}`
    if (block['prompt_cache_breakpoint'] !== undefined) charactersToBreakpoint = promptText.length
  }
  return { deploymentName, promptText, charactersToBreakpoint }
}

/** The first parameter of explicit caching that this deployment does not take, or that is wrong. */
export function cacheFault(
  body: JsonObject,
  messages: readonly unknown[],
  { promptCacheBreakpoint }: Deployment
): 'prompt_cache_options' | 'prompt_cache_breakpoint' | undefined {
  const options = body['prompt_cache_options']
  const marks = messages
    .flatMap(blocksOf)
    .map((block) => block['prompt_cache_breakpoint'])
    .filter((mark) => mark !== undefined)
  if (options !== undefined) {
    const fits =
      isObject(options) &&
      (options['mode'] === 'implicit' || options['mode'] === 'explicit') &&
      (options['ttl'] === undefined || options['ttl'] === '30m')
    if (promptCacheBreakpoint !== true || !fits) return 'prompt_cache_options'
  }
  if (marks.length === 0) return undefined
  const fits =
    marks.length <= 4 && marks.every((mark) => isObject(mark) && mark['mode'] === 'explicit')
  return promptCacheBreakpoint === true && fits ? undefined : 'prompt_cache_breakpoint'
}

function blocksOf(message: unknown): readonly JsonObject[] {
  const content = isObject(message) ? message['content'] : undefined
  if (typeof content === 'string') return [{ text: content }]
  return Array.isArray(content) ? content.filter(isObject) : []
}
