/*
 * `@azure/openai` is types only: it adds Azure's content filter to the types of `openai`. Should
 * either be rebuilt, the fields would silently disappear; here they would be missed.
 */
import type {} from '@azure/openai/types'
import type {
  ContentFilterResultsForChoiceOutput,
  ContentFilterResultsForPromptOutput
} from '@azure/openai/types'
import type { ChatCompletion, ChatCompletionChunk } from 'openai/resources/index'
import { expectTypeOf, test } from 'vitest'
import type { Chart } from '../../src/chart/chart.ts'
import type { Model, ModelAsk } from '../../src/model/model.ts'
import type { PatientRecord } from '../../src/record/patient-record.ts'

test('chat completions carry the filter results of Azure', () => {
  expectTypeOf<ChatCompletion['prompt_filter_results']>().toEqualTypeOf<
    ContentFilterResultsForPromptOutput[] | undefined
  >()
  expectTypeOf<ChatCompletionChunk['prompt_filter_results']>().toEqualTypeOf<
    ContentFilterResultsForPromptOutput[] | undefined
  >()
  expectTypeOf<ChatCompletionChunk.Choice['content_filter_results']>().toEqualTypeOf<
    ContentFilterResultsForChoiceOutput | undefined
  >()
})

test('a record cannot be shown to a model, nor a chart written by hand', () => {
  expectTypeOf<PatientRecord>().not.toExtend<Parameters<Model['propose']>[0]>()
  expectTypeOf<PatientRecord>().not.toExtend<ModelAsk['chart']>()
  expectTypeOf<Omit<Chart, symbol>>().not.toExtend<Chart>()
  expectTypeOf<{ review: string; moment: null }>().not.toExtend<Chart>()
})
