import type { Hook } from '../cds-hooks/service.ts'
import type { Indicator } from '../cds-hooks/card.ts'
import type { ClinicalIndex, DraftOrder, Moment } from '../clinical/clinical-index.ts'
import type { UnknownFact } from '../clinical/known.ts'

/** Where a rule's statement comes from. Printed on the card; never invented. */
export interface RuleSource {
  readonly title: string
  readonly section: string
  readonly url: string
  /** Publication or revision, `YYYY` to `YYYY-MM-DD`. */
  readonly date: string
  /**
   * The text was read and verified (marked (v) in the clinical reference). If false, the card says
   * "source not verified by Curbside" instead of claiming the section.
   */
  readonly verified: boolean
}

/** A fact that the finding rests on; `text` holds value and date as they stand in the record. */
export interface Evidence {
  readonly reference: string
  readonly text: string
}

/** What a clinician may choose; turned into FHIR actions by cards/suggestions.ts. */
export type SuggestedAction =
  | { readonly type: 'remove-order'; readonly order: DraftOrder; readonly label: string }
  | {
      readonly type: 'replace-order'
      readonly order: DraftOrder
      readonly label: string
      /** RxNorm product or ingredient that takes the drug's place. */
      readonly drug: { readonly code: string; readonly display: string }
    }
  | {
      /** The ordered drug at the dose that the rule's source states. */
      readonly type: 'adjust-order'
      readonly order: DraftOrder
      readonly label: string
      readonly dose: { readonly mg: number; readonly timesADay: 1 | 2 }
      /** RxNorm product that the dose is made of, where the ordered one cannot make it. */
      readonly drug?: { readonly code: string; readonly display: string }
    }
  | {
      readonly type: 'add-test'
      readonly label: string
      readonly test: { readonly system: string; readonly code: string; readonly display: string }
    }
  | {
      readonly type: 'add-medication'
      readonly label: string
      readonly drug: { readonly code: string; readonly display: string }
    }

/** What one rule found. Every sentence is written by the rule from facts of the index. */
export interface RuleFinding {
  /** Same matter, one card: `metformin-egfr`. Stable over calls; holds no id and no value. */
  readonly matter: string
  readonly indicator: Indicator
  /** Under 140 characters: finding, number, date, consequence. */
  readonly summary: string
  /** Why: values with dates. One short sentence each. */
  readonly why: readonly string[]
  /** Do: options ("Consider …"), never directives. */
  readonly options: readonly string[]
  readonly evidence: readonly Evidence[]
  /**
   * What the finding rests on beside its evidence, such as doses that were added up: an override
   * holds until they change. Never a relative time.
   */
  readonly facts?: readonly string[]
  /** What was missing: makes the finding a "cannot assess". Empty for a finding proper. */
  readonly missing: readonly string[]
  /** With `missing`: what could not be looked for ("nitrates"); named when several are folded. */
  readonly unchecked?: string
  readonly suggestions: readonly SuggestedAction[]
  /** Of a chart: the newest results that cannot be used. Told together, whichever rules asked. */
  readonly unread?: readonly UnknownFact[]
  /** The order it speaks of. */
  readonly about?: DraftOrder
  /** Of a card that tells several knowledge rows: each as `id@version`, for the audit. */
  readonly rows?: readonly string[]
  /** The knowledge row that says it: on card and in the audit it stands for the rule. */
  readonly row?: FindingRow
}

/** A row of the knowledge tables, as far as a card tells it. */
export interface FindingRow {
  readonly id: string
  readonly version: string
  readonly title: string
  readonly topic: string
  readonly source: RuleSource
}

export interface RuleView {
  readonly index: ClinicalIndex
  readonly moment: Moment
}

/**
 * A typed safety rule: pure, on true dates and values, with three outcomes: silent (`[]`), a
 * finding, or a finding with `missing` that says what would be needed (then `info` at most).
 */
export interface Rule {
  /** `R-01` for orders, `L-01` longitudinal: the numbers of the situations they answer. */
  readonly id: string
  readonly version: string
  readonly title: string
  /** When it speaks and how loudly, for a pharmacist: one or two sentences. */
  readonly when?: string
  /** What keeps it silent. */
  readonly whenNot?: string
  readonly hooks: readonly Hook[]
  /** Alphanumeric, at most 100 characters, stable: EHRs key acknowledgements on it. */
  readonly topic: string
  readonly source: RuleSource
  /** It reads a table of the knowledge: its findings speak in the name of a row. */
  readonly fromTables?: true
  evaluate(view: RuleView): readonly RuleFinding[]
}
