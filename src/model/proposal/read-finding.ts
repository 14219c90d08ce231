import { z } from 'zod'
import { isRecord } from './is-record.ts'
import { ProposedFactSchema } from './facts.ts'
import type { ProposedFact } from './facts.ts'
import { CouldNotAssessSchema, MeaningSchema } from './proposal.ts'
import type { CouldNotAssess, ProposedMeaning } from './proposal.ts'
import { OptionSchema, SettleSchema } from './steps.ts'
import type { ProposedOption, ProposedSettle } from './steps.ts'
import { limits, urgencies } from './words.ts'
import type { LostPart, Urgency } from './words.ts'

/*
 * Reads one finding of an answer slot by slot. Nothing costs more than itself: a part that does not
 * parse or exceeds a limit is left out alone and counted, the rest of the finding stays.
 */

export interface ReadLoss {
  readonly part: LostPart
  readonly reason: 'malformed' | 'over-limit'
}

/** A finding as it could be read. A fact that fell is `null`: indexes of meanings stay. */
export interface ReadFinding {
  readonly facts: readonly (ProposedFact | null)[]
  readonly meanings: readonly ProposedMeaning[]
  readonly settle: readonly ProposedSettle[]
  readonly options: readonly ProposedOption[]
  readonly urgency: Urgency
}

export interface ReadResult {
  readonly finding: ReadFinding | undefined
  readonly lost: readonly ReadLoss[]
}

/** Reads what should be a finding; undefined when nothing of it can be used. */
export function readFinding(value: unknown): ReadResult {
  if (!isRecord(value)) return { finding: undefined, lost: [{ part: 'finding', reason: 'malformed' }] }
  const lost: ReadLoss[] = []
  const facts = readFacts(value['facts'], lost)
  if (facts.every((fact) => fact === null)) {
    return { finding: undefined, lost: [...lost, { part: 'finding', reason: 'malformed' }] }
  }
  const list = <T>(key: 'meanings' | 'settle' | 'options', part: LostPart, schema: Schema<T>): T[] =>
    readList(value[key], { part, schema, max: limits[key] }, lost)
  return {
    finding: {
      facts,
      meanings: list('meanings', 'meaning', MeaningSchema),
      settle: list('settle', 'settle', SettleSchema),
      options: list('options', 'option', OptionSchema),
      urgency: readUrgency(value['urgency'], lost)
    },
    lost
  }
}

/** Reads what the model says it could not assess. */
export function readCouldNotAssess(value: unknown): {
  readonly things: readonly CouldNotAssess[]
  readonly lost: readonly ReadLoss[]
} {
  const lost: ReadLoss[] = []
  const max = limits.couldNotAssess
  const things = readList(value, { part: 'could-not-assess', schema: CouldNotAssessSchema, max }, lost)
  return { things, lost }
}

function readFacts(value: unknown, lost: ReadLoss[]): (ProposedFact | null)[] {
  const all: readonly unknown[] = Array.isArray(value) ? value : []
  for (let at = limits.facts; at < all.length; at += 1) lost.push({ part: 'fact', reason: 'over-limit' })
  return all.slice(0, limits.facts).map((one) => {
    const fact = parse(ProposedFactSchema, shortened(completed(one), lost))
    if ('data' in fact) return fact.data
    lost.push({ part: 'fact', reason: fact.reason })
    return null
  })
}

interface ListOf<T> {
  readonly part: LostPart
  readonly schema: Schema<T>
  readonly max: number
}

function readList<T>(value: unknown, { part, schema, max }: ListOf<T>, lost: ReadLoss[]): T[] {
  const all: readonly unknown[] = Array.isArray(value) ? value : []
  for (let at = max; at < all.length; at += 1) lost.push({ part, reason: 'over-limit' })
  return all.slice(0, max).flatMap((one) => {
    const read = parse(schema, part === 'meaning' ? withoutLongConcept(completed(one), lost) : completed(one))
    if ('data' in read) return [read.data]
    lost.push({ part, reason: read.reason })
    return []
  })
}

type Schema<T> = z.ZodType<T>

function parse<T>(
  schema: Schema<T>,
  value: unknown
): { readonly data: T } | { readonly reason: ReadLoss['reason'] } {
  const { data, error } = schema.safeParse(value)
  if (error === undefined && data !== undefined) return { data }
  const isLong = error?.issues.every(({ code }) => code === 'too_big') ?? false
  return { reason: isLong ? 'over-limit' : 'malformed' }
}
