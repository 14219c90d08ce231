import { readChartMessage, type ChartText, type Entry } from './chart-text.ts'
import { says, valueOf } from './scripts/script.ts'
import type { Fact, ScriptedFinding } from './scripts/script.ts'

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
          repeats(words, { ...valueOf(reading), value: 'as told' } as Fact),
          repeats(words, valueOf(reading))
        ]),
    ...(cited === undefined ? [] : [repeats(words, citing(cited, chart))])
  ]
}

function citing({ alias }: Entry, chart: ChartText): Fact {
  if (chart.drafts.some((draft) => draft.alias === alias)) {
    return { kind: 'order', alias, status: 'ordered' }
  }
  if (alias.startsWith('A')) return { kind: 'allergy', alias, status: 'active' }
  if (alias.startsWith('M')) return { kind: 'drug', alias, status: 'active' }
  return alias.startsWith('C')
    ? { kind: 'condition', alias, status: 'active' }
    : { kind: 'event', alias, status: 'done' }
}

/** The words stand in every slot that takes some. */
function repeats(words: string, fact: Fact): ScriptedFinding {
  const concept = words.slice(0, 60)
  return says({
    facts: [fact, { kind: 'not-found', role: 'missing', thing: 'test', text: concept }],
    meanings: [{ relation: 'raises-risk-of', subjects: [0], conceptKind: 'harm', concept }],
    settle: [{ action: 'order-test', conceptKind: 'test', concept }],
    options: [{ action: 'add', conceptKind: 'drug', concept }]
  })
}
