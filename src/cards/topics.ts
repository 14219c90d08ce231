import { createHash } from 'node:crypto'
import { plainLine } from '../ground/plain-line.ts'
import type { MergedFinding } from '../findings/merge-findings.ts'
import type { CardMatter } from './choose-cards.ts'
import { clamp } from './markdown.ts'

export const topicSystem = 'urn:curbside:topic'

/** Topics of cards that no rule made. EHRs key acknowledgements on them: they stay as they are. */
export const cardTopics = {
  aiAssisted: { code: 'AiAssistedReview', display: 'AI-assisted review' },
  notice: { code: 'CurbsideNotice', display: 'About this call' }
} as const

/** The topic of what a finding says. */
export function topicOf(finding: MergedFinding): {
  readonly code: string
  readonly display: string
} {
  return finding.origin === 'model'
    ? cardTopics.aiAssisted
    : { code: finding.rule.topic, display: plainLine(finding.rule.title) }
}

/** cds-hooks.md item 73: alphanumeric, at most 100 characters. */
const codeCharactersMax = 100
const hashCharacters = 16

/**
 * The topic of a card. EHRs let a user acknowledge a topic and may then stay silent about it: a
 * card of joined findings has the topics of all of them as its own, so that having acknowledged
 * one of them, or another set, never hides this one. Order of the findings does not matter.
 */
export function topicOfCard(matter: CardMatter): {
  readonly system: string
  readonly code: string
  readonly display: string
} {
  const topics = [...new Map(matter.map(topicOf).map((topic) => [topic.code, topic])).values()]
  const [first, ...others] = topics.toSorted((one, other) => (one.code < other.code ? -1 : 1))
  if (first === undefined || others.length === 0) {
    return { system: topicSystem, ...topicOf(matter[0]) }
  }
  const code = [first, ...others].map((topic) => topic.code).join('')
  const hash = createHash('sha256').update(code).digest('hex').slice(0, hashCharacters)
  return {
    system: topicSystem,
    code:
      code.length <= codeCharactersMax
        ? code
        : `${code.slice(0, codeCharactersMax - hashCharacters)}${hash}`,
    display: clamp([first, ...others].map(({ display }) => display).join('; '), 200)
  }
}
