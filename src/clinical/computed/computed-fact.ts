/** Stable names: a finding that cites a computed line is checked against the same computation again. */
export const computedNames = [
  'cha2ds2-vasc',
  'opioids-mme',
  'egfr-of-creatinine',
  'pulse-pressure'
] as const
export type ComputedName = (typeof computedNames)[number]

/** One term of a computation: its words, and the entry that it comes from. */
export interface ComputedTerm {
  readonly words: string
  readonly from?: {
    readonly kind: 'problem' | 'medication' | 'dispense' | 'result'
    readonly reference: string
    readonly component?: string
  }
}

/**
 * What is computed from several entries, because models are poor at it: each names the entries it
 * rests on, and what was not known for it.
 */
export interface ComputedFact {
  readonly name: ComputedName
  /** What it is called on chart and card: "CHA2DS2-VASc". */
  readonly label: string
  /** Null: it cannot be computed, and the terms say why. */
  readonly value: number | null
  readonly unit: string
  /** Something was not known that could only add to it. */
  readonly atLeast: boolean
  readonly terms: readonly ComputedTerm[]
  readonly notKnown: readonly string[]
}

/** `CHA2DS2-VASc at least 2`, `Active opioids 80 MME/d`: the same words on chart and card. */
export function wordsOfComputed({ label, value, unit, atLeast }: ComputedFact): string {
  if (value === null) return `${label} not known`
  return `${label} ${atLeast ? 'at least ' : ''}${value}${unit === '' ? '' : ` ${unit}`}`
}
