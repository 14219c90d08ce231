import type { Indicator } from '../cds-hooks/card.ts'
import type { DrugSet } from './drug-set.ts'
import {
  meetings,
  meetingsWithin,
  partnerEvidence,
  partnerSentence,
  partnerState,
  removeOrder
} from './ordered-drugs.ts'
import type { Meeting, OrderedDrug } from './ordered-drugs.ts'
import { newestReading, readingEvidence } from './readings.ts'
import type { Evidence, Rule, RuleFinding, RuleView, SuggestedAction } from './rule.ts'
import { unassessedMeetings } from './unassessed.ts'
import { nameOf, namesOf, summarise } from './wording.ts'

/** What the patient's own data make of a pair; what is left out stays as the pair says. */
export interface PairWeight {
  readonly indicator?: Indicator
  readonly consequence?: string
  readonly why?: readonly string[]
  readonly evidence?: readonly Evidence[]
  /** Not known, and it decides: the finding says so and is `info`. */
  readonly missing?: string
  readonly suggestions?: readonly SuggestedAction[]
}

/** Two drugs that should not meet, whichever of them is ordered. */
export interface DrugPair extends Omit<Rule, 'hooks' | 'evaluate'> {
  readonly matter: string
  readonly indicator: Indicator
  readonly first: DrugSet
  /** The same object as `first` for two drugs of one set. */
  readonly second: DrugSet
  /** What the sets are called where none of it is known: "nitrates". */
  readonly names: { readonly first: string; readonly second: string }
  /** What follows, in few words: stands at the end of the summary. */
  readonly consequence: string
  /** Further sentences, such as the latest value of what would be watched. */
  readonly why: readonly string[]
  /** Analytes whose newest values are told with it. */
  readonly watched?: readonly { readonly analyte: string; readonly name: string }[]
  /** What makes it more or less for this patient; undefined: nothing to say. */
  weigh?(view: RuleView, meeting: Meeting): PairWeight | undefined
  /** Whether the pair could matter with this order at all; otherwise nothing is missed either. */
  matters?(view: RuleView, ordered: OrderedDrug): boolean
  options(meeting: Meeting): readonly string[]
  /** Otherwise, to take the order back. */
  suggestions?(meeting: Meeting): readonly SuggestedAction[]
}

/** A rule of a pair: a finding for each order that completes it; "cannot assess" when unread. */
export function drugPairRule(pair: DrugPair): Rule {
  const { id, version, title, topic, source, when, whenNot } = pair
  return {
    id,
    version,
    title,
    topic,
    source,
    ...(when !== undefined && { when }),
    ...(whenNot !== undefined && { whenNot }),
    hooks: ['order-select'],
    evaluate: (view) => {
      const found =
        pair.first === pair.second
          ? meetingsWithin(view, pair.first)
          : meetings(view, pair.first, pair.second)
      return [
        ...found.flatMap((meeting) => findingOf(view, pair, meeting)),
        ...unassessedMeetings(view, { ...pair, found })
      ]
    }
  }
}

function findingOf(view: RuleView, pair: DrugPair, meeting: Meeting): readonly RuleFinding[] {
  const { ordered, partners } = meeting
  if (pair.matters?.(view, ordered) === false) return []
  const weight = pair.weigh === undefined ? {} : pair.weigh(view, meeting)
  if (weight === undefined) return []
  const { missing, consequence = pair.consequence } = weight
  const watched = watchedEvidence(view, pair)
  const [partner] = partners
  const state = partner === undefined ? '' : partnerState(partner)
  const finding: RuleFinding = {
    matter: pair.matter,
    indicator: missing === undefined ? (weight.indicator ?? pair.indicator) : 'info',
    summary: summarise(
      [nameOf(ordered.medication), namesOf(partners.map(({ medication }) => medication))],
      (drug, met) => `${drug} ordered, ${met} ${state}: ${consequence}`
    ),
    why: [
      ...partners.map(partnerSentence),
      ...(weight.why ?? []),
      ...watched.map(({ text }) => `${text}.`),
      ...pair.why,
      ...(missing === undefined ? [] : [`Not known: ${missing}.`])
    ],
    options: pair.options(meeting),
    evidence: unique([...partnerEvidence(partners), ...(weight.evidence ?? []), ...watched]),
    missing: missing === undefined ? [] : [missing],
    suggestions: weight.suggestions ?? pair.suggestions?.(meeting) ?? [removeOrder(ordered)],
    about: ordered.order
  }
  return [missing === undefined ? finding : { ...finding, unchecked: pair.title }]
}

function watchedEvidence({ index }: RuleView, { watched = [] }: DrugPair): readonly Evidence[] {
  return watched.flatMap(({ analyte, name }) => {
    const reading = newestReading(index, analyte)
    return reading === undefined ? [] : [readingEvidence(name, reading)]
  })
}

function unique(evidence: readonly Evidence[]): readonly Evidence[] {
  return [...new Map(evidence.map((one) => [one.reference, one])).values()]
}
