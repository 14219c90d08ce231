/*
 * Claims of every kind, made by a seeded program, about a record by hand and about
 * every published record at hand: no corrupted one may be believed, and every true one must be.
 * CLAIM_SEED replays another run, and the table is printed with it.
 */
import type { Bundle } from '@medplum/fhirtypes'
import { describe, expect, test } from 'vitest'
import { claimRecordOf } from '../../../src/evaluation/claims/claim-record.ts'
import { judgeClaim } from '../../../src/evaluation/claims/judge-claim.ts'
import { ClaimTally } from '../../../src/evaluation/claims/tally.ts'
import { publishedFiles, publishedText } from '../../support/published-records.ts'
import { makeClaims } from './make-claims.ts'
import { someRecord } from './some-records.ts'

const seed = Number(process.env['CLAIM_SEED'] ?? 20_261_120)
const strangers = ['Observation/of-somebody-else', 'urn:uuid:of-somebody-else']

const kinds = [
  'fabricated_ref',
  'wrong_ref',
  'wrong_ref_same_code',
  'other_patient_ref',
  'wrong_value',
  'wrong_date',
  'wrong_unit',
  'trend_reversed',
  'trend_single_point',
  'stopped_claimed_active',
  'resolved_claimed_active',
  'negated',
  'wrong_name'
]

function judged(given: { record: Bundle; seed: number; readingsMax?: number }) {
  const record = claimRecordOf(given.record)
  if (record === undefined) throw new Error('no patient')
  const claims = makeClaims({ ...given, bundle: 'one', strangers })
  return claims.map((claim) => ({ claim, reason: judgeClaim({ ...claim, id: '' }, record) }))
}

/** Those that were judged wrongly, in words. */
function wrong(all: ReturnType<typeof judged>) {
  return all
    .filter(({ claim, reason }) => (claim.label === 'supported') !== (reason === null))
    .map(
      ({ claim, reason }) =>
        `${claim.mutation ?? 'true'}: ${JSON.stringify(claim.structured)} (${reason ?? 'believed'})`
    )
}

describe('about a record by hand', () => {
  test.for([...Array(6).keys()])('seed + %i', (more) => {
    expect(wrong(judged({ record: someRecord(), seed: seed + more }))).toEqual([])
  })

  test('there are claims of every kind', () => {
    const made = judged({ record: someRecord(), seed }).map(({ claim }) => claim.mutation)
    expect(kinds.filter((kind) => !made.includes(kind))).toEqual([])
  })
})

const names = publishedFiles('patients')
describe.skipIf(names.length === 0)('about published records', () => {
  const tally = new ClaimTally()

  test.for(names.length === 0 ? ['none'] : names)('%s', (name) => {
    const record = JSON.parse(publishedText('patients', name)) as Bundle
    const all = judged({ record, seed: seed + name.length, readingsMax: 25 })
    for (const { claim, reason } of all) tally.count({ ...claim, id: '' }, reason === null)
    expect(wrong(all)).toEqual([])
  })

  test('together make thousands of claims', () => {
    if (process.env['CLAIM_SEED'] !== undefined)
      process.stdout.write(`${tally.lines().join('\n')}\n`)
    expect(tally.claims).toBeGreaterThan(2_000)
    expect(tally.corruptedAccepted).toBe(0)
  })
})
