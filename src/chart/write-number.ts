/** A number without the noise of binary fractions: 0.1 + 0.2 is `0.3`. */
export function writeNumber(value: number): string {
  return String(Number(value.toPrecision(12)))
}
