import { attributeOf, nameOf, relationOf } from './rrf.ts'

/**
 * Steps from a product down to its ingredients: packs, drugs, components and forms, brands and
 * salts, ingredients. A relation is followed only downwards.
 */
const rankOf: ReadonlyMap<string, number> = new Map([
  ['IN', 0],
  ['PIN', 1],
  ['MIN', 1],
  ['BN', 1],
  ['SCDC', 2],
  ['SBDC', 3],
  ['SCDF', 2],
  ['SBDF', 3],
  ['SCDG', 2],
  ['SBDG', 3],
  ['SCD', 4],
  ['SBD', 5],
  ['GPCK', 6],
  ['BPCK', 7]
])

const followed: ReadonlySet<string> = new Set(
  [
    'has_ingredient ingredient_of has_ingredients ingredients_of has_precise_ingredient',
    'precise_ingredient_of consists_of constitutes contains contained_in tradename_of has_tradename',
    'form_of has_form has_part part_of'
  ].flatMap((list) => list.split(' '))
)

export interface Concept {
  readonly name: string
  readonly termType: string
  /** "500 MG", of a component. */
  readonly strength?: string
}

/** What was gathered of the three files; `ingredientsOf` answers once all lines are in. */
export interface Gathered {
  addName(line: string): void
  /** Names must be in before. */
  addRelation(line: string): void
  addAttribute(line: string): void
  readonly concepts: ReadonlyMap<number, Concept>
  /** ATC codes by concept. */
  readonly atc: ReadonlyMap<number, readonly string[]>
  /** Concepts by NDC of eleven digits. */
  readonly ndc: ReadonlyMap<string, number>
  ingredientsOf(rxcui: number): readonly number[]
  strengthOf(rxcui: number): string | undefined
}

export function gather(): Gathered {
  const concepts = new Map<number, Concept>()
  const atc = new Map<number, string[]>()
  const ndc = new Map<string, number>()
  const below = new Map<number, Set<number>>()
  const rank = (rxcui: number): number | undefined =>
    rankOf.get(concepts.get(rxcui)?.termType ?? '')
  return {
    concepts,
    atc,
    ndc,
    addName: (line) => {
      const read = nameOf(line)
      if (read === undefined) return
      const { rxcui, source, termType, code, name } = read
      if (source === 'ATC' && /^[A-Z]\d{2}[A-Z]{2}\d{2}$/.test(code)) {
        const known = atc.get(rxcui)
        if (known === undefined) atc.set(rxcui, [code])
        else if (!known.includes(code)) known.push(code)
      }
      if (source === 'RXNORM' && rankOf.has(termType)) concepts.set(rxcui, { name, termType })
    },
    addRelation: (line) => {
      const read = relationOf(line)
      if (read === undefined || !followed.has(read.relation)) return
      const [one, other] = [rank(read.one), rank(read.other)]
      if (one === undefined || other === undefined || one === other) return
      const [upper, lower] = one > other ? [read.one, read.other] : [read.other, read.one]
      const lowers = below.get(upper)
      if (lowers === undefined) below.set(upper, new Set([lower]))
      else lowers.add(lower)
    },
    addAttribute: (line) => {
      const read = attributeOf(line)
      if (read === undefined) return
      const { rxcui, attribute, value } = read
      if (attribute === 'NDC' && /^\d{11}$/.test(value)) ndc.set(value, rxcui)
      const concept = attribute === 'RXN_STRENGTH' ? concepts.get(rxcui) : undefined
      if (concept?.termType === 'SCDC') concepts.set(rxcui, { ...concept, strength: value })
    },
    ingredientsOf: (rxcui) =>
      [...ingredientsBelow(rxcui, { concepts, below })].toSorted((a, b) => a - b),
    strengthOf: (rxcui) => strengthBelow(rxcui, { concepts, below })
  }
}

interface Tree {
  readonly concepts: ReadonlyMap<number, Concept>
  readonly below: ReadonlyMap<number, ReadonlySet<number>>
}

function ingredientsBelow(rxcui: number, tree: Tree): ReadonlySet<number> {
  if (tree.concepts.get(rxcui)?.termType === 'IN') return new Set([rxcui])
  const parts = [...(tree.below.get(rxcui) ?? [])]
  // A product's components say exactly what it holds; its brand may be that of others too.
  const components = parts.filter((part) => tree.concepts.get(part)?.termType === 'SCDC')
  const found = new Set<number>()
  for (const part of components.length > 0 ? components : parts) {
    for (const ingredient of ingredientsBelow(part, tree)) found.add(ingredient)
  }
  return found
}

/** Of a product with one component only. */
function strengthBelow(rxcui: number, { concepts, below }: Tree): string | undefined {
  const components = [...(below.get(rxcui) ?? [])].flatMap((part) => {
    const concept = concepts.get(part)
    return concept?.termType === 'SCDC' ? [concept] : []
  })
  return components.length === 1 ? components[0]?.strength : undefined
}
