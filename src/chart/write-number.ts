const digitsKept = 6
const digitsOfNoise = 4

/**
 * A number as recorded, without the noise of arithmetic: 0.1 + 0.2 is `0.3`, and what has more than
 * six digits was computed, not measured (17.2073836221 is `17.21`). The part before the point is
 * never rounded, and the verifier takes a rounded number for what it is.
 */
export function writeNumber(value: number): string {
  const exact = Number(value.toPrecision(12))
  if (exact === Number(exact.toPrecision(digitsKept)) || Number.isInteger(exact)) {
    return String(exact)
  }
  if (Math.abs(exact) < 1) return String(Number(exact.toPrecision(digitsOfNoise)))
  const before = String(Math.trunc(Math.abs(exact))).length
  return String(Number(exact.toFixed(Math.max(0, digitsOfNoise - before))))
}
