import type { CdsCard } from '../cds-hooks/card.ts'
import type { Finding } from '../findings/finding.ts'
import type { Gap } from '../record/patient-record.ts'
import { writeDetail } from './detail.ts'
import { factsSha256 } from './facts.ts'
import { gapSentences } from './gap-sentences.ts'
import { plainLine } from '../plain-line.ts'
import { clamp, escapeMarkdown } from './markdown.ts'
import { overrideReasons } from './override-reasons.ts'
import { buildSuggestions } from './suggestions.ts'

export interface CardContext {
  readonly patientId: string
  readonly encounterReference?: string
  readonly transparencyUrl: string
  readonly newUuid: () => string
  readonly gaps: readonly Gap[]
  readonly restricted: number
  readonly aiReview: 'ran' | 'not-asked' | 'failed' | 'incomplete' | 'thinking'
  /** What the operator prints beside a model's words, for example in a pilot. */
  readonly modelNotice?: string
  readonly sayWhenModelFailed: boolean
  /** How many safety rules broke: what they would have said is unknown. */
  readonly rulesFailed: number
}

/** A card and what is kept about it for feedback. */
export interface BuiltCard {
  readonly card: CdsCard
  readonly matter: string
  readonly origin: 'rule' | 'model' | 'notice'
  readonly ruleId: string | null
  readonly factsSha256: string
  readonly citedReferences: readonly string[]
}

export const topicSystem = 'urn:curbside:topic'

/** Topics of cards that no rule made. EHRs key acknowledgements on them: they stay as they are. */
export const cardTopics = {
  aiAssisted: { code: 'AiAssistedReview', display: 'AI-assisted review' },
  notice: { code: 'CurbsideNotice', display: 'About this call' }
} as const
const notRun = 'The AI review did not run for this call; rules did'

/** Ranked findings as cards; with nothing to say, what was missing, if anything was. */
export function buildCards(
  findings: readonly Finding[],
  context: CardContext
): readonly BuiltCard[] {
  const notes = [
    ...gapSentences(context.gaps, context.restricted),
    ...(context.aiReview === 'failed' ? [notRun] : []),
    ...(context.aiReview === 'incomplete' ? ['The AI review broke off before its end'] : []),
    ...rulesNotRun(context)
  ]
  if (findings.length > 0) return findings.map((finding) => findingCard(finding, notes, context))
  const notice = noticeCard(context)
  return notice === undefined ? [] : [notice]
}

const rulesNotRun = ({ rulesFailed }: CardContext): readonly string[] =>
  rulesFailed === 0 ? [] : [`${rulesFailed} of the safety rules could not run`]

function findingCard(finding: Finding, notes: readonly string[], context: CardContext): BuiltCard {
  const { suggestions } = buildSuggestions(finding.suggestions.slice(0, 2), context)
  const uuid = context.newUuid()
  const references = [...new Set(finding.evidence.map(({ reference }) => reference))]
  const card: CdsCard = {
    uuid,
    summary: clamp(plainLine(finding.summary), 139),
    detail: writeDetail(finding, { ...context, notes }),
    indicator: finding.indicator,
    source: cardSource(finding, context),
    ...(suggestions.length === 0
      ? {}
      : { suggestions: [...suggestions], selectionBehavior: 'at-most-one' as const }),
    overrideReasons: [...overrideReasons(finding.about === undefined ? 'longitudinal' : 'order')],
    links: [{ label: 'How Curbside works', url: context.transparencyUrl, type: 'absolute' }],
    ...(references.length === 0
      ? {}
      : {
          extension: {
            'davinci-crd.associated-resource': references.map((reference) => ({ reference }))
          }
        })
  }
  return {
    card,
    matter: finding.matter,
    origin: finding.origin,
    ruleId: finding.origin === 'rule' ? finding.rule.id : null,
    factsSha256: factsSha256(finding),
    citedReferences: references
  }
}

function cardSource(finding: Finding, { transparencyUrl }: CardContext): CdsCard['source'] {
  if (finding.origin === 'model') {
    return {
      label: 'Curbside, AI-assisted',
      url: transparencyUrl,
      topic: { system: topicSystem, ...cardTopics.aiAssisted }
    }
  }
  const { rule } = finding
  return {
    label: clamp(plainLine(rule.source.title), 120),
    url: rule.source.url,
    topic: { system: topicSystem, code: rule.topic, display: plainLine(rule.title) }
  }
}

/**
 * Silence is the normal result, but a failure never reads as reassurance: with gaps, or when the
 * AI review failed, one info card says what was not looked at (DESIGN sections 5 and 6).
 */
function noticeCard(context: CardContext): BuiltCard | undefined {
  const gaps = gapSentences(context.gaps, context.restricted)
  const failed = context.aiReview === 'failed' && context.sayWhenModelFailed
  // Restricted entries alone say nothing here: at every chart of theirs it would be noise.
  const unread = context.gaps.filter(({ state }) => state.reason !== 'withheld')
  const broken = rulesNotRun(context)
  if (unread.length === 0 && !failed && broken.length === 0) return undefined
  const lines = [...gaps, ...broken, ...(failed ? [notRun] : [])].map(escapeMarkdown)
  return {
    card: {
      uuid: context.newUuid(),
      summary: noticeSummary(unread.length > 0, broken.length > 0),
      detail: `**Curbside, about this call**\n\n**Missing** ${lines.join('. ')}\n\nThis is not an all-clear.`,
      indicator: 'info',
      source: {
        label: 'Curbside',
        url: context.transparencyUrl,
        topic: { system: topicSystem, ...cardTopics.notice }
      },
      links: [{ label: 'How Curbside works', url: context.transparencyUrl, type: 'absolute' }]
    },
    matter: 'curbside-notice',
    origin: 'notice',
    ruleId: null,
    factsSha256: '',
    citedReferences: []
  }
}

function noticeSummary(unread: boolean, broken: boolean): string {
  if (unread) return 'Part of the record was not read; what depends on it was not checked.'
  return broken
    ? 'Some safety rules could not run; what they look for was not checked.'
    : 'The AI review did not run. Rules were checked and have nothing to show.'
}
