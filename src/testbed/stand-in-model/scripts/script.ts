import type { ChartText, Entry, Reading } from '../chart-text.ts'

/**
 * Stands wherever words of the stand-in stand, so that nobody takes them for advice. Without a
 * negation: Curbside drops words that deny what the claims do not hold. The full sentence is the
 * model's name in every answer, and on the card by the demo's configuration (model.notice).
 */
export const notice = 'Scripted stand-in:'

/** The same for an option, which begins with "Consider" and may be shown without the reasoning. */
const optionNotice = '(scripted stand-in)'

export type Claim =
  | {
      readonly claim: 'value'
      readonly alias: string
      readonly value: number | string
      readonly unit: string | null
      readonly day: number
    }
  | {
      readonly claim: 'trend'
      readonly from: string
      readonly to: string
      readonly direction: 'rising' | 'falling' | 'stable'
    }
  | { readonly claim: 'condition'; readonly alias: string; readonly status: 'active' | 'resolved' }
  | { readonly claim: 'medication'; readonly alias: string; readonly status: 'active' | 'stopped' }
  | { readonly claim: 'allergy'; readonly alias: string }
  | { readonly claim: 'event'; readonly alias: string; readonly day: number | null }
  | { readonly claim: 'order'; readonly alias: string }
  | { readonly claim: 'absence'; readonly alias: string }

/** What a script says: the shape that the request's schema asks for, before it is held against it. */
export interface ScriptedFinding {
  readonly claims: readonly Claim[]
  readonly concern: string
  readonly order: string | null
  readonly reasoning: string
  readonly option: string
  readonly alternative: string | null
  readonly indicator: 'info' | 'warning'
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

/** Words for a finding. They hold nothing of the record: numbers and names come from its claims. */
export function says(given: {
  claims: readonly Claim[]
  concern: string
  because: string
  option: string
  order?: string
  indicator?: 'info' | 'warning'
}): ScriptedFinding {
  return {
    claims: given.claims.slice(0, 8),
    concern: given.concern,
    order: given.order ?? null,
    reasoning: `${notice} ${given.because}`,
    option: `${given.option.replace(/\.$/, '')} ${optionNotice}.`,
    alternative: null,
    indicator: given.indicator ?? 'warning'
  }
}

export function valueOf(reading: Reading): Claim {
  const { alias, value, unit, day } = reading
  return { claim: 'value', alias, value, unit, day }
}

export function trend(from: Reading, to: Reading, direction: 'rising' | 'falling'): Claim {
  return { claim: 'trend', from: from.alias, to: to.alias, direction }
}

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

export function conditionClaim(entry: Entry): Claim {
  return {
    claim: 'condition',
    alias: entry.alias,
    status: isActive(entry) ? 'active' : 'resolved'
  }
}

export function drugClaim(entry: Entry): Claim {
  return {
    claim: 'medication',
    alias: entry.alias,
    status: isActive(entry) ? 'active' : 'stopped'
  }
}

/** Claims for the absence lines that match: none when the chart does not show the absence. */
export function absenceClaims(chart: ChartText, words: RegExp): readonly Claim[] {
  return chart.absences
    .filter((entry) => words.test(entry.text))
    .map((entry) => ({ claim: 'absence', alias: entry.alias }))
}

/** First day written in the line ("since D-270"). */
export function sinceDay(entry: Entry): number | undefined {
  const match = entry.text.match(/\bsince ~?D([+-]?\d{1,6})\b/)
  return match?.[1] === undefined ? entry.days[0] : Number(match[1])
}
