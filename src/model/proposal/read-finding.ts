import type { z } from 'zod'
import { isObject } from '../../ground/is-object.ts'
import { completed, withoutFaultyConcept } from './complete-slots.ts'
import { ProposedFactSchema, slotsOfFact } from './facts.ts'
import type { ProposedFact } from './facts.ts'
import { CouldNotAssessSchema, MeaningSchema, UrgencySchema } from './proposal.ts'
import type { CouldNotAssess, ProposedMeaning } from './proposal.ts'
import { OptionSchema, SettleSchema, WhenSchema } from './steps.ts'
import type { ProposedOption, ProposedSettle } from './steps.ts'
import { limits } from './words.ts'
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
  if (!isObject(value)) {
    return { finding: undefined, lost: [{ part: 'finding', reason: 'malformed' }] }
  }
  const lost: ReadLoss[] = []
  const facts = readFacts(value['facts'], lost)
  if (facts.every((fact) => fact === null)) {
    return { finding: undefined, lost: [...lost, { part: 'finding', reason: 'malformed' }] }
  }
  const { meanings, settle, options, urgency } = value
  const finding: ReadFinding = {
    facts,
    meanings: readList(
      { value: meanings, part: 'meaning', schema: MeaningSchema, max: limits.meanings },
      lost
    ),
    settle: readList(
      { value: settle, part: 'settle', schema: SettleSchema, max: limits.settle },
      lost
    ),
    options: readList(
      { value: options, part: 'option', schema: OptionSchema, max: limits.options },
      lost
    ),
    urgency: readUrgency(urgency, lost)
  }
  return { finding, lost }
}

/** Reads what the model says it could not assess. */
export function readCouldNotAssess(value: unknown): {
  readonly things: readonly CouldNotAssess[]
  readonly lost: readonly ReadLoss[]
} {
  const lost: ReadLoss[] = []
  const things = readList(
    { value, part: 'could-not-assess', schema: CouldNotAssessSchema, max: limits.couldNotAssess },
    lost
  )
  return { things, lost }
}

function readFacts(value: unknown, lost: ReadLoss[]): (ProposedFact | null)[] {
  return cutTo(limits.facts, { value, part: 'fact' }, lost).map((one) => {
    const read = parse(
      ProposedFactSchema,
      completed(one, slotsOfFact(isObject(one) ? one['kind'] : null))
    )
    if ('data' in read) return read.data
    lost.push({ part: 'fact', reason: read.reason })
    return null
  })
}

interface ListOf<T> {
  readonly value: unknown
  readonly part: LostPart
  readonly schema: z.ZodType<T> & { readonly shape: object }
  readonly max: number
}

function readList<T>({ value, part, schema, max }: ListOf<T>, lost: ReadLoss[]): T[] {
  const names = Object.keys(schema.shape)
  return cutTo(max, { value, part }, lost).flatMap((one) => {
    const { slots, cut } = shortened(completed(one, names), part)
    lost.push(...cut.map((reason) => ({ part: 'concept', reason }) as const))
    const read = parse(schema, slots)
    if ('data' in read) return [read.data]
    lost.push({ part, reason: read.reason })
    return []
  })
}

/** A meaning may lose its concept, effect or detail alone; of an option, `when` has slots of its own. */
function shortened(
  slots: unknown,
  part: LostPart
): { readonly slots: unknown; readonly cut: readonly ReadLoss['reason'][] } {
  if (part === 'meaning') return withoutFaultyConcept(slots)
  if (part !== 'option' || !isObject(slots)) return { slots, cut: [] }
  const when = completed(slots['when'], Object.keys(WhenSchema.shape))
  return { slots: { ...slots, when }, cut: [] }
}

/** The first `max` of a list; what stands behind them is counted. */
function cutTo(
  max: number,
  { value, part }: { readonly value: unknown; readonly part: LostPart },
  lost: ReadLoss[]
): readonly unknown[] {
  if (value === undefined || value === null) return []
  if (!Array.isArray(value)) {
    lost.push({ part, reason: 'malformed' })
    return []
  }
  const all: readonly unknown[] = value
  for (let at = max; at < all.length; at += 1) lost.push({ part, reason: 'over-limit' })
  return all.slice(0, max)
}

function readUrgency(value: unknown, lost: ReadLoss[]): Urgency {
  const { data } = UrgencySchema.safeParse(value)
  // Not said, or not said so that it can be read: nothing is made more urgent by that.
  if (data === undefined) lost.push({ part: 'urgency', reason: 'malformed' })
  return data ?? 'routine'
}

function parse<T>(
  schema: z.ZodType<T>,
  value: unknown
): { readonly data: T } | { readonly reason: ReadLoss['reason'] } {
  const { data, error } = schema.safeParse(value)
  if (error === undefined) return { data }
  const isLong = error.issues.every(({ code }) => code === 'too_big')
  return { reason: isLong ? 'over-limit' : 'malformed' }
}
