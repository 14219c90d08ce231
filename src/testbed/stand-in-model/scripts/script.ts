import type { ChartText, Entry, Reading } from '../chart-text.ts'

/** One fact of a finding; a slot that is left out is null. */
export type Fact = {
  readonly role?: 'basis' | 'matters-more' | 'against' | 'missing' | 'before' | 'after'
  readonly of?: number
} & (
  | {
      readonly kind: 'value'
      readonly alias: string
      readonly value: number | string
      readonly unit: string | null
      readonly day: number
    }
  | {
      readonly kind: 'trend'
      readonly aliases: readonly string[]
      readonly direction: 'rising' | 'falling' | 'stable'
    }
  | {
      readonly kind: 'condition' | 'allergy'
      readonly alias: string
      readonly status: 'active' | 'resolved'
    }
  | {
      readonly kind: 'drug'
      readonly alias: string
      readonly status: 'active' | 'stopped'
      readonly started?: number
    }
  | { readonly kind: 'order'; readonly alias: string; readonly status: 'ordered' }
  | { readonly kind: 'event'; readonly alias: string; readonly status: 'done' | 'pending' }
  | { readonly kind: 'absence'; readonly alias: string }
  | { readonly kind: 'not-found'; readonly thing: string; readonly text: string }
)

/** What facts mean; `subjects` and `objects` are places in the facts. */
export interface Meaning {
  readonly relation: string
  readonly subjects: readonly number[]
  readonly objects?: readonly number[]
  readonly effect?: string
  readonly conceptKind?: string
  readonly concept?: string
}

/** A test, question or option. */
export interface Step {
  readonly action: string
  readonly alias?: string
  readonly conceptKind?: string
  readonly concept?: string
  readonly question?: string
  readonly inDays?: number
}

type Slots = Readonly<Record<string, unknown>>

/** What a script says: the shape that the request's schema asks for, before it is held against it. */
export interface ScriptedFinding {
  readonly facts: readonly Slots[]
  readonly meanings: readonly Slots[]
  readonly settle: readonly Slots[]
  readonly options: readonly Slots[]
  readonly urgency: 'today' | 'soon' | 'routine'
}

/**
 * A fixed answer to a pattern of the chart. It knows aliases, values and days from the text alone;
 * no name or id of a demo patient.
 */
export interface Script {
  readonly name: string
  readonly ask: ChartText['ask']
  /** Answers after several seconds, to show advice that arrives with a later call. */
  readonly slow?: boolean
  find(chart: ChartText): readonly ScriptedFinding[]
}

/** A finding of the form, every slot in it. Names and numbers come from the chart alone. */
export function says(given: {
  facts: readonly Fact[]
  meanings: readonly Meaning[]
  settle?: readonly Step[]
  options?: readonly Step[]
  urgency?: ScriptedFinding['urgency']
}): ScriptedFinding {
  return {
    facts: given.facts.slice(0, 10).map(withSlots),
    meanings: given.meanings.map((meaning) => ({
      objects: [],
      effect: null,
      detail: null,
      conceptKind: null,
      concept: null,
      ...meaning
    })),
    settle: (given.settle ?? []).map((step) => ({ ...noSlots, ...step })),
    options: (given.options ?? []).map((step) => ({
      ...noSlots,
      insteadOf: null,
      when: null,
      ...step
    })),
    urgency: given.urgency ?? 'today'
  }
}

const noSlots = { alias: null, conceptKind: null, concept: null, question: null, inDays: null }

const slotsOfKind: Readonly<Record<Fact['kind'], Slots>> = {
  value: {},
  trend: {},
  condition: { day: null },
  allergy: { day: null },
  drug: { dose: null, unit: null, form: null, started: null },
  order: { dose: null, unit: null, form: null, started: null },
  event: { day: null },
  absence: { value: null },
  'not-found': { days: null, since: null }
}

function withSlots(fact: Fact): Slots {
  return { role: 'basis', of: null, ...slotsOfKind[fact.kind], ...fact }
}

export function valueOf(reading: Reading): Fact {
  const { alias, value, unit, day } = reading
  return { kind: 'value', alias, value, unit, day }
}

/** Readings of one result, newest first as the chart has them. */
export function trend(readings: readonly Reading[], direction: 'rising' | 'falling'): Fact {
  const aliases = [...new Set(readings.map(({ alias }) => alias))].reverse().slice(-6)
  return { kind: 'trend', aliases, direction }
}

/** The places of so many facts from one on. */
export function places(from: number, count: number): readonly number[] {
  return Array.from({ length: count }, (_, at) => from + at)
}

export const orderTest = (concept: string): Step => ({
  action: 'order-test',
  conceptKind: 'test',
  concept
})

/** Active problems whose line matches. */
export function activeProblems(chart: ChartText, words: RegExp): readonly Entry[] {
  return chart.entries.filter(
    (entry) => entry.alias.startsWith('C') && isActive(entry) && words.test(entry.text)
  )
}

/** Problems whose line matches, over or not. */
export function problems(chart: ChartText, words: RegExp): readonly Entry[] {
  return chart.entries.filter((entry) => entry.alias.startsWith('C') && words.test(entry.text))
}

export function activeDrugs(chart: ChartText, words: RegExp): readonly Entry[] {
  return chart.entries.filter(
    (entry) => entry.alias.startsWith('M') && isActive(entry) && words.test(entry.text)
  )
}

export function isActive(entry: Entry): boolean {
  return !/^(STOPPED|RESOLVED)/.test(entry.section) && /\bactive\b/.test(entry.text)
}

export function conditionFact(entry: Entry): Fact {
  return {
    kind: 'condition',
    alias: entry.alias,
    status: isActive(entry) ? 'active' : 'resolved'
  }
}

export function drugFact(entry: Entry): Extract<Fact, { readonly kind: 'drug' }> {
  return {
    kind: 'drug',
    alias: entry.alias,
    status: isActive(entry) ? 'active' : 'stopped'
  }
}

/** Facts for the absence lines that match: none when the chart does not show the absence. */
export function absenceFacts(chart: ChartText, words: RegExp): readonly Fact[] {
  return chart.absences
    .filter((entry) => words.test(entry.text))
    .map(({ alias }) => ({ kind: 'absence', role: 'missing', alias }))
}

/** The role of every fact in a list. */
export function as(role: NonNullable<Fact['role']>, facts: readonly Fact[]): readonly Fact[] {
  return facts.map((fact) => ({ ...fact, role }))
}

/** First day written in the line ("since D-270"). */
export function sinceDay(entry: Entry): number | undefined {
  const match = entry.text.match(/\bsince ~?D([+-]?\d{1,6})\b/)
  return match?.[1] === undefined ? entry.days[0] : Number(match[1])
}
