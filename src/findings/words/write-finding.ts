import type { Urgency } from '../../model/proposal/words.ts'
import type { SupportedFact } from '../supported-fact.ts'
import type { MeaningWords } from '../meanings/meaning.ts'
import { capitalised, listOf, nameOf, readingsOf } from '../meanings/names.ts'
import type { OfferedStep } from '../options/step.ts'
import { doSentences } from './do-sentences.ts'
import { factSentences, resultPhrase } from './why-sentences.ts'
import type { WeighedSentence } from './why-sentences.ts'

/** What a finding says, as its card prints it. */
export interface WrittenFinding {
  readonly summary: string
  readonly why: readonly string[]
  readonly options: readonly string[]
  /** Steps that its sentences hold: of the others nothing is offered. */
  readonly steps: readonly OfferedStep[]
}

/** CDS Hooks 2.0.1, Card Attributes: a summary is fewer than 140 characters. */
const summaryMax = 139
/** Longer headlines are not read: what is missing stands among the reasons then. */
const headlineMax = 110
/** DESIGN section 6: 60 words of headline, reasons and options; the rest of 90 is label and source. */
const visibleWordsMax = 60

/**
 * Headline, reasons, options. What matters least is cut until it fits; what speaks against the
 * finding and what is missing never is: undefined where it does not fit with them.
 */
export function writeFinding(given: {
  readonly facts: readonly SupportedFact[]
  readonly meanings: readonly MeaningWords[]
  readonly steps: readonly OfferedStep[]
  readonly urgency: Urgency
}): WrittenFinding | undefined {
  const { meanings, urgency } = given
  const [first, ...others] = meanings
  if (first === undefined) return undefined
  const { summary, said } = headline(first, given.facts)
  const titles = [summary, ...others.map(({ title }) => title)]
  const named = new Set([
    ...said,
    ...given.facts.filter((fact) => titles.some((title) => names(title, fact)))
  ])
  // What the facts mean besides the headline is the reasoning: it outlives what makes it matter more.
  const meant = others.map((one, at): WeighedSentence => ({
    text: sentence(wholeTitle(one)),
    cut: 1 + at
  }))
  const facts = factSentences(given.facts, named)
  const kept = facts.filter(({ cut }) => cut === 0)
  const why = [...facts.filter(({ cut }) => cut > 0), ...meant, ...kept]
  return fitted({ summary, why, steps: given.steps, urgency })
}

/** The number that the finding turns on with its days, then what it means; else the meaning alone. */
function headline(
  { title, lead }: MeaningWords,
  facts: readonly SupportedFact[]
): {
  readonly summary: string
  readonly said: readonly SupportedFact[]
} {
  for (let count = lead.length; count > 0; count -= 1) {
    const said = lead.slice(0, count)
    const summary = capitalised(`${leadPhrase(said)}: ${title}`)
    if (summary.length <= summaryMax) return { summary, said }
  }
  const missing = facts.filter(
    ({ bound, found }) =>
      bound.role === 'missing' && found.kind === 'not-found' && found.since === null
  )
  for (let count = Math.min(2, missing.length); lead.length === 0 && count > 0; count -= 1) {
    const said = missing.slice(0, count)
    const summary = capitalised(`${title}; no ${listOf(said.map(nameOf), 'or')} in the record`)
    if (!title.endsWith('?') && summary.length <= headlineMax) return { summary, said }
  }
  return { summary: capitalised(title).slice(0, summaryMax), said: [] }
}

/** Whether a text says a fact already; what was not found, only where it says so. */
function names(text: string, fact: SupportedFact): boolean {
  const name = nameOf(fact).toLowerCase()
  const said = text.toLowerCase()
  if (readingsOf(fact).length > 0 || name === '') return false
  const { kind } = fact.found
  return kind === 'absence' || kind === 'not-found'
    ? said.includes(`no ${name}`) || said.includes(`without ${name}`)
    : said.includes(name)
}

/** A further meaning stands without a number before it: it names what it is of. */
function wholeTitle({ title, lead, named }: MeaningWords): string {
  const [first] = lead
  const said = title.toLowerCase()
  const hasSubject = [...lead, ...named].some((fact) => said.includes(nameOf(fact).toLowerCase()))
  if (first === undefined || hasSubject) return title
  return `${nameOf(first)}: ${title}`
}

function leadPhrase(facts: readonly SupportedFact[]): string {
  const results = Map.groupBy(facts.flatMap(readingsOf), ({ analyte }) => analyte)
  return [...results.values()].map(resultPhrase).join('; ')
}

interface Draft {
  readonly summary: string
  readonly why: readonly WeighedSentence[]
  readonly steps: readonly OfferedStep[]
  readonly urgency: Urgency
}

function fitted(draft: Draft): WrittenFinding | undefined {
  let { why, steps } = draft
  for (;;) {
    const options = doSentences(steps, draft.urgency)
    const texts = [draft.summary, ...why.map(({ text }) => text), ...options]
    if (countWords(texts.join(' ')) <= visibleWordsMax) {
      return { summary: draft.summary, why: why.map(({ text }) => text), options, steps }
    }
    const leastWhy = Math.max(0, ...why.map(({ cut }) => cut))
    // One step must stay. What makes it matter more and further steps go before facts of the basis.
    if (leastWhy > 2) why = withoutLast(why, leastWhy)
    else if (steps.length > 3) steps = steps.slice(0, -1)
    else if (leastWhy > 1) why = withoutLast(why, leastWhy)
    else if (steps.length > 2) steps = steps.slice(0, -1)
    else if (leastWhy > 0) why = withoutLast(why, leastWhy)
    else if (steps.length > 1) steps = steps.slice(0, -1)
    else return undefined
  }
}

function withoutLast(why: readonly WeighedSentence[], cut: number): readonly WeighedSentence[] {
  const last = why.findLastIndex((one) => one.cut === cut)
  return why.filter((_, at) => at !== last)
}

const countWords = (text: string): number => text.split(/\s+/).filter((word) => word !== '').length

const sentence = (title: string): string =>
  /[.?!]$/.test(title) ? capitalised(title) : `${capitalised(title)}.`
