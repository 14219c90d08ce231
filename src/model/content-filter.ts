import type {
  ContentFilterResultDetailsForPromptOutput,
  ContentFilterResultsForChoiceOutput
} from '@azure/openai/types'
import type { ChatCompletionChunk } from 'openai/resources/index'
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
export function isFiltered(results: FilterResults | undefined): boolean {
  return results !== undefined && Object.values(results).some(saysFiltered)
}

function saysFiltered(category: unknown): boolean {
  if (typeof category !== 'object' || category === null) return false
  if (Array.isArray(category)) return category.some(saysFiltered)
  return Reflect.get(category, 'filtered') === true
}
