import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rules } from '../../src/rules/all-rules.ts'
import type { EvaluationCase } from '../../src/evaluation/case.ts'
import type { CaseFile } from '../../src/evaluation/find-cases.ts'
import { replayCase } from '../../src/evaluation/replay-case.ts'
import type { CaseResult } from '../../src/evaluation/replay-case.ts'
import { startWorld } from '../../src/evaluation/world.ts'
import type { CaseAnswer, World } from '../../src/evaluation/world.ts'
import { readCase } from '../../src/evaluation/read-case.ts'
import { allCases, exampleCases } from './all-cases.ts'
import { allSituations } from './all-situations.ts'
import { lowPriorityPairs } from './situations/must-stay-silent.ts'
import { changedCards, nameless, otherSex } from './swaps.ts'

/*
 * The project's own cases, sent through the whole way: every situation of the clinical reference
 * with its twins, what must stay silent, and the same people with another sex, race, language and
 * payer.
 */

const folder = join(import.meta.dirname, 'cases')

/** As a file of the same content would be read. */
function readWhole(value: unknown, path: string): Omit<CaseFile, 'file'> {
  const reading = readCase(value, path)
  if (reading.outcome === 'unreadable') return { faults: reading.faults }
  return { one: reading.one, faults: reading.faults }
}

let files: readonly CaseFile[] = []
let world: World
const results: CaseResult[] = []
/** By the place of the case, to be compared with those of somebody else. */
const answers: CaseAnswer[] = []
afterAll(() => world[Symbol.asyncDispose]())
beforeAll(async () => {
  files = allCases().map(({ path, value }) => ({ file: path, ...readWhole(value, path) }))
  world = await startWorld({ cases: files.length * 3, model: 'none' })
  const listening = {
    async call(one: EvaluationCase, place: number) {
      const answer = await world.call(one, place)
      answers[place] = answer
      return answer
    }
  }
  for (const [place, { one }] of files.entries()) {
    if (one !== undefined) results.push(await replayCase(listening, one, place))
  }
}, 120_000)

test('the six examples are those of their situations: node test/evaluation/write-cases.ts writes them', () => {
  const written = new Map(exampleCases().map(({ path, value }) => [path, value]))
  expect(globSync('**/*.json', { cwd: folder }).toSorted()).toEqual([...written.keys()].toSorted())
  for (const [path, value] of written) {
    expect(JSON.parse(readFileSync(join(folder, path), 'utf8')), path).toEqual(value)
  }
})

/** The situations of the clinical reference: 38 orders, 16 of the record, and discharge. */
const numbered = (letter: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, at) => `${letter}-${String(at + 1).padStart(2, '0')}`)
const situations = [...numbered('R', 38), ...numbered('L', 16), ...numbered('D', 2)]

test('every situation has a case that is answered, one that is not, and one with data missing', () => {
  for (const id of situations) {
    const own = allSituations.filter(({ rule }) => rule === id).flatMap(({ cases }) => cases)
    const names = own.map(({ name }) => name.split('-')[0])
    expect(names, id).toEqual(expect.arrayContaining(['positive', 'negative', 'missing']))
  }
})

test('every case is read whole, and no id stands twice', () => {
  expect(files.flatMap(({ file, faults }) => faults.map((fault) => [file, fault]))).toEqual([])
  expect(results.flatMap(({ id, notes }) => notes.map((note) => [id, note]))).toEqual([])
  expect(new Set(results.map(({ id }) => id)).size).toBe(results.length)
})

test('every case is met', () => {
  const failed = results.filter(({ outcome }) => outcome === 'failed')
  expect(failed.map(({ id }) => id)).toEqual([])
})

test('no card says what was neither sent nor served', () => {
  const said = results.flatMap(({ id, cards }) =>
    cards.flatMap(({ ungrounded }) => ungrounded.map((statement) => `${id}: ${statement}`))
  )
  expect(said).toEqual([])
  const statements = results.flatMap(({ cards }) => cards.map((card) => card.statements))
  expect(statements.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(400)
})

test('no card comes that nothing expects', () => {
  const unexpected = results.flatMap(({ id, cards }) =>
    cards.filter(({ isFalse }) => isFalse).map(({ summary }) => `${id}: ${summary}`)
  )
  expect(unexpected).toEqual([])
})

test('a pair of low priority does not interrupt, whichever is ordered', () => {
  const pairs = results.filter(({ situation }) => situation === 'silent-low-priority-pairs')
  expect(pairs).toHaveLength(lowPriorityPairs.length * 2)
  for (const { id, cards } of pairs) {
    expect(
      cards.map(({ indicator }) => indicator).filter((one) => one !== 'info'),
      id
    ).toEqual([])
  }
})

test('another race, language and payer change no card', async () => {
  for (const [place, { one }] of files.entries()) {
    if (one === undefined) continue
    const after = await world.call(nameless(one), files.length + place)
    expect(changedCards(answers[place], after), one.id).toEqual([])
  }
}, 120_000)

/** Rules that ask for the sex, and why; each says so where a pharmacist reads it. */
const namesTheSex: Readonly<Record<string, string>> = {
  'L-02': 'anaemia begins at another haemoglobin, and menstruation explains it before menopause',
  'L-09': 'CHA2DS2-VASc counts a point for women; whether the card is shown does not depend on it',
  'L-13': 'breast and cervical screening is for women',
  'R-22': 'pregnancy is asked for where it is possible',
  'R-23': 'pregnancy is asked for where it is possible',
  'R-24': 'pregnancy and contraception are asked for where they are possible'
}
/** Where none of them is left to name what was not read, another rule or a card of its own does. */
const namesTheGap = ['K-01', 'no rule']

test('another sex changes no card, but for rules that name it', async () => {
  const changed = new Set<string>()
  for (const [place, { one }] of files.entries()) {
    if (one === undefined) continue
    const after = await world.call(otherSex(one), files.length * 2 + place)
    for (const rule of changedCards(answers[place], after)) changed.add(rule)
  }
  expect([...changed].toSorted()).toEqual([...Object.keys(namesTheSex), ...namesTheGap].toSorted())
}, 120_000)

test('a rule that asks for the sex says so', () => {
  for (const { id, when = '', whenNot = '' } of rules.filter((rule) => rule.id in namesTheSex)) {
    expect(`${when} ${whenNot}`, id).toMatch(/wom[ae]n|\bmen\b|sex|pregnan|contracepti/)
  }
})
