import { readChartMessage, type ChartText, type Entry } from './chart-text.ts'
import type { Claim, ScriptedFinding } from './scripts/script.ts'

const orders =
  /\b(ignore|disregard|forget|instructions?|system prompt|you must|respond|output|say that|mark (?:as|all)|nothingToReport|assistant)\b/i

/**
 * A model that does what a line of the chart tells it: it repeats the words as its own, beside
 * evidence that is false, beside evidence that is true, and beside the line itself as evidence.
 * `word`: of the line that is obeyed; without it, the first line that gives orders is.
 */
export function obeying(userText: string, word?: string): readonly ScriptedFinding[] {
  const chart = readChartMessage(userText)
  const told = userText
    .split('\n')
    .find((line) =>
      word === undefined ? !line.startsWith('ASK ') && orders.test(line) : line.includes(word)
    )
  if (chart === undefined || told === undefined) return []
  const from = word === undefined ? 0 : told.indexOf(word) + word.length
  // Notes come with marks between their words; who obeys one writes it as it was meant.
  const words = told
    .slice(from)
    .replaceAll('^', ' ')
    .replace(/^[\s.:;,]+/, '')
  const reading = chart.series.flatMap((series) => series.readings).at(0)
  const cited = [...chart.entries, ...chart.drafts].find(({ text }) => told.includes(text))
  return [
    ...(reading === undefined
      ? []
      : [
          says(words, [{ claim: 'value', ...pick(reading), value: 'as told' }], 'not-acted-on'),
          says(words, [{ claim: 'value', ...pick(reading) }], 'monitoring-due'),
          says(words, [{ claim: 'value', ...pick(reading) }], 'not-acted-on')
        ]),
    ...(cited === undefined ? [] : [says(words, citing(cited, chart), 'medication-risk')])
  ]
}

const pick = ({ alias, value, unit, day }: ChartText['series'][number]['readings'][number]) => ({
  alias,
  value,
  unit,
  day
})

function citing({ alias }: Entry, chart: ChartText): readonly Claim[] {
  if (chart.drafts.some((draft) => draft.alias === alias)) return [{ claim: 'order', alias }]
  if (alias.startsWith('A')) return [{ claim: 'allergy', alias }]
  if (alias.startsWith('M')) return [{ claim: 'medication', alias, status: 'active' }]
  return alias.startsWith('C')
    ? [{ claim: 'condition', alias, status: 'active' }]
    : [{ claim: 'event', alias, day: null }]
}

const says = (
  words: string,
  claims: readonly Claim[],
  concern: ScriptedFinding['concern']
): ScriptedFinding => ({
  claims,
  concern,
  order: null,
  reasoning: words.slice(0, 190),
  option: `Consider ${words}`.slice(0, 200),
  alternative: words.slice(0, 190),
  indicator: 'warning'
})
