/*
 * The command's work: a file of claims and a folder of records in, one line of JSON for each claim
 * out, in the order of the file. Over the published claims, where they are at hand, every one whose
 * parts are true is believed and no other.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, expect, test } from 'vitest'
import { evaluateClaims } from '../../../src/evaluation/claims/evaluate-claims.ts'
import { publishedFiles } from '../../support/published-records.ts'
import { someRecord } from './some-records.ts'

const folder = mkdtempSync(join(tmpdir(), 'claims-'))
afterAll(() => {
  rmSync(folder, { recursive: true })
})

const claim = (id: string, bundle: string, given: object = {}) => ({
  id,
  bundle,
  kind: 'condition',
  text: 'Active problem: Asthma',
  refs: ['Condition/asthma'],
  label: 'supported',
  mutation: null,
  structured: { code: '195967001', display: 'Asthma (disorder)', assertion: 'active' },
  ...given
})

function written(claims: readonly unknown[]): string {
  writeFileSync(join(folder, 'A\u0301nn1_Lee2_x.json'), JSON.stringify(someRecord()))
  writeFileSync(join(folder, 'Bob_Ray_x.json'), '{}')
  writeFileSync(join(folder, 'Bob.json.gz'), gzipSync(JSON.stringify(someRecord())))
  const path = join(folder, 'claims.ndjson')
  writeFileSync(path, `${claims.map((one) => JSON.stringify(one)).join('\n')}\n\n`)
  return path
}

function printer() {
  const lines: string[] = []
  const progress: string[] = []
  return {
    lines,
    progress,
    line: (text: string) => void lines.push(text),
    progressed: (text: string) => void progress.push(text)
  }
}

test('judges each claim in the order of the file and counts by kind of corruption', async () => {
  const claims = written([
    claim('1', '\u00c1nn1'),
    claim('2', 'Bob'),
    claim('3', '\u00c1nn', {}),
    claim('4', '\u00c1nn1', {
      text: 'No history of Asthma',
      label: 'unsupported',
      mutation: 'text_contradicts_structured'
    }),
    claim('5', '\u00c1nn1', {
      label: 'unsupported',
      mutation: 'wrong_name',
      structured: { display: 'Gout', assertion: 'active' }
    })
  ])
  const to = printer()
  const counts = await evaluateClaims(
    { claims, records: folder },
    { line: to.line, progress: to.progressed }
  )
  expect(to.lines.map((line) => JSON.parse(line) as unknown)).toEqual([
    { id: '1', accepted: true, reason: null },
    { id: '2', accepted: true, reason: null },
    { id: '3', accepted: false, reason: 'reference-unknown' },
    // Its parts are true: the sentence beside them is not read.
    { id: '4', accepted: true, reason: null },
    { id: '5', accepted: false, reason: 'name-mismatch' }
  ])
  expect(counts).toEqual({ claims: 5, accepted: 3, rejected: 2, corruptedAccepted: 0 })
  expect(to.progress.join('\n')).toMatch(/supported, condition +3 claims +2 accepted/)
  expect(to.progress.join('\n')).toMatch(/text_contradicts_structured, condition +1 claims +1 /)
})

test('writes to a file instead, and prints nothing', async () => {
  const claims = written([claim('1', '\u00c1nn1', { label: undefined })])
  const out = join(folder, 'out.ndjson')
  const to = printer()
  await evaluateClaims({ claims, records: folder, out }, { line: to.line, progress: to.progressed })
  expect(readFileSync(out, 'utf8')).toBe('{"id":"1","accepted":true,"reason":null}\n')
  expect(to.lines).toEqual([])
  expect(to.progress).toEqual(['1 claims, 1 accepted, 0 rejected'])
})

test.for([
  ['{"id": 1', 'Line 1 of the claims is no JSON.'],
  ['{"id": 1}', 'Line 1 of the claims is no claim.']
] as const)('refuses %j', async ([text, message]) => {
  const claims = join(folder, 'bad.ndjson')
  writeFileSync(claims, text)
  const to = printer()
  await expect(
    evaluateClaims({ claims, records: folder }, { line: to.line, progress: to.progressed })
  ).rejects.toThrow(message)
})

interface Published {
  readonly id: string
  readonly label: string
  readonly mutation: string | null
  readonly text: string
}
const isTrue = (claim: Published | undefined): boolean =>
  claim?.label === 'supported' || claim?.mutation === 'text_contradicts_structured'

const place = join(process.env['CURBSIDE_REAL_DATA'] ?? '../shared/data', 'grounding')
test.skipIf(publishedFiles('grounding').length === 0)('the published claims', async () => {
  const claims = join(place, 'claims.ndjson')
  const labels = new Map(
    readFileSync(claims, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Published)
      .map((one) => [one.id, one])
  )
  const to = printer()
  const counts = await evaluateClaims(
    { claims, records: place },
    { line: to.line, progress: to.progressed }
  )
  const wrong = to.lines
    .map((line) => JSON.parse(line) as { id: string; accepted: boolean })
    .filter(({ id, accepted }) => isTrue(labels.get(id)) !== accepted)
  expect(wrong.map(({ id }) => labels.get(id)?.text)).toEqual([])
  expect(counts.claims).toBe(labels.size)
})
