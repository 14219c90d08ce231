import { expect, test } from 'vitest'
import tables from '../../src/terminology/rxnorm-ingredients.json' with { type: 'json' }
import { drugWords } from '../../src/terminology/drug-names.ts'
import { findIngredients } from '../../src/terminology/find-ingredients.ts'
import { spelledOut } from '../../src/terminology/spell-out-drug.ts'
import { embeddedTerminology } from '../../src/terminology/terminology.ts'
import { rxnorm } from '../support/records.ts'
import { brands } from './lists/brands.ts'
import { decoys } from './lists/decoys.ts'
import { usPrescribed } from './lists/us-prescribed.ts'
import { whoEssential } from './lists/who-essential.ts'

/*
 * How much is known by name. Each list says where it comes from; what is counted is the whole
 * answer: every ingredient, no other, and nothing left unrecognised.
 */

interface Row {
  readonly name: string
  readonly expected: readonly string[]
  readonly brand?: string
}

const read = (text: string): string => {
  const { ingredients, complete } = embeddedTerminology.recogniseDrug({
    codes: [],
    texts: spelledOut([text])
  })
  return complete ? ingredients.join() : `${ingredients.join()} (not all)`
}

/** `name = what it holds | brand`. */
function rowOf(line: string): Row | undefined {
  const [left = '', brand] = line.split('|').map((part) => part.trim())
  const [name = '', holds] = left.split('=').map((part) => part.trim())
  if (name === '' || holds === '') return undefined
  const expected = (holds ?? name).split(', ').toSorted()
  return { name, expected, ...(brand !== undefined && { brand }) }
}

const rowsOf = (list: string, by: RegExp): readonly Row[] =>
  list.split(by).flatMap((line) => rowOf(line) ?? [])

/** The rows that are answered wrongly, in words, so that a failure tells which. */
const missed = (rows: readonly Row[], write: (row: Row) => string): readonly string[] =>
  rows.flatMap((row) => {
    const text = write(row)
    const answer = read(text)
    return answer === row.expected.join() ? [] : [`${text}: ${answer}`]
  })

const prescribed = rowsOf(usPrescribed, /\n/)

const inRxnorm = ({ name }: Row): string =>
  `${name.split('-').length > 1 && !/^[a-z]-/.test(name) && !name.includes('omega') ? name.split('-').join(' 5 MG / ') : name} 10 MG Oral Tablet`
const inEpic = ({ name, brand }: Row): string =>
  `${name.slice(0, 3)}${name.slice(3, 7).toUpperCase()}${name.slice(7)}${brand === undefined ? '' : ` (${brand.toUpperCase()})`} 10 MG per tablet`
const inOracle = ({ name }: Row): string => `${name} 10 mg oral tablet`
const shouted = ({ name, brand }: Row): string =>
  brand === undefined ? `${name.toUpperCase()} 10 MG PO TABS` : `${brand} 10 mg tablet`

test.for([
  ['as RxNorm writes them', inRxnorm],
  ['as Epic writes them', inEpic],
  ['as Oracle writes them', inOracle],
  ['by brand, or in capitals', shouted]
] as const)('knows 98 % of the drugs most prescribed in the US, %s', ([, write]) => {
  expect(prescribed.length).toBeGreaterThanOrEqual(300)
  const wrong = missed(prescribed, write)
  expect(wrong.slice(Math.floor(prescribed.length * 0.02))).toEqual([])
})

test('knows 95 % of the medicines of the WHO model list by their INN', () => {
  const rows = rowsOf(whoEssential, /[;\n]/)
  expect(rows.length).toBeGreaterThan(380)
  const wrong = missed(rows, ({ name }) => name)
  expect(wrong.slice(Math.floor(rows.length * 0.05))).toEqual([])
})

test('knows 90 % of the brands of the US, the UK and the EU, and is wrong about none', () => {
  const rows = rowsOf(brands, /\n/)
  expect(rows.length).toBeGreaterThanOrEqual(110)
  const wrong = missed(rows, ({ name }) => `${name} 10 mg tablet`)
  expect(wrong.slice(Math.floor(rows.length * 0.1))).toEqual([])
  // A brand that is not known names nothing; it never names another drug.
  expect(wrong.filter((line) => !line.endsWith(': ') && !line.endsWith(': (not all)'))).toEqual([])
})

test('calls nothing an ingredient that is no drug, or none that is known', () => {
  const texts = decoys.split(/[;\n]/).flatMap((text) => text.trim() || [])
  expect(texts.length).toBeGreaterThanOrEqual(300)
  const named = texts.flatMap((text) => {
    const { ingredients } = embeddedTerminology.recogniseDrug({
      codes: [],
      texts: spelledOut([text])
    })
    return ingredients.length > 0 ? [`${text}: ${ingredients.join()}`] : []
  })
  expect(named).toEqual([])
})

test('knows every RxNorm code that the tables hold, by the code alone', () => {
  const codes = tables.sources.flatMap((source) =>
    Object.entries(source.codes).flatMap(([names, list]) =>
      list.split(' ').map((code) => [code, names] as const)
    )
  )
  expect(codes.length).toBeGreaterThan(450)
  for (const [code, names] of codes) {
    const { ingredients } = embeddedTerminology.recogniseDrug({
      codes: [{ system: rxnorm, code }],
      texts: []
    })
    expect(ingredients.join(', '), code).toBe(names)
  }
})

test("lets no word of every day, and nobody's name, through as the word of a drug", () => {
  const words = new Set([...drugWords()].flatMap((name) => name.split(' ')))
  const ordinary = [
    'heather',
    'camila',
    'nikki',
    'john',
    "john's",
    'soma',
    'alli',
    'ginger',
    'coral'
  ]
  expect(ordinary.filter((word) => words.has(word))).toEqual([])
  expect(findIngredients('Ginger and Heather went for a walk').ingredients).toEqual([])
})
