import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, test } from 'vitest'
import { caseFaults } from '../../src/evaluation/case.ts'
import { findCases } from '../../src/evaluation/find-cases.ts'
import { knownRuleId } from '../../src/evaluation/rule-ids.ts'
import { readCase } from '../../src/evaluation/read-case.ts'
import { silenceOf } from '../../src/evaluation/read-pattern.ts'

const request = { hook: 'patient-view', context: { patientId: 'p1' } }
const whole = { id: 'a', asOf: '2026-11-20', service: 'patient-view', request, silent: ['.'] }
const read = (change: Readonly<Record<string, unknown>>) =>
  readCase({ ...whole, ...change }, 'a.json')
const codesOf = (change: Readonly<Record<string, unknown>>) =>
  read(change).faults.map(({ code }) => code)

describe('a case', () => {
  test('is read by the names of its fields', () => {
    const expected = { rule: 'R-01', matches: 'eGFR', indicator: 'critical' }
    const reading = read({ expect: [expected], record: [], subgroup: { race: 'black' } })
    expect(reading.faults).toEqual([])
    expect(reading).toMatchObject({
      outcome: 'read',
      one: { ...whole, patientId: 'p1', expect: [expected], silent: [{ anyCard: true }] }
    })
  })

  test('may leave out id, service and what is expected, and say things once', () => {
    const { id: _id, service: _service, silent: _silent, ...less } = whole
    const reading = readCase({ ...less, expect: 'eGFR' }, 'folder/b.json')
    expect(reading).toMatchObject({
      one: { id: 'folder/b', service: 'patient-view', expect: [{ indicator: 'info' }], silent: [] }
    })
  })

  test('may name a deprecated hook, a bare rule number and a Patient reference', () => {
    const reading = read({
      service: undefined,
      request: { hook: 'medication-prescribe', context: { patientId: 'Patient/p1' } },
      expect: [{ rule: '2', matches: 'warfarin', indicator: 'WARNING' }]
    })
    expect(reading).toMatchObject({
      one: {
        service: 'order-select',
        patientId: 'p1',
        expect: [{ rule: 'R-02', indicator: 'warning' }]
      }
    })
  })

  test('may have remarks, and a time without an offset', () => {
    expect(codesOf({ title: 'x', _note: 'y', comment: 'z', $schema: 'w' })).toEqual([])
    expect(read({ asOf: '2026-11-20T09:00' })).toMatchObject({ one: { asOf: '2026-11-20T09:00Z' } })
  })

  test.for([
    [{ request: undefined }, 'CASE_FIELD_MISSING'],
    [{ request: { hook: 'patient-view' } }, 'CASE_FIELD_MISSING'],
    [{ asOf: undefined }, 'CASE_FIELD_MISSING'],
    [{ asOf: 'yesterday' }, 'CASE_FIELD_WRONG'],
    [{ asOf: '2026-13-40' }, 'CASE_FIELD_WRONG'],
    [{ service: 'patient-views' }, 'CASE_SERVICE_UNKNOWN'],
    [{ expect: [{ matches: '(' }] }, 'CASE_PATTERN_INVALID'],
    [{ silent: ['('] }, 'CASE_PATTERN_INVALID'],
    [{ silent: [7] }, 'CASE_FIELD_WRONG'],
    [{ expect: [{ indicator: 'info' }] }, 'CASE_FIELD_MISSING'],
    [{ expect: [{ matches: 'x', indicator: 'loud' }] }, 'CASE_FIELD_WRONG'],
    [{ expect: [7] }, 'CASE_FIELD_WRONG']
  ] as const)('%j is not replayed: %s', ([change, code]) => {
    expect(read(change).outcome).toBe('unreadable')
    expect(codesOf(change)).toEqual([code])
  })

  test('with an unknown field is replayed, and the field is said', () => {
    const reading = read({ expects: [], expect: [{ matches: 'x', loud: true }] })
    expect(reading.outcome).toBe('read')
    expect(reading.faults).toEqual([
      { code: 'CASE_FIELD_UNKNOWN', said: 'expects.' },
      { code: 'CASE_FIELD_UNKNOWN', said: 'expect[0].loud.' }
    ])
  })

  test('that is no object is a fault, never a crash', () => {
    for (const value of [null, 7, 'text', true, []]) {
      expect(readCase(value, 'a.json').outcome).toBe('unreadable')
    }
  })
})

test('patterns ignore capitals, but an abbreviation in a silence is meant as written', () => {
  expect(silenceOf('metformin')?.pattern.test('Metformin ordered')).toBe(true)
  expect(silenceOf('MME')?.pattern.test('not recommended')).toBe(false)
  expect(silenceOf('(?i)egfr')?.pattern.test('eGFR 24')).toBe(true)
  expect(silenceOf('/egfr/i')?.pattern.test('eGFR 24')).toBe(true)
  expect(silenceOf('(?i)NSAID|bleeding')?.pattern.test('Bleeding risk')).toBe(true)
  expect(silenceOf('/MME|opioid/i')?.pattern.test('Opioids add up')).toBe(true)
  expect(silenceOf('\\p{Lu}x')?.pattern.test('pLux')).toBe(true)
  expect(['.', '/./'].map((text) => silenceOf(text)?.anyCard)).toEqual([true, true])
  expect(silenceOf('.+')?.anyCard).toBe(false)
})

test('rules are known by id, number, situation and topic', () => {
  for (const name of ['R-01', 'r1', '1', '#1', 'rule 01', 'metforminEgfr']) {
    expect(knownRuleId(name), name).toBe('R-01')
  }
  expect(knownRuleId('L9')).toBe('L-09')
  for (const name of ['R-99', 'metformin', '', '123']) expect(knownRuleId(name)).toBeUndefined()
})

test('each fault says what to do', () => {
  for (const help of Object.values(caseFaults)) expect(help).toMatch(/^[A-Z].*\.$/)
})

describe('a folder of cases', () => {
  const folder = mkdtempSync(join(tmpdir(), 'curbside-cases-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const write = (name: string, value: unknown): void => {
    mkdirSync(join(folder, name, '..'), { recursive: true })
    const text = typeof value === 'string' ? value : JSON.stringify(value)
    writeFileSync(join(folder, name), name.endsWith('.gz') ? gzipSync(text) : text)
  }
  const bundle = { resourceType: 'Bundle', type: 'collection', entry: [] }

  test('is read by name, below and packed; records and other files are left out', async () => {
    write('b.json', whole)
    write('a/packed.json.gz', { ...whole, record: '../records/p1.json' })
    write('a/gone.json', { ...whole, record: 'nowhere.json' })
    write('a/number.json', { ...whole, record: 7 })
    write('records/p1.json.gz', bundle)
    write('two.json', [whole, { ...whole, id: 'second' }])
    write('broken.json', '{"id": ')
    write('marked.json', `\uFEFF${JSON.stringify(whole)}`)
    write('package.json', { name: 'x' })
    write('readme.md', 'text')
    const found = await findCases(folder)
    const short = found.map(({ file, one, faults }) => [
      file,
      one === undefined ? faults.map(({ code }) => code).join() : 'read'
    ])
    expect(short).toEqual([
      ['a/gone.json', 'CASE_RECORD_UNREADABLE'],
      ['a/number.json', 'CASE_RECORD_UNREADABLE'],
      ['a/packed.json.gz', 'read'],
      ['b.json', 'read'],
      ['broken.json', 'CASE_NOT_JSON'],
      ['marked.json', 'read'],
      ['two.json[0]', 'read'],
      ['two.json[1]', 'read']
    ])
    expect(found.find(({ file }) => file.startsWith('a/packed'))?.one?.record).toEqual(bundle)
    const [only, ...others] = await findCases(join(folder, 'b.json'))
    expect([only?.file, only?.one?.id, others]).toEqual(['b.json', 'a', []])
  })
})
