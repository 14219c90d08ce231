import type { Indicator } from '../cds-hooks/card.ts'
import type { Hook } from '../cds-hooks/service.ts'

/** One thing that a card must say: words that match, at this indicator or a louder one. */
export interface Expectation {
  /** The rule's id, where the case names one of ours. */
  readonly rule?: string
  /** As written in the case. */
  readonly matches: string
  readonly pattern: RegExp
  readonly indicator: Indicator
}

/** Words that no warning and no critical card may hold; `.` forbids every card. */
export interface Silence {
  readonly matches: string
  readonly pattern: RegExp
  readonly anyCard: boolean
}

/** One case as it was read: a call at its own time, and what must and must not be said. */
export interface EvaluationCase {
  readonly id: string
  /** Below the folder of cases. */
  readonly file: string
  /** The clinical clock: a date or an instant. */
  readonly asOf: string
  readonly service: Hook
  readonly patientId: string
  /** The hook request as it stands in the case. */
  readonly request: Readonly<Record<string, unknown>>
  /** What the EHR's FHIR server holds; undefined: there is no server. */
  readonly record?: unknown
  readonly expect: readonly Expectation[]
  readonly silent: readonly Silence[]
  /** What the case itself says of the person: `sex`, `age`, `race`, `payer`. */
  readonly subgroup: Readonly<Record<string, string>>
  /** What was taken to mean something although it is not written so. */
  readonly notes: readonly string[]
}

/** Everything that can be wrong with a case's file, and what its author should do. */
export const caseFaults = {
  CASE_NOT_JSON: 'Write one JSON object per file.',
  CASE_FIELD_MISSING: 'Add the field.',
  CASE_FIELD_WRONG: 'Write the value in the form that is named.',
  CASE_FIELD_UNKNOWN: 'Remove the field or correct its name; nothing was read from it.',
  CASE_PATTERN_INVALID: 'Write a JavaScript regular expression.',
  CASE_SERVICE_UNKNOWN: 'Name a service that Curbside offers.',
  CASE_RECORD_UNREADABLE: 'Give a FHIR Bundle, or the path of one relative to the case.'
} as const
export type CaseFaultCode = keyof typeof caseFaults

export interface CaseFault {
  readonly code: CaseFaultCode
  /** Where, and what is wrong there. */
  readonly said: string
}

/** One line for the author: code, place, what to do. */
export const writeFault = ({ code, said }: CaseFault): string =>
  `${code}: ${said} ${caseFaults[code]}`
