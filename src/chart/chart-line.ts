import type { Absence } from '../clinical/absence.ts'
import type { ClinicalDate } from '../clinical/clinical-date.ts'
import type { ComputedName } from '../clinical/computed/computed-fact.ts'
import type { ChartTime } from './chart-time.ts'
import type { IdentifierSearch } from './identifier-search.ts'

/** Sections of the chart, in the order in which they stand. */
export const sections = [
  'PROBLEMS',
  'ALLERGIES',
  'MEDICATIONS',
  'STOPPED MEDICATIONS',
  'RESULTS',
  'VITALS',
  'COMPUTED',
  'IMMUNIZATIONS',
  'PROCEDURES',
  'REPORTS',
  'ENCOUNTERS',
  'ORDERS',
  'RESOLVED PROBLEMS',
  'ABSENCES'
] as const
export type Section = (typeof sections)[number]

/** One letter for each kind of resource. */
export type AliasLetter =
  | 'C'
  | 'M'
  | 'D'
  | 'A'
  | 'O'
  | 'P'
  | 'E'
  | 'R'
  | 'V'
  | 'Q'
  | 'N'
  | 'X'
  | 'Y'
  | 'Z'

/** Where an alias will stand in a line. */
export type AliasSlot = { readonly letter: AliasLetter } &
  /** `component`: a part of the resource with an alias of its own (systolic, diastolic). */
  (
    | { readonly reference: string; readonly component?: string }
    | { readonly absence: Absence }
    | { readonly computed: ComputedName }
    | { readonly patient: true }
  )

export type Part = string | AliasSlot

/**
 * What is cut first when the chart is too long; `never` is pinned: draft orders, allergies, active
 * medications, active problems, the latest value of every analyte that Curbside knows.
 */
export const cutOrder = [
  'other-results',
  'encounters',
  'resolved-problems',
  'reports',
  'immunizations',
  'past-orders',
  'procedures',
  'stopped-medications',
  'orders'
] as const
export type Cut = (typeof cutOrder)[number] | 'never'

/** One line of the chart before it has aliases. */
export interface ChartLine {
  readonly section: Section
  readonly cut: Cut
  /** Days from today of its newest date; undated lines count as oldest. */
  readonly day: number
  /** The line with its newest `points` readings; lines that are no series have one. */
  readonly parts: (points: number) => readonly Part[]
  readonly points: number
}

/** What every kind of line needs to be written. */
export interface LineContext {
  readonly today: ClinicalDate
  readonly time: ChartTime
  readonly search: IdentifierSearch
  /** Order of two resources in which their ids, and the order of the input, have no part. */
  readonly inOrder: (reference: string, other: string) => number
}

/** The lines of one kind, and how many were withheld for an identifier in the EHR's text. */
export interface Lines {
  readonly lines: readonly ChartLine[]
  readonly withheld: number
}

export const undated = -1_000_000

/** The text of a line as it reads without its aliases: what it is sorted and searched by. */
export function plainText(line: ChartLine): string {
  return line
    .parts(line.points)
    .map((part) => (typeof part === 'string' ? part : ''))
    .join('')
}
