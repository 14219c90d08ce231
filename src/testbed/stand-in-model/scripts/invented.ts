import type { ChartText, Reading } from '../chart-text.ts'
import { says, valueOf, type ScriptedFinding } from './script.ts'

/**
 * One statement that is wrong on purpose, for every chart with a result: a real alias with another
 * value, or an alias that the chart does not hold. Verification has to drop it, every time.
 */
export function invented(chart: ChartText): readonly ScriptedFinding[] {
  const readings = chart.series.flatMap((series) => series.readings)
  const numeric = readings.find((reading) => typeof reading.value === 'number')
  const any = numeric ?? readings.at(0)
  if (any === undefined) return []
  const wrong =
    readings.length % 2 === 0 ? wrongValue(any) : { ...any, alias: unusedAlias(readings) }
  return [
    says({
      facts: [valueOf(wrong)],
      meanings: [{ relation: 'worsening', subjects: [0] }],
      settle: [{ action: 'repeat-test', alias: any.alias, inDays: 0 }],
      urgency: 'routine'
    })
  ]
}

function wrongValue(reading: Reading): Reading {
  return typeof reading.value === 'number'
    ? { ...reading, value: Math.round(reading.value * 2 + 7) }
    : { ...reading, value: `${reading.value} (altered)` }
}

function unusedAlias(readings: readonly Reading[]): string {
  return `O${Math.max(...readings.map(({ alias }) => Number(alias.slice(1)))) + 4000}`
}
