/** An amount: of a product, of one unit of it, or of a day. */
export interface Dose {
  readonly value: number
  readonly unit: string
}

// RxNorm writes strengths as "500 MG", "5 MG/ML", "0.075 MG/HR", "0.4 MG/ACTUAT", "40 UNT/ML".
const strengthPattern =
  /(\d+(?:,\d{3})*(?:\.\d+)?)\s*(mg|mcg|ug|µg|μg|g|gm|meq|unt|units?|iu|%)(?:\s*\/\s*(\d+(?:\.\d+)?)?\s*(ml|hours?|hrs?|h|actuat(?:ion)?|act|doses?|puffs?|sprays?|inhalations?|inh|tab(?:let)?|cap(?:sule)?|mg|g))?(?![a-z])/i

/** What a mass unit is in milligrams; other units stay themselves. */
const milligrams: ReadonlyMap<string, number> = new Map([
  ['mg', 1],
  ['g', 1000],
  ['gm', 1000],
  ['mcg', 0.001],
  ['ug', 0.001],
  ['µg', 0.001],
  ['μg', 0.001]
])

const canonicalPer: ReadonlyMap<string, string> = new Map([
  ['ml', 'mL'],
  ['hour', 'h'],
  ['hr', 'h'],
  ['h', 'h'],
  ['hours', 'h'],
  ['hrs', 'h'],
  ...['actuat', 'actuation', 'act', 'dose', 'doses', 'puff', 'puffs', 'spray', 'sprays'].map(
    (per) => [per, 'actuation'] as const
  ),
  ...['inhalation', 'inhalations', 'inh'].map((per) => [per, 'actuation'] as const),
  ['mg', 'mg'],
  ['g', 'g']
])

/** The first strength in a drug's text: mass in mg, per millilitre, hour or actuation where said. */
export function strengthIn(text: string): Dose | undefined {
  const match = strengthPattern.exec(text)
  if (!match) return undefined
  // "10 mg/5 mL" is 2 mg in each millilitre.
  const [, digits = '', unit = '', of = '1', per] = match
  const strength = canonicalDose(Number(digits.replaceAll(',', '')), unit)
  if (strength === undefined || per === undefined) return strength
  const value = withoutNoise(strength.value / Number(of))
  const whole = canonicalPer.get(per.toLowerCase())
  // "5 mg/tablet" is the strength of one piece, as "5 mg" is.
  return { value, unit: whole === undefined ? strength.unit : `${strength.unit}/${whole}` }
}

/** A dose with its mass in mg ("0.5 g" is 500 mg); undefined when the unit is not one of amount. */
export function canonicalDose(value: number, unit: string): Dose | undefined {
  const lower = unit.toLowerCase().replace(/^\{(.*)\}$/, '$1')
  const factor = milligrams.get(lower)
  if (factor !== undefined) return { value: withoutNoise(value * factor), unit: 'mg' }
  if (/^(?:unt|units?|iu|\[iu\]|\[usp'u\])$/.test(lower)) return { value, unit: 'unit' }
  if (lower === 'meq') return { value, unit: 'meq' }
  return undefined
}

/** Takes the noise of binary fractions off: 0.1 × 3 is 0.3. */
export function withoutNoise(value: number): number {
  return Number(value.toPrecision(10))
}
