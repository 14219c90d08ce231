import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { verifyChain } from '../../src/audit/verify-chain.ts'
import { canonicalJson, chainSha256, genesisSha256 } from '../../src/store/invocation-chain.ts'
import type { InvocationRow } from '../../src/store/store.ts'

function chainOf(length: number): InvocationRow[] {
  const rows: InvocationRow[] = []
  let previousSha256 = genesisSha256
  for (let sequence = 1; sequence <= length; sequence += 1) {
    const row = {
      sequence,
      invocationId: `call-${sequence}`,
      recordedAtMs: 1_795_000_000_000 + sequence,
      previousSha256,
      body: canonicalJson({ sequence, outcome: 'cards' })
    }
    previousSha256 = chainSha256(row)
    rows.push({ ...row, sha256: previousSha256 })
  }
  return rows
}

const headOf = (rows: readonly InvocationRow[]) => {
  const last = rows.at(-1)
  return { sequence: last?.sequence ?? 0, sha256: last?.sha256 ?? genesisSha256 }
}

describe('a chain of invocation records', () => {
  test('is intact as written, whole or from the middle', () => {
    const rows = chainOf(6)
    const head = headOf(rows)
    expect(verifyChain(rows, { head, whole: true })).toEqual({ outcome: 'intact', records: 6 })
    expect(verifyChain(rows.slice(2), { head })).toEqual({ outcome: 'intact', records: 4 })
    expect(verifyChain([])).toEqual({ outcome: 'intact', records: 0 })
  })

  test('pins the hash, so that records of one version can be checked by another', () => {
    const sha256 = chainSha256({
      previousSha256: '0'.repeat(64),
      sequence: 1,
      invocationId: 'call-1',
      recordedAtMs: 1_795_000_000_001,
      body: '{"a":1}'
    })
    expect(sha256).toBe('4e8fe601aa897c6e27236668e03299eb68306eecf9765a3179ddc111dbf54354')
  })

  test('is broken by one changed character anywhere in any column, at that record', () => {
    const rows = chainOf(5)
    fc.assert(
      fc.property(
        fc.nat(4),
        fc.constantFrom('body', 'invocationId', 'sha256', 'previousSha256' as const),
        fc.nat(),
        (place, column, at) => {
          const row = rows[place]!
          const text = row[column]
          const index = at % text.length
          const other = text[index] === 'a' ? 'b' : 'a'
          const altered = text.slice(0, index) + other + text.slice(index + 1)
          const forged = rows.with(place, { ...row, [column]: altered })
          expect(verifyChain(forged, { whole: true })).toEqual({
            outcome: 'broken',
            sequence: place + 1,
            reason: 'altered'
          })
        }
      )
    )
  })

  test('is broken by a changed time, at that record', () => {
    const rows = chainOf(3)
    const forged = rows.with(1, { ...rows[1]!, recordedAtMs: 1 })
    expect(verifyChain(forged)).toEqual({ outcome: 'broken', sequence: 2, reason: 'altered' })
  })

  test('is broken where a record was rewritten with a hash of its own, at the next one', () => {
    const rows = chainOf(3)
    const rewritten = { ...rows[1]!, body: '{}' }
    const forged = rows.with(1, { ...rewritten, sha256: chainSha256(rewritten) })
    expect(verifyChain(forged)).toEqual({ outcome: 'broken', sequence: 3, reason: 'altered' })
  })

  test.for([0, 1, 2, 3, 4])('is broken by the deletion of record %s of five', (place) => {
    const rows = chainOf(5)
    const verdict = verifyChain(rows.toSpliced(place, 1), { head: headOf(rows), whole: true })
    expect(verdict).toEqual({
      outcome: 'broken',
      sequence: place + 1,
      reason: place === 4 ? 'cut' : 'missing'
    })
  })

  test('is broken when everything was deleted, and by records past its head', () => {
    const rows = chainOf(3)
    expect(verifyChain([], { head: headOf(rows), whole: true })).toEqual({
      outcome: 'broken',
      sequence: 1,
      reason: 'cut'
    })
    expect(verifyChain(rows, { head: headOf(rows.slice(0, 2)), whole: true })).toEqual({
      outcome: 'broken',
      sequence: 3,
      reason: 'altered'
    })
  })

  test('is broken by two records in each other’s place', () => {
    const [first, second, third] = chainOf(3)
    expect(verifyChain([first!, third!, second!]).outcome).toBe('broken')
  })
})

describe('canonical JSON', () => {
  test('is the same for equal objects and parses to what went in', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value)
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)))
        expect(canonicalJson(shuffled(value))).toBe(text)
      })
    )
  })
})

function shuffled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shuffled)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, member]) => [key, shuffled(member)])
  )
}
