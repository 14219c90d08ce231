import type { Gathered } from './gather.ts'

/*
 * The compact file that Curbside reads at its start: lines of tab-separated columns.
 *   curbside-rxnorm 1 <release>
 *   I <rxcui> <name> <ATC codes, comma>             an ingredient
 *   C <rxcui> <ingredients, comma> <strength>       any other concept
 *   B <name in lower case> <rxcui>                  a brand
 *   N <NDC> <rxcui>                                 sorted by NDC
 */

const format = 'curbside-rxnorm'
const version = '1'
const tab = '\t'

/** The lines of the compact file. What leads to no ingredient is left out. */
export function* rxnormLines(gathered: Gathered, release: string): Iterable<string> {
  const { concepts, atc, ndc } = gathered
  const written = new Set<number>()
  yield [format, version, plain(release)].join(tab)
  for (const [rxcui, { name, termType }] of concepts) {
    if (termType !== 'IN') continue
    written.add(rxcui)
    yield ['I', rxcui, plain(name).toLowerCase(), (atc.get(rxcui) ?? []).join()].join(tab)
  }
  for (const [rxcui, { name, termType }] of concepts) {
    if (termType === 'IN') continue
    const ingredients = gathered.ingredientsOf(rxcui)
    if (ingredients.length === 0) continue
    written.add(rxcui)
    yield ['C', rxcui, ingredients.join(), plain(gathered.strengthOf(rxcui) ?? '')].join(tab)
    if (termType === 'BN') yield ['B', plain(name).toLowerCase(), rxcui].join(tab)
  }
  for (const code of [...ndc.keys()].toSorted()) {
    const rxcui = ndc.get(code) ?? 0
    if (written.has(rxcui)) yield ['N', code, rxcui].join(tab)
  }
}

const plain = (text: string): string => text.replace(/[\t\r\n]+/g, ' ')

/** A site's RxNorm: what a code or a name stands for. */
export interface RxnormTable {
  readonly release: string
  readonly counts: { readonly ingredients: number; readonly concepts: number; readonly ndc: number }
  /** Names of ingredients as RxNorm has them, in lower case. */
  ingredientsOfCode(rxcui: string): readonly string[] | undefined
  ingredientsOfNdc(ndc: string): readonly string[] | undefined
  ingredientsOfAtc(atc: string): readonly string[] | undefined
  /** Of an ingredient's or a brand's whole name. */
  ingredientsNamed(name: string): readonly string[] | undefined
  strengthOfCode(rxcui: string): string | undefined
}

/** Reads the compact file; a string says what is wrong with it. */
export function readRxnormFile(text: string): RxnormTable | string {
  const end = text.length
  const head = text.slice(0, text.indexOf('\n'))
  const [name, written, release = ''] = head.split(tab)
  if (name !== format) return 'is not a file that "npm run terminology -- import" wrote'
  if (written !== version) return `has version ${written}, and this Curbside reads ${version}`
  const read = newTables()
  let at = head.length + 1
  while (at < end) {
    const next = text.indexOf('\n', at)
    const stop = next === -1 ? end : next
    if (!keep(read, text.slice(at, stop).split(tab))) return 'holds a line that is none of its form'
    at = stop + 1
  }
  return tableOf(read, release)
}

interface Tables {
  readonly ingredients: Map<number, readonly string[]>
  readonly concepts: Map<number, readonly string[]>
  readonly strengths: Map<number, string>
  readonly names: Map<string, readonly string[]>
  readonly atc: Map<string, string[]>
  readonly ndc: number[]
  readonly ndcConcepts: number[]
  /** Thousands of products hold the same few lists. */
  readonly lists: Map<string, readonly string[]>
}

const newTables = (): Tables => ({
  ingredients: new Map(),
  concepts: new Map(),
  strengths: new Map(),
  names: new Map(),
  atc: new Map(),
  ndc: [],
  ndcConcepts: [],
  lists: new Map()
})

function keep(
  read: Tables,
  [kind = '', first = '', second = '', third = '']: readonly string[]
): boolean {
  switch (kind) {
    case 'I':
      read.ingredients.set(Number(first), [second])
      read.names.set(second, [second])
      for (const code of third === '' ? [] : third.split(',')) {
        read.atc.set(code, [...(read.atc.get(code) ?? []), second])
      }
      return true
    case 'C':
      read.concepts.set(Number(first), listOf(read, second))
      if (third !== '') read.strengths.set(Number(first), third)
      return true
    case 'B':
      read.names.set(first, read.concepts.get(Number(second)) ?? [])
      return true
    case 'N':
      read.ndc.push(Number(first))
      read.ndcConcepts.push(Number(second))
      return true
    default:
      return kind === ''
  }
}

function listOf(read: Tables, codes: string): readonly string[] {
  const before = read.lists.get(codes)
  if (before !== undefined) return before
  const names = codes.split(',').flatMap((code) => read.ingredients.get(Number(code)) ?? [])
  read.lists.set(codes, names)
  return names
}

function tableOf(read: Tables, release: string): RxnormTable {
  const { ingredients, concepts, strengths, names, atc } = read
  // Half a million numbers: as typed arrays they weigh a tenth of a map.
  const ndc = Float64Array.from(read.ndc)
  const ndcConcepts = Uint32Array.from(read.ndcConcepts)
  const ofConcept = (rxcui: number): readonly string[] | undefined =>
    ingredients.get(rxcui) ?? concepts.get(rxcui)
  return {
    release,
    counts: { ingredients: ingredients.size, concepts: concepts.size, ndc: ndc.length },
    ingredientsOfCode: (rxcui) => ofConcept(Number(rxcui)),
    ingredientsOfNdc: (code) => {
      const at = /^\d{11}$/.test(code) ? placeOf(ndc, Number(code)) : -1
      return at === -1 ? undefined : ofConcept(ndcConcepts[at] ?? 0)
    },
    ingredientsOfAtc: (code) => atc.get(code),
    ingredientsNamed: (name) => names.get(name.toLowerCase()),
    strengthOfCode: (rxcui) => strengths.get(Number(rxcui))
  }
}

function placeOf(sorted: Float64Array, wanted: number): number {
  let [low, high] = [0, sorted.length - 1]
  while (low <= high) {
    const middle = (low + high) >> 1
    const value = sorted[middle] ?? 0
    if (value === wanted) return middle
    if (value < wanted) low = middle + 1
    else high = middle - 1
  }
  return -1
}
