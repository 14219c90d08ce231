import type {
  ContentFilterResultDetailsForPromptOutput,
  ContentFilterResultsForChoiceOutput
} from '@azure/openai/types'
import type { ChatCompletionChunk } from 'openai/resources/index'
import { z } from 'zod'
import type {} from '@azure/openai/types'

type FilterResults = ContentFilterResultDetailsForPromptOutput | ContentFilterResultsForChoiceOutput

/** What Azure's content filter says in one chunk about the prompt and about the answer. */
export function filteredIn(chunk: ChatCompletionChunk): {
  readonly prompt: boolean
  readonly completion: boolean
} {
  const prompts = chunk.prompt_filter_results ?? []
  return {
    prompt: prompts.some(({ content_filter_results: results }) => isFiltered(results)),
    completion: chunk.choices.some(({ content_filter_results: results }) => isFiltered(results))
  }
}

/**
 * True when any category was filtered. Read generically: the service knows categories that the
 * types do not (indirect_attack, custom_blocklists, ungrounded_material), and lists of them.
 */
export function isFiltered(
  results: FilterResults | Readonly<Record<string, unknown>> | undefined
): boolean {
  return results !== undefined && Object.values(results).some(saysFiltered)
}

function saysFiltered(category: unknown): boolean {
  if (typeof category !== 'object' || category === null) return false
  if (Array.isArray(category)) return category.some(saysFiltered)
  return Reflect.get(category, 'filtered') === true
}

/*
 * What the Responses API of Azure adds to its bodies. Neither library has a type for it and no
 * reference page describes it, so it is parsed loosely: what does not look like it says nothing.
 */
const ContentFiltersSchema = z.looseObject({
  content_filters: z.array(
    z
      .looseObject({
        blocked: z.boolean().catch(false),
        source_type: z.string().catch('prompt'),
        content_filter_results: z.record(z.string(), z.unknown()).catch({})
      })
      .catch({ blocked: false, source_type: '', content_filter_results: {} })
  )
})

/**
 * What was filtered, by the list in the body of a response or of an error. A filter that is out of
 * order filtered nothing.
 */
export function filteredInList(body: unknown): { prompt: boolean; completion: boolean } {
  const { data } = ContentFiltersSchema.safeParse(body)
  const filtered = (data?.content_filters ?? []).filter(
    ({ blocked, content_filter_results: results }) => blocked || isFiltered(results)
  )
  const completion = filtered.some(({ source_type: source }) => source === 'completion')
  return { prompt: filtered.some(({ source_type: source }) => source !== 'completion'), completion }
}
