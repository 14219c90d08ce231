import type { Indicator } from '../cds-hooks/card.ts'
import type { DrugSet } from './drug-set.ts'
import { isIn } from './drug-set.ts'
import {
  meetings,
  orderedDrugs,
  partnerEvidence,
  partnerSentence,
  partnerState,
  removeOrder
} from './ordered-drugs.ts'
import type { Meeting, OrderedDrug } from './ordered-drugs.ts'
import { newestReading, readingEvidence } from './readings.ts'
import type { Evidence, Rule, RuleFinding, RuleView, SuggestedAction } from './rule.ts'
import { unreadWords } from './unread.ts'
import { nameOf, namesOf, summarise } from './wording.ts'

/** Two drugs that should not meet, whichever of them is ordered. */
export interface DrugPair extends Omit<Rule, 'hooks' | 'evaluate'> {
  readonly matter: string
  readonly indicator: Indicator
  readonly first: DrugSet
  readonly second: DrugSet
  /** What the sets are called where none of it is known: "nitrates". */
  readonly names: { readonly first: string; readonly second: string }
  /** What follows, in few words: stands at the end of the summary. */
  readonly consequence: string
  /** Further sentences, such as the latest value of what would be watched. */
  readonly why: readonly string[]
  /** An analyte whose newest value is told with it. */
  readonly watched?: { readonly analyte: string; readonly name: string }
  options(meeting: Meeting): readonly string[]
  /** Otherwise, to take the order back. */
  suggestions?(meeting: Meeting): readonly SuggestedAction[]
}

/** A rule of a pair: a finding for each order that completes it; "cannot assess" when unread. */
export function drugPairRule(pair: DrugPair): Rule {
  const { id, version, title, topic, source } = pair
  return {
    id,
    version,
    title,
    topic,
    source,
    hooks: ['order-select'],
    evaluate: (view) => {
      const found = meetings(view, pair.first, pair.second)
      return [
        ...found.map((meeting) => findingOf(view, pair, meeting)),
        ...unassessedMeetings(view, { ...pair, found })
      ]
    }
  }
}

function findingOf(view: RuleView, pair: DrugPair, meeting: Meeting): RuleFinding {
  const { ordered, partners } = meeting
  const watched = watchedEvidence(view, pair)
  const [partner] = partners
  const state = partner === undefined ? '' : partnerState(partner)
  return {
    matter: pair.matter,
    indicator: pair.indicator,
    summary: summarise(
      [nameOf(ordered.medication), namesOf(partners.map(({ medication }) => medication))],
      (drug, met) => `${drug} ordered, ${met} ${state}: ${pair.consequence}`
    ),
    why: [...partners.map(partnerSentence), ...watched.map(({ text }) => `${text}.`), ...pair.why],
    options: pair.options(meeting),
    evidence: [...partnerEvidence(partners), ...watched],
    missing: [],
    suggestions: pair.suggestions?.(meeting) ?? [removeOrder(ordered)],
    about: ordered.order
  }
}

function watchedEvidence({ index }: RuleView, { watched }: DrugPair): readonly Evidence[] {
  const reading = watched && newestReading(index, watched.analyte)
  return watched && reading ? [readingEvidence(watched.name, reading)] : []
}

/** Two drug sets, how they are called, and the meetings that were found between them. */
export interface PairChecked {
  readonly matter: string
  readonly first: DrugSet
  readonly second: DrugSet
  readonly names: { readonly first: string; readonly second: string }
  readonly found: readonly Meeting[]
}

/**
 * "Cannot assess": a drug of the pair is ordered, nothing was found that it meets, and the list on
 * which the other would stand was not read whole.
 */
export function unassessedMeetings(view: RuleView, pair: PairChecked): readonly RuleFinding[] {
  const unread = unreadWords(view.index, 'medications')
  if (unread === undefined) return []
  const told = new Set(pair.found.map(({ ordered }) => ordered.order))
  return orderedDrugs(view)
    .filter(({ order }) => !told.has(order))
    .flatMap((ordered) => {
      const { medication } = ordered
      if (isIn(medication, pair.first)) {
        return [unassessedFinding(pair.matter, ordered, { other: pair.names.second, unread })]
      }
      return isIn(medication, pair.second)
        ? [unassessedFinding(pair.matter, ordered, { other: pair.names.first, unread })]
        : []
    })
}

/** One such finding: says what was not read, and claims nothing about the patient. */
export function unassessedFinding(
  matter: string,
  ordered: OrderedDrug,
  { other, unread }: { readonly other: string; readonly unread: string }
): RuleFinding {
  return {
    matter,
    indicator: 'info',
    summary: summarise(
      [nameOf(ordered.medication)],
      (drug) => `${drug} ordered: could not be checked against ${other}, record incomplete`
    ),
    why: [`Not known: ${unread}.`],
    options: [`Consider checking for ${other} before signing.`],
    evidence: [],
    missing: [unread],
    suggestions: [],
    about: ordered.order
  }
}
