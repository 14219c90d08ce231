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
  if (rounded(recorded, Math.max(decimals, decimalsLeast)) === claimed) return true
  const close = Math.abs(claimed - recorded) <= relativeTolerance * Math.abs(recorded)
  return close && rounded(recorded, decimals) === claimed
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

/** Half away from zero, and free of binary artefacts: 1.005 rounds to 1.01. */
function rounded(value: number, decimals: number): number {
  const shifted = Number(`${Math.abs(value).toPrecision(15)}e${decimals}`)
  return Number.isFinite(shifted)
    ? (Math.sign(value) * Math.round(shifted)) / 10 ** decimals
    : Number(value.toFixed(decimals))
}
