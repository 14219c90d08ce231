import {
  alsoSalts,
  brandFamilies,
  brandNames,
  ingredientNames,
  onlyAsProduct,
  productBrandNames,
  productNames,
  shorthand,
  wordsOfName
} from './drug-names.ts'
import type { Names } from './drug-names.ts'
import { isPlainWord } from './product-words.ts'
import { looksLikeProduct, withoutOtherMatters } from './product-text.ts'

export interface Found {
  /** Sorted. */
  readonly ingredients: readonly string[]
  /** False when a part of the product was not recognised. */
  readonly complete: boolean
}

const none: Found = { ingredients: [], complete: false }

/**
 * The ingredients that any text speaks of, sorted: the longest known names among its words, so that
 * salts, forms and strengths drop out. Brand names count only when nothing else is known.
 * `complete` is false when one part of "a / b" holds no known name.
 */
export function findIngredients(text: string): Found {
  const generic = text.replace(bracketed, ' ')
  const parts = generic.split(' / ').map((part) => matchesIn(part, ingredientNames))
  if (parts.some((part) => part.length > 0)) return whole(parts, generic)
  return found(matchesIn(text, brandNames))
}

/**
 * The ingredients of what a text names as a product: as above, and with the shorthand of hospitals
 * and the brands and words that mean a drug only there. Nothing for what is no drug ("insulin pump
 * supplies", "aspirin-free"), for homeopathic dilutions, and for a product of a brand's family that
 * is not known.
 */
export function findInProduct(text: string): Found {
  const product = withoutOtherMatters(text)
  if (product === undefined) return none
  const generic = product.replace(bracketed, ' ')
  const everyday = looksLikeProduct(product)
  const counts = ({ names }: Match): boolean =>
    everyday || !names.some((name) => onlyAsProduct.has(name))
  const parts = generic
    .split(' / ')
    .map((part) => withoutSalts(matchesIn(part, productNames, shorthand)).filter(counts))
  const brands = everyday ? productBrandNames : brandNames
  if (parts.some((part) => part.length > 0)) {
    const named = whole(parts, generic)
    return { ...named, complete: named.complete && !isMoreByBrand(generic, brands, named) }
  }
  return isOfUnknownFamily(product) ? none : found(matchesIn(product, brands))
}

const bracketed = /\[[^\]]*\]/g

/** A known name in a list of words. */
interface Match {
  readonly at: number
  readonly words: number
  readonly names: readonly string[]
}

function matchesIn(text: string, names: Names, inThisCase?: Names): readonly Match[] {
  const written = wordsOfName(text)
  const words = written.map((word) => word.toLowerCase())
  const matches: Match[] = []
  let at = 0
  while (at < words.length) {
    const match =
      longestNameAt(words, at, names) ??
      shorthandAt(written, at, inThisCase) ??
      unsuffixed(words, at, names)
    if (match !== undefined) matches.push(match)
    at += match?.words ?? 1
  }
  return matches
}

const wordsMax = Math.max(
  ...[...productNames.keys(), ...productBrandNames.keys()].map((name) => name.split(' ').length)
)

function longestNameAt(words: readonly string[], at: number, names: Names): Match | undefined {
  for (let count = Math.min(wordsMax, words.length - at); count > 0; count -= 1) {
    const ingredients = names.get(words.slice(at, at + count).join(' '))
    if (ingredients !== undefined) return { at, words: count, names: ingredients }
  }
  return undefined
}

function shorthandAt(
  written: readonly string[],
  at: number,
  table: Names | undefined
): Match | undefined {
  const names = table?.get(written[at] ?? '')
  return names === undefined ? undefined : { at, words: 1, names }
}

/** FDA names biologicals with four letters that mean nothing: "filgrastim-sndz". */
const biological =
  /^(?<stem>[a-z]*(?:mab|cept|stim|poetin|parin|insulin|glargine|aspart|lispro|ase|toxin[ab]|tropin|tide|kinra|alfa|globulin|stimab))-[a-z]{4}$/

function unsuffixed(words: readonly string[], at: number, names: Names): Match | undefined {
  for (let count = Math.min(3, words.length - at); count > 0; count -= 1) {
    const last = biological.exec(words[at + count - 1] ?? '')?.groups?.['stem']
    if (last === undefined) continue
    const ingredients = names.get([...words.slice(at, at + count - 1), last].join(' '))
    if (ingredients !== undefined) return { at, words: count, names: ingredients }
  }
  return undefined
}

/** "dexamethasone sodium phosphate" holds no sodium phosphate. */
function withoutSalts(matches: readonly Match[]): readonly Match[] {
  return matches.filter(({ at, names }, index) => {
    const before = matches[index - 1]
    const isBehind = before !== undefined && before.at + before.words === at
    return !(isBehind && names.every((name) => alsoSalts.has(name)))
  })
}

function whole(parts: readonly (readonly Match[])[], generic: string): Found {
  const texts = generic.split(' / ')
  return {
    ...found(parts.flat()),
    complete: parts.every(
      (part, index) =>
        part.length > 0 || wordsOfName(texts[index] ?? '').every((word) => isPlainWord(word))
    )
  }
}

function found(matches: readonly Match[]): Found {
  const ingredients = [...new Set(matches.flatMap(({ names }) => names))].toSorted()
  return { ingredients, complete: ingredients.length > 0 }
}

/** "Tylenol w/ codeine" names one ingredient and means two. */
function isMoreByBrand(generic: string, brands: Names, { ingredients }: Found): boolean {
  return matchesIn(generic.replace(/\([^)]*\)/g, ' '), brands).some(({ names }) =>
    names.some((name) => !ingredients.includes(name))
  )
}

/** "Tylenol Cold" is no acetaminophen alone: what else it holds is not known. */
function isOfUnknownFamily(product: string): boolean {
  const words = wordsOfName(product.toLowerCase())
  const [match] = matchesIn(product, productBrandNames)
  if (match === undefined) return false
  const brand = words.slice(match.at, match.at + match.words).join(' ')
  if (!brandFamilies.has(brand)) return false
  return words.some(
    (word, at) => (at < match.at || at >= match.at + match.words) && !isPlainWord(word)
  )
}
