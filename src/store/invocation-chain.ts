import { createHash } from 'node:crypto'

/** The `previous` of the first record. */
export const genesisSha256 = '0'.repeat(64)

/**
 * JSON with keys in code-unit order and without `undefined`, so that the same record always gives
 * the same bytes. Numbers and strings as JSON.stringify writes them.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`
  if (value !== null && typeof value === 'object') {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`)
    return `{${members.join(',')}}`
  }
  return JSON.stringify(value) ?? 'null'
}

/** What is hashed after `previous` and the sequence: every column of a record, not its body alone. */
export function chainedText(given: {
  readonly invocationId: string
  readonly recordedAtMs: number
  readonly body: string
}): string {
  return `${given.recordedAtMs}\n${JSON.stringify(given.invocationId)}\n${given.body}`
}

/** The hash of one record; the same expression stands in SQL, in append-invocation.ts. */
export function chainSha256(given: {
  readonly previousSha256: string
  readonly sequence: number
  readonly invocationId: string
  readonly recordedAtMs: number
  readonly body: string
}): string {
  return createHash('sha256')
    .update(`${given.previousSha256}\n${given.sequence}\n${chainedText(given)}`)
    .digest('hex')
}
