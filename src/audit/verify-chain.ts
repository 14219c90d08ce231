import { chainSha256, genesisSha256 } from '../store/invocation-chain.ts'
import type { ChainHead } from '../store/invocation-rows.ts'
import type { InvocationRow } from '../store/store.ts'

/**
 * `altered`: the record does not have its own hash. `missing`: a record before it is gone.
 * `cut`: records are missing at the end. `sequence` is the first record that is wrong.
 */
export type ChainVerdict =
  | { readonly outcome: 'intact'; readonly records: number }
  | {
      readonly outcome: 'broken'
      readonly sequence: number
      readonly reason: 'altered' | 'missing' | 'cut'
    }

/**
 * Checks invocation records, oldest first, against their hashes. Without `whole`, the rows may be
 * a stretch from the middle, of which the first record's predecessor is taken on trust. Without
 * `head`, nothing can be said about records that were cut off at the end.
 */
export function verifyChain(
  rows: readonly InvocationRow[],
  given: { readonly head?: ChainHead; readonly whole?: boolean } = {}
): ChainVerdict {
  const fromStart = given.whole === true || rows[0]?.sequence === 1
  let previous: ChainHead | undefined = fromStart
    ? { sequence: 0, sha256: genesisSha256 }
    : undefined
  for (const row of rows) {
    const expected = (previous?.sequence ?? row.sequence - 1) + 1
    if (row.sequence !== expected) {
      return { outcome: 'broken', sequence: expected, reason: 'missing' }
    }
    const follows = previous === undefined || row.previousSha256 === previous.sha256
    if (!follows || row.sha256 !== chainSha256(row)) {
      return { outcome: 'broken', sequence: row.sequence, reason: 'altered' }
    }
    previous = row
  }
  const { head } = given
  if (head !== undefined && (head.sequence > 0 || previous !== undefined)) {
    const last = previous ?? { sequence: 0, sha256: genesisSha256 }
    if (last.sequence < head.sequence) {
      return { outcome: 'broken', sequence: last.sequence + 1, reason: 'cut' }
    }
    if (last.sequence > head.sequence || last.sha256 !== head.sha256) {
      return { outcome: 'broken', sequence: last.sequence, reason: 'altered' }
    }
  }
  return { outcome: 'intact', records: rows.length }
}
