import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadRxnorm } from '../../../src/process/load-site-files.ts'
import { gather } from '../../../src/terminology/rxnorm/gather.ts'
import { readRxnormFile, rxnormLines } from '../../../src/terminology/rxnorm/rxnorm-file.ts'
import type { RxnormTable } from '../../../src/terminology/rxnorm/rxnorm-file.ts'
import { terminologyWith } from '../../../src/terminology/terminology.ts'
import { rxnorm } from '../../support/records.ts'
import { attributes, names, relations } from './rrf-files.ts'

function tableOf(): RxnormTable {
  const gathered = gather()
  for (const line of names) gathered.addName(line)
  for (const line of relations) gathered.addRelation(line)
  for (const line of attributes) gathered.addAttribute(line)
  const read = readRxnormFile([...rxnormLines(gathered, 'RxNorm_full_11022026')].join('\n'))
  if (typeof read === 'string') throw new Error(read)
  return read
}

const table = tableOf()

test.for([
  ['an ingredient', '6809', ['metformin']],
  ['a salt', '235743', ['metformin']],
  ['a component', '665042', ['sitagliptin']],
  ['a drug', '861007', ['metformin']],
  ['a branded drug, by its components and not by its brand', '861008', ['metformin']],
  ['a combination', '861769', ['metformin', 'sitagliptin']],
  ['a pack', '900005', ['metformin']],
  ['an obsolete drug', '900006', ['metformin']],
  ['what editors suppressed', '900007', undefined],
  ['a dose form', '900008', undefined],
  ['a code that is not there', '1', undefined]
] as const)('%s stands for its ingredients', ([, code, expected]) => {
  expect(table.ingredientsOfCode(code)).toEqual(expected)
})

test('knows strengths, NDC, ATC, and brands by their whole name', () => {
  expect(table.strengthOfCode('861007')).toBe('500 MG')
  expect(table.strengthOfCode('861769')).toBeUndefined()
  expect(table.ingredientsOfNdc('00093104801')).toEqual(['metformin'])
  expect(table.ingredientsOfNdc('00093104802')).toBeUndefined()
  expect(table.ingredientsOfAtc('A10BA02')).toEqual(['metformin'])
  expect(table.ingredientsNamed('Zorbex')).toEqual(['zorblaxin'])
  expect(table.ingredientsNamed('Zor')).toBeUndefined()
  expect(table.release).toBe('RxNorm_full_11022026')
})

test.for([
  ['by an RxNorm code of a product', rxnorm, '900004', '', ['zorblaxin']],
  ['by an NDC with hyphens', 'http://hl7.org/fhir/sid/ndc', '0002-8215-01', '', ['zorblaxin']],
  ['by an ATC code', 'http://www.whocc.no/atc', 'A10BA02', '', ['metformin']],
  ['by a brand that only the release knows', '', '', 'Zorbex 5 mg tablet', ['zorblaxin']],
  ["by RxNorm's name of what Curbside calls otherwise", rxnorm, '11118', '', ['valproate']],
  [
    'by the text, which goes before the code',
    rxnorm,
    '900004',
    'warfarin 5 mg tablet',
    ['warfarin']
  ]
] as const)('recognises a drug %s', ([, system, code, text, ingredients]) => {
  const terminology = terminologyWith(new Map(), table)
  const drug = { codes: [{ system, code }], texts: text === '' ? [] : [text] }
  expect(terminology.recogniseDrug(drug)).toMatchObject({ ingredients, complete: true })
})

test('a brand inside a longer name is no drug', () => {
  const terminology = terminologyWith(new Map(), table)
  for (const text of ['Zorbex-like cream', 'My Zorbex holder 1 each']) {
    expect(terminology.recogniseDrug({ codes: [], texts: [text] }).ingredients).toEqual([])
  }
})

test(
  'the command writes a file that the start reads, and refuses another',
  { timeout: 30_000 },
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'curbside-rxnorm-'))
    try {
      writeFileSync(join(folder, 'RXNCONSO.RRF'), `${names.join('\n')}\n`)
      writeFileSync(join(folder, 'RXNREL.RRF'), `${relations.join('\r\n')}\r\n`)
      writeFileSync(join(folder, 'RXNSAT.RRF'), attributes.join('\n'))
      const out = join(folder, 'rxnorm.tsv')
      const said = execFileSync(
        process.execPath,
        ['src/terminology/main.ts', 'import', '--rxnorm', folder, '--out', out],
        { encoding: 'utf8' }
      )
      expect(said).toContain('2 NDC')
      expect(loadRxnorm(out).table.counts).toEqual({ ingredients: 4, concepts: 12, ndc: 2 })
      expect(readFileSync(out, 'utf8')).not.toContain('|')
      writeFileSync(out, '{"drugs": []}')
      expect(() => loadRxnorm(out)).toThrow('CURBSIDE_CONFIG_INVALID')
    } finally {
      rmSync(folder, { recursive: true })
    }
  }
)

test('a file as large as a full release loads in 100 MB', { timeout: 60_000 }, () => {
  const lines = ['curbside-rxnorm\t1\tlarge']
  for (let at = 1; at <= 14_000; at += 1)
    lines.push(`I\t${at}\tingredient number ${at}\tA${10 + (at % 80)}BA${10 + (at % 80)}`)
  for (let at = 1; at <= 130_000; at += 1)
    lines.push(`C\t${20_000 + at}\t${1 + (at % 14_000)}\t${at % 500} MG`)
  for (let at = 1; at <= 20_000; at += 1) lines.push(`B\tbrand number ${at}\t${20_000 + at}`)
  for (let at = 1; at <= 350_000; at += 1)
    lines.push(`N\t${String(at * 7).padStart(11, '0')}\t${20_000 + (at % 130_000) + 1}`)
  const text = lines.join('\n')
  const heapBefore = process.memoryUsage()
  const read = readRxnormFile(text)
  const heapAfter = process.memoryUsage()
  if (typeof read === 'string') throw new Error(read)
  const grown =
    heapAfter.heapUsed - heapBefore.heapUsed + heapAfter.arrayBuffers - heapBefore.arrayBuffers
  expect(grown / 1e6).toBeLessThan(100)
  expect(read.ingredientsOfNdc('00000000700')).toEqual(read.ingredientsOfCode('20101'))
})
