import type { Finding } from '../findings/finding.ts'
import { limits } from '../limits.ts'
import { clamp, countWords, escapeMarkdown } from './markdown.ts'

export interface DetailContext {
  readonly transparencyUrl: string
  /** Sentences about what was missing from this call: gaps of the record, the model. */
  readonly notes: readonly string[]
  readonly modelNotice?: string
}

/**
 * The card's body (DESIGN section 6): first line says what it is, then Why, Do, Source, and what
 * was missing; at most 90 words. Reasons beyond that are left out from the end and counted.
 */
export function writeDetail(finding: Finding, context: DetailContext): string {
  const fixed = [...options(finding), source(finding, context), ...missing(finding, context)]
  const notice = finding.origin === 'model' ? context.modelNotice : undefined
  const head = [
    `**${label(finding)}**${notice === undefined ? '' : ` (${escapeMarkdown(notice)})`}`
  ]
  const room =
    limits.cardDetailWordsMax - countWords([...head, ...fixed].join(' ').replace(linkTarget, ']'))
  return [...head, why(finding, room), ...fixed].filter((line) => line !== '').join('\n\n')
}

// Addresses are not words to read.
const linkTarget = /\]\([^)]*\)/g

function label(finding: Finding): string {
  if (finding.origin === 'model') {
    const entries = new Set(finding.evidence.map(({ reference }) => reference)).size
    return `AI-assisted, verified against ${entries} ${entries === 1 ? 'entry' : 'entries'} of this record`
  }
  const rule = `Rule ${finding.rule.id}, version ${finding.rule.version}`
  return finding.confirmedByModel ? `${rule}; the AI review found the same` : rule
}

function why(finding: Finding, wordsMax: number): string {
  const sentences = [
    ...finding.why.map(escapeMarkdown),
    ...(finding.origin === 'model' && finding.reasoning !== undefined
      ? [`AI reasoning: ${escapeMarkdown(finding.reasoning)}`]
      : [])
  ]
  const kept: string[] = []
  let words = 1
  for (const sentence of sentences) {
    words += countWords(sentence)
    if (kept.length > 0 && words > wordsMax) break
    kept.push(sentence)
  }
  return kept.length === 0 ? '' : `**Why** ${kept.join(' ')}`
}

function options(finding: Finding): string[] {
  return finding.options.length === 0
    ? []
    : [`**Do** ${finding.options.map(escapeMarkdown).join(' Or: ')}`]
}

function source(finding: Finding, { transparencyUrl }: DetailContext): string {
  const about = `[How Curbside works](${transparencyUrl})`
  if (finding.origin === 'model') return `**Source** this record; no guideline cited. ${about}`
  const { title, section, date, url, verified } = finding.rule.source
  const text = escapeMarkdown(clamp([title, section].filter(Boolean).join(', '), 120))
  const note = verified ? '' : ' (text not re-read by Curbside)'
  return `**Source** [${text}](${url}), ${escapeMarkdown(date)}${note}. ${about}`
}

function missing(finding: Finding, { notes }: DetailContext): string[] {
  const lines = [
    ...(finding.missing.length === 0 ? [] : [`${finding.missing.join('; ')}`]),
    ...notes
  ].map(escapeMarkdown)
  return lines.length === 0 ? [] : [`**Missing** ${lines.join('. ')}`]
}
