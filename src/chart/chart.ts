import type { Absence } from '../clinical/absence.ts'
import type { ComputedName } from '../clinical/computed/computed-fact.ts'

declare const deidentified: unique symbol

/**
 * What the model may see. Only `deidentify()` makes one: the brand cannot be written by hand, so
 * that "a record shown to the model" does not compile.
 */
export interface Chart {
  readonly [deidentified]: true
  /**
   * The longitudinal record. Byte-identical for the same facts on the same day, except in the profile
   * `shifted`, whose days count from another origin in each call: there the model service can reuse
   * only its prefix of the instructions, while stored advice is found by its digest as ever.
   */
  readonly review: string
  /** What this hook adds (draft orders); null at patient-view. Cites aliases of the review. */
  readonly moment: string | null
  /** Lines and characters, for audit and budget. */
  readonly size: { readonly lines: number; readonly characters: number; readonly omitted: number }
}

/** What an alias of the chart stands for. Kept back inside Curbside; never stored, never logged. */
export type AliasTarget =
  | { readonly kind: 'resource'; readonly reference: string; readonly component?: string }
  | { readonly kind: 'order'; readonly reference: string }
  | { readonly kind: 'absence'; readonly absence: Absence }
  | { readonly kind: 'computed'; readonly name: ComputedName }
  | { readonly kind: 'patient' }

export interface Aliases {
  resolve(alias: string): AliasTarget | undefined
  /** The true date of a day of the chart, as `YYYY-MM-DD`; undefined when the chart has no such day. */
  dateOf(day: number): string | undefined
  /** The true date so many days before today, as `YYYY-MM-DD`: how far back a search goes. */
  daysBack(days: number): string
}

/**
 * Content with its true dates, hashed, and the profile it is shown in: the name of this exact review or moment in the store.
 * The clock is not part of it, so a new day alone asks nothing again.
 */
export interface Digests {
  readonly review: string
  readonly moment: string | null
}

/** Last look at the exact bytes that would leave: how many identifiers of this patient they hold. */
export interface OutgoingGate {
  hits(body: string): number
}

export interface Deidentified {
  readonly chart: Chart
  readonly gate: OutgoingGate
  readonly aliases: Aliases
  readonly digests: Digests
  /** Lines left out because an identifier of the patient stood in the EHR's own text. */
  readonly withheld: number
  /** Of notes, where they are shown: how many, sentences withheld, lines and notes left out. */
  readonly notes?: {
    readonly shown: number
    readonly withheld: number
    readonly cut: number
  }
}

/** `gate-closed`: an identifier could not be kept out; nothing may be sent. */
export type DeidentifyOutcome =
  | { readonly outcome: 'clean'; readonly value: Deidentified }
  | { readonly outcome: 'gate-closed'; readonly hits: number }
