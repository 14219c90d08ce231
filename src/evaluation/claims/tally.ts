import type { StatedClaim } from './stated-claim.ts'

interface Row {
  claims: number
  accepted: number
}

/** A corruption of the sentence alone: the parts, which are judged, are true. */
const wordsOnly = 'text_contradicts_structured'

/** Counts of claims by kind of corruption; those that nothing corrupted under `supported`. */
export class ClaimTally {
  readonly #rows = new Map<string, Row>()
  claims = 0
  accepted = 0
  /** True ones that were accepted, and corrupted ones that were. */
  supported = 0
  supportedAccepted = 0
  corruptedAccepted = 0

  count({ kind, label, mutation }: StatedClaim, accepted: boolean): void {
    const one = accepted ? 1 : 0
    this.claims += 1
    this.accepted += one
    if (label === undefined || label === null) return
    const isTrue = label === 'supported' || mutation === wordsOnly
    if (isTrue) {
      this.supported += 1
      this.supportedAccepted += one
    } else this.corruptedAccepted += one
    const name = `${mutation ?? (isTrue ? 'supported' : 'unsupported')}, ${kind}`
    const row = this.#rows.get(name) ?? { claims: 0, accepted: 0 }
    this.#rows.set(name, { claims: row.claims + 1, accepted: row.accepted + one })
  }

  /** One line for each kind of corruption and claim; empty when no label was given. */
  lines(): readonly string[] {
    const rows = [...this.#rows].toSorted(([one], [other]) => (one < other ? -1 : 1))
    const width = Math.max(0, ...rows.map(([name]) => name.length))
    return rows.map(
      ([name, { claims, accepted }]) =>
        `${name.padEnd(width)}  ${String(claims).padStart(6)} claims  ${String(accepted).padStart(6)} accepted`
    )
  }
}
