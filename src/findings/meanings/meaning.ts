import type { Knowledge } from '../../knowledge/knowledge.ts'
import type { KnowledgeSource } from '../../knowledge/row.ts'
import type { Effect } from '../../model/proposal/effects.ts'
import type { Detail } from '../../model/proposal/words.ts'
import type { FactView } from '../facts/fact-view.ts'
import type { LossReason } from '../loss.ts'
import type { SupportedFact, SupportedFacts } from '../supported-fact.ts'
import type { NamedConcept } from './concept-named.ts'

/*
 * What a meaning is checked against, and what comes of it. A meaning says how facts that hold hang
 * together; it is only as good as the row of a table, or the facts themselves, that say so.
 */

/** The record of this call, its moment, and the tables. */
export interface DoorView extends FactView {
  readonly knowledge: Knowledge
}

/** A meaning with its slots filled by facts that hold. */
export interface GivenMeaning {
  readonly subjects: readonly SupportedFact[]
  readonly objects: readonly SupportedFact[]
  readonly facts: SupportedFacts
  readonly effect: Effect | null
  readonly detail: Detail | null
  readonly concept: NamedConcept | undefined
  readonly view: DoorView
}

/** What a meaning is called in words that Curbside wrote. */
export interface MeaningWords {
  /** A clause without a full stop: `galantamine and verapamil both slow the heart`. */
  readonly title: string
  /** Facts that stand before the title with their numbers, in the headline. */
  readonly lead: readonly SupportedFact[]
  /** Facts of which the title says all there is to say; a dose or start is still said. */
  readonly named: readonly SupportedFact[]
  /** What the finding is about: ids of drugs, results, diagnoses, tests. */
  readonly keys: readonly string[]
}

/** A row of the tables that holds a meaning, for card and audit. */
export interface HoldingRow {
  readonly id: string
  readonly version: string
  readonly source: KnowledgeSource
}

export type MeaningVerdict =
  /** The tables hold it, or the record itself shows it (no rows). */
  | {
      readonly outcome: 'stated'
      readonly words: MeaningWords
      readonly rows: readonly HoldingRow[]
    }
  /** No table holds it: only something to check, and never a reason to give or take a drug. */
  | { readonly outcome: 'to-check'; readonly words: MeaningWords }
  | { readonly outcome: 'fallen'; readonly reason: LossReason }

export type MeaningCheck = (given: GivenMeaning) => MeaningVerdict

export const stated = (words: MeaningWords, rows: readonly HoldingRow[] = []): MeaningVerdict => ({
  outcome: 'stated',
  words,
  rows
})
export const toCheck = (words: MeaningWords): MeaningVerdict => ({ outcome: 'to-check', words })
export const fallen = (reason: LossReason): MeaningVerdict => ({ outcome: 'fallen', reason })
