import type { RecordKind } from '../record/record-kinds.ts'
import type { Code } from '../terminology/code.ts'
import type { ClinicalDate } from './clinical-date.ts'
import { writeDate } from './clinical-date.ts'

/*
 * How well a fact is known. Rules, chart, verifier and cards share these words, so that what cannot
 * be read is never taken for what is not there, and never replaced by an older fact.
 */

/** What is known of a fact that stands in the record: with its status, or without one. */
export type StandingKnown = 'present' | 'status-not-recorded'

/**
 * What is known of a fact that no rule may use and none may pass over. `unreadable`: it is there,
 * and its value, date or name cannot be read. `withheld`: the EHR says that it exists and keeps it
 * back. `pending`: it was asked for, and there is no value yet.
 */
export type NotUsable = 'unreadable' | 'withheld' | 'pending'

/** Why a fact cannot be used, as code; `whyWords` says it on cards. */
export type WhyUnknown =
  | 'no-value'
  | 'no-unit'
  | 'other-unit'
  | 'words'
  | 'range'
  | 'contradiction'
  | 'comparator'
  | 'implausible'
  | 'no-date'
  | 'no-name'
  | 'masked'
  | 'not-resolved'
  | 'no-result-yet'

/** A fact of the record that is not usable: what it is, of which day, and why. */
export interface UnknownFact {
  readonly kind: 'result' | 'medication' | 'problem' | 'allergy'
  readonly known: NotUsable
  readonly why: WhyUnknown
  /** `Type/id` of the resource it stands in. */
  readonly reference: string
  /** What a card calls it; cleaned, as labels of the index are. */
  readonly label: string
  readonly codes: readonly Code[]
  /** Of a result: what it was recognised as. */
  readonly analyte?: string
  /** What stands in the place of the value, cleaned, where a card may show it: `6.8 H`. */
  readonly written?: string
  /** Undefined when it has no date that can be read. */
  readonly date?: ClinicalDate
  /** For the order within a day, milliseconds since 1970. */
  readonly sortMs?: number
}

/**
 * The answer to "is there one?". `none` is said only of data that were read whole; with `not-asked`
 * and `withheld` comes the kind of data that was not.
 */
export type Known<T> =
  | { readonly known: StandingKnown; readonly fact: T; readonly pending?: UnknownFact }
  | { readonly known: 'unreadable' | 'pending'; readonly unknown: UnknownFact }
  | { readonly known: 'withheld' | 'not-asked'; readonly kind: RecordKind }
  | { readonly known: 'none' }

/** The fact where it is there, with or without a recorded status. */
export function factOf<T>(known: Known<T>): T | undefined {
  return 'fact' in known ? known.fact : undefined
}

/** A fact whose status is missing or `unknown` counts as there, and cards say so. */
export function standingOf({ status }: { readonly status: string }): StandingKnown {
  return status === 'unknown' ? 'status-not-recorded' : 'present'
}

/** `, status not recorded` behind a fact that has none; empty otherwise. */
export function standingWords(fact: { readonly status: string }): string {
  return standingOf(fact) === 'present' ? '' : ', status not recorded'
}

const whys: Readonly<Record<WhyUnknown, string>> = {
  'no-value': 'holds no value',
  'no-unit': 'has no unit',
  'other-unit': 'is in a unit that is not understood',
  words: 'is in words that are not understood',
  range: 'is a range across the limit',
  contradiction: 'holds parts that contradict each other',
  comparator: 'has a comparator that is not defined',
  implausible: 'is implausible, to be checked',
  'no-date': 'has no date',
  'no-name': 'has no name that is understood',
  masked: 'is withheld by the EHR',
  'not-resolved': 'names its drug by a reference that could not be read',
  'no-result-yet': 'has no result yet'
}

/** `INR of 12 Nov 2026 ("6.8 H") is in words that are not understood`: for a card. */
export function unknownWords(unknown: UnknownFact, name: string = unknown.label): string {
  return `${unknownName(unknown, name)} ${whys[unknown.why]}`
}

/** `INR of 12 Nov 2026 ("6.8 H")`, or `INR without a date`. */
export function unknownName(unknown: UnknownFact, name: string = unknown.label): string {
  const { date, written } = unknown
  const day = date === undefined ? '' : ` of ${writeDate(date)}`
  return `${name}${day}${written === undefined ? '' : ` ("${written}")`}`
}
