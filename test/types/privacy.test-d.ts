import { expectTypeOf, test } from 'vitest'
import type { Chart } from '../../src/chart/chart.ts'
import type { deidentify } from '../../src/chart/deidentify.ts'
import type { ClinicalIndex } from '../../src/clinical/clinical-index.ts'
import type { Model, ModelAsk } from '../../src/model/model.ts'
import type { PatientRecord } from '../../src/record/patient-record.ts'

type Shown = Parameters<Model['propose']>[0]['chart']

test('a record, an index, or a hand-written chart cannot be shown to a model', () => {
  interface HandWritten {
    readonly review: string
    readonly moment: string | null
    readonly size: { readonly lines: number; readonly characters: number; readonly omitted: number }
  }
  expectTypeOf<Shown>().toEqualTypeOf<Chart>()
  expectTypeOf<HandWritten>().not.toExtend<Shown>()
  expectTypeOf<PatientRecord>().not.toExtend<Shown>()
  expectTypeOf<ClinicalIndex>().not.toExtend<Shown>()
  expectTypeOf<string>().not.toExtend<Shown>()
  expectTypeOf<Omit<ModelAsk, 'chart'> & { chart: HandWritten }>().not.toExtend<ModelAsk>()
})

test('only deidentify makes a chart, with its gate beside it', () => {
  type Clean = Extract<ReturnType<typeof deidentify>, { outcome: 'clean' }>['value']
  expectTypeOf<Clean['chart']>().toEqualTypeOf<Chart>()
  expectTypeOf<Clean['gate']>().toEqualTypeOf<ModelAsk['gate']>()
  expectTypeOf<
    Extract<ReturnType<typeof deidentify>, { outcome: 'gate-closed' }>
  >().not.toHaveProperty('value')
})
