// A claim may round: it is compared at the decimals it was written with, and at two, because
// JSON drops a trailing zero ("0.10" arrives as 0.1).
const decimalsLeast = 2
// Rounded further than that, it must still be the same number to two in a hundred: potassium 4.6
// may not become 5.
const relativeTolerance = 0.02

/** Whether `claimed` is `recorded`, perhaps rounded. */
export function sameNumber(claimed: number, recorded: number): boolean {
  if (!Number.isFinite(claimed)) return false
  if (claimed === recorded) return true
  const decimals = decimalsOf(claimed)
  if (isRounded(claimed, recorded, Math.max(decimals, decimalsLeast))) return true
  const close = Math.abs(claimed - recorded) <= relativeTolerance * Math.abs(recorded)
  return close && isRounded(claimed, recorded, decimals)
}

/**
 * Whether a number as it is written in a sentence is `recorded`, perhaps rounded to the `decimals`
 * it was written with: "5.00" is not 4.95, though 5 is.
 */
export function sameWritten(
  { value, decimals }: { readonly value: number; readonly decimals: number },
  recorded: number
): boolean {
  const half = 0.5 / 10 ** Math.min(20, decimals)
  return sameNumber(value, recorded) && Math.abs(value - recorded) <= half * (1 + 1e-6)
}

/** The number that a text is, or undefined when it is more or less than one number. */
export function numberIn(text: string): number | undefined {
  const trimmed = text.trim()
  return /^-?\d+(?:\.\d+)?$/.test(trimmed) ? Number(trimmed) : undefined
}

function decimalsOf(value: number): number {
  const [mantissa = '', exponent = '0'] = String(value).split('e')
  const written = mantissa.split('.')[1]?.length ?? 0
  return Math.min(20, Math.max(0, written - Number(exponent)))
}

/**
 * Free of binary artefacts: 1.005 rounds to 1.01. What lies just in the middle may go both ways:
 * half up, and to even as IEEE 754 and most laboratories' programs do (11.625 is 11.62 or 11.63).
 */
function isRounded(claimed: number, value: number, decimals: number): boolean {
  const shifted = Number(`${Math.abs(value).toPrecision(15)}e${decimals}`)
  if (!Number.isFinite(shifted)) return Number(value.toFixed(decimals)) === claimed
  const either = [Math.round(shifted), shifted % 1 === 0.5 ? Math.floor(shifted) : undefined]
  return either.some(
    (whole) => whole !== undefined && (Math.sign(value) * whole) / 10 ** decimals === claimed
  )
}
