import type { CdsCard } from '../cds-hooks/card.ts'
import type { Medication } from '../clinical/clinical-index.ts'
import type { MergedFinding } from '../findings/merge-findings.ts'
import { plainLine } from '../ground/plain-line.ts'
import { noteSentences, noteWords } from './call-notes.ts'
import type { CallNotes } from './call-notes.ts'
import type { CardMatter } from './choose-cards.ts'
import { writeDetail } from './detail.ts'
import { factsSha256 } from './facts.ts'
import { clamp } from './markdown.ts'
import { noticeCard } from './notice-card.ts'
import { offersOf } from './offers.ts'
import { overrideReasons } from './override-reasons.ts'
import { provenanceKey, provenanceOf, referencesOf } from './provenance.ts'
import type { ProvenanceContext } from './provenance.ts'
import { buildSuggestions } from './suggestions.ts'
import type { SuggestionContext } from './suggestions.ts'
import { cardTopics, topicOf, topicOfCard } from './topics.ts'

export interface CardContext
  extends CallNotes, SuggestionContext, Omit<ProvenanceContext, 'limits'> {
  /** What the operator prints beside a model's words, for example in a pilot. */
  readonly modelNotice?: string
  /** How many orders the call is about. */
  readonly orders: number
}

/** A card and what is kept about it for feedback. */
export interface BuiltCard {
  readonly card: CdsCard
  /** What it says, the lead first: more than one only where criticals were joined. */
  readonly findings: readonly [SaidFinding, ...(readonly SaidFinding[])]
  readonly citedReferences: readonly string[]
}

/** One finding as a card says it. */
export interface SaidFinding {
  readonly matter: string
  readonly topic: string
  readonly origin: 'rule' | 'model' | 'notice'
  readonly ruleId: string | null
  readonly factsSha256: string
  /** The card's suggestions that answer it: taking one is feedback on this finding. */
  readonly suggestionUuids: readonly string[]
}

/** What was chosen to be shown, as cards; with nothing to say, what was missing, if anything was. */
export function buildCards(
  chosen: readonly CardMatter[],
  context: CardContext
): readonly BuiltCard[] {
  if (chosen.length > 0) return chosen.map((matter) => findingCard(matter, context))
  const card = noticeCard(context)
  if (card === undefined) return []
  const said = {
    matter: 'curbside-notice',
    topic: cardTopics.notice.code,
    origin: 'notice',
    ruleId: null,
    factsSha256: '',
    suggestionUuids: []
  } as const
  return [{ card, findings: [said], citedReferences: [] }]
}

function findingCard(matter: CardMatter, context: CardContext): BuiltCard {
  const [first] = matter
  const { offers, selectionBehavior } = offersOf(matter)
  const { built } = buildSuggestions(offers, context)
  const notes = noteSentences(context)
  const references = referencesOf(matter)
  const isAboutOrder = matter.some(({ about }) => about !== undefined)
  const provenance = { ...context, limits: noteWords(context) }
  const card: CdsCard = {
    uuid: context.newUuid(),
    summary: summaryOf(matter),
    detail: writeDetail(matter, { ...context, notes, severalOrders: context.orders > 1 }),
    indicator: first.indicator,
    source: cardSource(matter, context.transparencyUrl),
    ...(built.length === 0
      ? {}
      : { suggestions: built.map(({ suggestion }) => suggestion), selectionBehavior }),
    overrideReasons: [...overrideReasons(isAboutOrder ? 'order' : 'longitudinal')],
    links: [{ label: 'How Curbside works', url: context.transparencyUrl, type: 'absolute' }],
    extension: {
      ...(references.length === 0
        ? {}
        : { 'davinci-crd.associated-resource': references.map((reference) => ({ reference })) }),
      [provenanceKey]: provenanceOf(matter, notes, provenance)
    }
  }
  const said = (finding: MergedFinding, position: number): SaidFinding => ({
    matter: finding.matter,
    topic: topicOf(finding).code,
    origin: finding.origin,
    ruleId: finding.origin === 'rule' ? finding.rule.id : null,
    factsSha256: factsSha256(finding),
    suggestionUuids: built
      .filter(({ answers }) => answers.includes(position))
      .map(({ suggestion }) => suggestion.uuid)
  })
  const joined = matter.slice(1).map((finding, index) => said(finding, index + 1))
  return { card, findings: [said(first, 0), ...joined], citedReferences: references }
}

/** CDS Hooks 2.0.1, Card Attributes: fewer than 140 characters. */
const summaryMax = 139

/** The lead's summary, and how many further criticals its detail holds, with their orders. */
function summaryOf([first, ...joined]: CardMatter): string {
  const summary = plainLine(first.summary)
  if (joined.length === 0) return clamp(summary, summaryMax)
  const orders = new Set(
    joined.flatMap(({ about }) =>
      about?.medication === undefined ? [] : drugName(about.medication)
    )
  )
  const named =
    orders.size === 0 ? [] : [`${joined.length} more critical: ${[...orders].join(', ')}`]
  const shortest = ` (+${joined.length})`
  const end =
    [...named, `${joined.length} more critical`]
      .map((words) => ` (+${plainLine(words)})`)
      .find((words) => summary.length + words.length <= summaryMax) ?? shortest
  return `${clamp(summary, summaryMax - end.length)}${end}`
}

const drugName = ({ ingredients, label }: Medication): string =>
  ingredients.length === 0 ? label : ingredients.join('/')

function cardSource(matter: CardMatter, transparencyUrl: string): CdsCard['source'] {
  const [first] = matter
  const topic = topicOfCard(matter)
  if (first.origin === 'model') {
    return { label: 'Curbside, AI-assisted', url: transparencyUrl, topic }
  }
  const { title, url } = first.rule.source
  return { label: clamp(plainLine(title), 120), url, topic }
}
