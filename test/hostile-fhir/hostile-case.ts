import type { Behaviour } from './behaviours.ts'
import { searchedKinds } from './world.ts'

/** One row: what goes wrong with which requests, and what is to be seen of it. */
export interface HostileCase {
  readonly name: string
  /** Kinds of data whose requests meet the behaviour; all others are answered well. */
  readonly sick: readonly string[]
  readonly behaviour: Behaviour
  /** What the audit may say of each sick kind: `present`, or `state reason`. */
  readonly audited: readonly string[]
  /** The warfarin of the record was not read: at order-select its rule is silent. */
  readonly warfarinLost?: true
  /** Requests that the server may see for one call. */
  readonly requestsMax: number
  /** How often it is run at each hook, where it is measured alone. */
  readonly times?: number
  /** Its address is the beginning of the stranger's, which is one digit longer; its base has no path. */
  readonly lookAlike?: true
}

export const everyKind: readonly string[] = ['patient', ...searchedKinds]
export const searches: readonly string[] = searchedKinds
export const oneRequestEach = everyKind.length

/** 412 when the Patient itself is lost (CDS Hooks 2.0.1); else there is an answer. */
export const statedStatus = ({ sick, audited }: HostileCase): 200 | 412 =>
  sick.includes('patient') && !audited.includes('present') ? 412 : 200

/** How every token begins that a case's server takes; each call has one of its own. */
export const tokenStart = (at: number): string => `token-of-case-${at}-`
