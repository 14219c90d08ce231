import type { ClinicalIndex } from '../clinical-index.ts'
import { latestValue, valuesOf } from '../latest.ts'
import type { NumericResult } from '../latest.ts'
import type { ComputedFact } from './computed-fact.ts'

/** Said where it is less than a quarter of the systolic pressure: a usual bound, not re-read. */
const narrowBelowShare = 0.25

/** The pulse pressure of the newest measurement, where it is narrow. */
export function pulsePressure(index: ClinicalIndex): ComputedFact | undefined {
  const systolic = latestValue(index, 'systolic')
  if (systolic === undefined) return undefined
  const diastolic = valuesOf(index, 'diastolic').find(
    ({ reference, sortMs }) => reference === systolic.reference || sortMs === systolic.sortMs
  )
  if (diastolic === undefined) return undefined
  const value = Math.round(systolic.value - diastolic.value)
  if (value < 0 || value >= systolic.value * narrowBelowShare) return undefined
  return {
    name: 'pulse-pressure',
    label: 'Pulse pressure',
    value,
    unit: 'mm[Hg]',
    atLeast: false,
    terms: [term('systolic', systolic), term('diastolic', diastolic)],
    notKnown: []
  }
}

const term = (words: string, { reference, component }: NumericResult) => ({
  words,
  from: { kind: 'result' as const, reference, ...(component !== undefined && { component }) }
})
