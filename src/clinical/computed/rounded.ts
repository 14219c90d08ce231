/** Without the noise of arithmetic: six digits. */
export function rounded(value: number): number {
  return Number(value.toPrecision(6))
}
