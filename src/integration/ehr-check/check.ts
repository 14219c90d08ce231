/** One line of the report. `skipped`: not looked at, and why. */
export interface Check {
  readonly area: 'configuration' | 'keys' | 'client JWT' | 'FHIR server' | 'test patient' | 'cards'
  readonly level: 'ok' | 'warning' | 'fault' | 'skipped'
  readonly what: string
  /** What the integrator does about it. */
  readonly todo?: string
  readonly tookMs?: number
}

/** A check still without its area. */
export type Verdict = Omit<Check, 'area'>

export const ok = (what: string, tookMs?: number): Verdict => ({
  level: 'ok',
  what,
  ...(tookMs === undefined ? {} : { tookMs })
})
export const skipped = (what: string): Verdict => ({ level: 'skipped', what })
export const warning = (what: string, todo: string): Verdict => ({ level: 'warning', what, todo })
export const fault = (what: string, todo: string): Verdict => ({ level: 'fault', what, todo })

export const inArea = (area: Check['area'], verdicts: readonly Verdict[]): readonly Check[] =>
  verdicts.map((verdict) => ({ area, ...verdict }))
