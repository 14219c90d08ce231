import { orderLabel } from '../findings/order-label.ts'
import type { MergedFinding } from '../findings/merge-findings.ts'
import { limits } from '../ground/limits.ts'
import type { CardMatter } from './choose-cards.ts'
import { clamp, countWords, escapeMarkdown } from './markdown.ts'

export interface DetailContext {
  readonly transparencyUrl: string
  /** Sentences about what was missing from this call: gaps of the record, the model. */
  readonly notes: readonly string[]
  readonly modelNotice?: string
  /** The call is about several orders: each finding about one says which. */
  readonly severalOrders: boolean
}

/**
 * The card's body: first line says what it is, then Why, Do, Source, and what
 * was missing; at most 90 words. Reasons beyond that are left out from the end. What must be
 * mentioned beside a drug is never left out. The limit is for what one finding says: a joined one
 * adds its own lines, of at most 60 words where its summary and source leave room.
 */
export function writeDetail([first, ...joined]: CardMatter, context: DetailContext): string {
  const fixed = [
    ...mentions(first),
    ...options(first),
    `${source(first)}. [How Curbside works](${context.transparencyUrl})`
  ]
  const last = missing([first, ...joined], context)
  const notice = first.origin === 'model' ? context.modelNotice : undefined
  const head = [
    `**${label(first)}**${joined.length === 0 ? '' : ` (first of ${joined.length + 1} critical findings)`}${notice === undefined ? '' : ` (${escapeMarkdown(notice)})`}`,
    ...wholeSummary(first, joined.length),
    ...order(first, context)
  ]
  const room = limits.cardDetailWordsMax - wordsIn([...head, ...fixed, ...last])
  return [
    ...head,
    why(first, room),
    ...fixed,
    ...joined.flatMap((finding) => joinedLines(finding, context)),
    ...last
  ]
    .filter((line) => line !== '')
    .join('\n\n')
}

/** Where the card's summary must tell of others too, a long one of the first is cut there. */
function wholeSummary({ summary }: MergedFinding, joined: number): string[] {
  const isCut = joined > 0 && summary.length > summaryBesideOthersMax
  return isCut ? [escapeMarkdown(sentence(summary))] : []
}

const summaryBesideOthersMax = 132

/** What a joined finding says in so many words; longer only where its own summary needs it. */
const joinedWordsMax = 60
const joinedSourceCharactersMax = 80

/**
 * A further critical finding: what was found, by which rule, for which order, what could be done,
 * and its source; reasons and second options as far as there is room.
 */
function joinedLines(finding: MergedFinding, context: DetailContext): readonly string[] {
  const head = [
    `**Also critical** ${escapeMarkdown(sentence(finding.summary))} ${label(finding)}.`,
    ...order(finding, context)
  ]
  const [firstOption, ...others] = finding.options.map(escapeMarkdown)
  const does = firstOption === undefined ? [] : [`**Do** ${firstOption}`]
  const from = source(finding, joinedSourceCharactersMax)
  let room = joinedWordsMax - wordsIn([...head, ...does, from])
  for (const option of others) {
    room -= countWords(option) + 1
    if (room >= 0) does.push(`Or: ${option}`)
  }
  const reasons = fitting(finding.why.map(escapeMarkdown), room - 1)
  const why = reasons.length === 0 ? [] : [`**Why** ${reasons.join(' ')}`]
  return [...head, ...why, does.join(' '), `${from}.`].filter((line) => line !== '')
}

const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`)

// Addresses are not words to read.
const linkTarget = /\]\([^)]*\)/g

const wordsIn = (lines: readonly string[]): number =>
  countWords(lines.join(' ').replace(linkTarget, ']'))

function label(finding: MergedFinding): string {
  if (finding.origin === 'model') {
    const entries = new Set(finding.evidence.map(({ reference }) => reference)).size
    return `AI-assisted, verified against ${entries} ${entries === 1 ? 'entry' : 'entries'} of this record`
  }
  return `Rule ${finding.rule.id}, version ${finding.rule.version}`
}

/** Two orders of one drug have the same summary; a late answer can land on the wrong order. */
function order({ about }: MergedFinding, { severalOrders }: DetailContext): string[] {
  return about === undefined || !severalOrders
    ? []
    : [`**Order** ${escapeMarkdown(clamp(orderLabel(about), 80))}`]
}

function why(finding: MergedFinding, wordsMax: number): string {
  const [first, ...others] = [
    ...finding.why.map(escapeMarkdown),
    ...(finding.origin === 'rule'
      ? finding.aiAdds.map((meaning) => `AI adds: ${escapeMarkdown(meaning)}.`)
      : [])
  ]
  if (first === undefined) return ''
  const rest = fitting(others, wordsMax - 1 - countWords(first))
  return `**Why** ${[first, ...rest].join(' ')}`
}

/** The first sentences that have together at most so many words. */
function fitting(sentences: readonly string[], wordsMax: number): readonly string[] {
  let words = 0
  const beyond = sentences.findIndex((text) => {
    words += countWords(text)
    return words > wordsMax
  })
  return beyond < 0 ? sentences : sentences.slice(0, beyond)
}

/** trust.md R22: a word about a drug names the allergy, pregnancy, eGFR or anticoagulant beside it. */
function mentions({ mentions: facts = [] }: MergedFinding): string[] {
  return facts.length === 0
    ? []
    : [`**Also in the record** ${facts.map(({ text }) => escapeMarkdown(text)).join(' ')}`]
}

function options(finding: MergedFinding): string[] {
  return finding.options.length === 0
    ? []
    : [`**Do** ${finding.options.map(escapeMarkdown).join(' Or: ')}`]
}

function source(finding: MergedFinding, charactersMax = 120): string {
  if (finding.origin === 'model') return sourcesOfModel(finding)
  return `**Source** ${sourceLink(finding.rule.source, charactersMax)}`
}

interface CitedSource {
  readonly title: string
  readonly section?: string | undefined
  readonly date: string
  readonly url: string
  readonly verified: boolean
}

function sourceLink({ title, section, date, url, verified }: CitedSource, charactersMax: number) {
  const text = escapeMarkdown(clamp([title, section].filter(Boolean).join(', '), charactersMax))
  const note = verified ? '' : ' (text not re-read by Curbside)'
  return `[${text}](${url}), ${escapeMarkdown(date)}${note}`
}

/** The texts that hold what a verified finding of the model links, and whether one is wanting. */
function sourcesOfModel({
  sources,
  toCheck
}: MergedFinding & { readonly origin: 'model' }): string {
  const [first] = sources
  const held =
    first === undefined
      ? 'this record; no guideline cited'
      : `this record; ${sourceLink({ ...first, verified: first.read === 'verified' }, 80)}${sources.length > 1 ? ` and ${sources.length - 1} more` : ''}`
  return `**Source** ${held}${toCheck ? '. Curbside holds no source for this link' : ''}`
}

function missing(findings: readonly MergedFinding[], { notes }: DetailContext): string[] {
  const own = findings.flatMap((finding) =>
    finding.missing.length === 0 ? [] : [finding.missing.join('; ')]
  )
  const lines = [...own, ...notes].map(escapeMarkdown)
  return lines.length === 0 ? [] : [`**Missing** ${lines.join('. ')}`]
}
