import data from './ingredients.json' with { type: 'json' }

const wordPattern = /[a-z0-9]+(?:[-'][a-z0-9]+)*/g

const ingredientByName = new Map<string, readonly string[]>()
const brandByName = new Map<string, readonly string[]>()
for (const name of data.ingredients.split(', ')) remember(ingredientByName, name, [name])
for (const [alias, name] of Object.entries(data.aliases)) remember(ingredientByName, alias, [name])
for (const [brand, names] of Object.entries(data.brands)) {
  remember(brandByName, brand, names.split(', '))
}

const wordsMax = Math.max(
  ...[...ingredientByName.keys(), ...brandByName.keys()].map((name) => name.split(' ').length)
)

/**
 * The ingredients that a drug's name speaks of, sorted: the longest known names among its words, so
 * that salts, forms and strengths drop out. Brand names count only when nothing else is known.
 * `complete` is false when one part of "a / b" holds no known name.
 */
export function findIngredients(text: string): {
  readonly ingredients: readonly string[]
  readonly complete: boolean
} {
  const lower = text.toLowerCase()
  const generic = lower.replace(/\[[^\]]*\]/g, ' ')
  const parts = generic.split(' / ').map((part) => namesIn(part, ingredientByName))
  const named = parts.flat()
  const found = named.length > 0 ? named : namesIn(lower, brandByName)
  return {
    ingredients: [...new Set(found)].toSorted(),
    complete: found.length > 0 && (named.length === 0 || parts.every((part) => part.length > 0))
  }
}

/** The ingredient that a name stands for, itself or as another name of it; undefined for others. */
export function ingredientNamed(name: string): string | undefined {
  return ingredientByName.get((name.toLowerCase().match(wordPattern) ?? []).join(' '))?.[0]
}

function namesIn(text: string, names: ReadonlyMap<string, readonly string[]>): string[] {
  const words = text.match(wordPattern) ?? []
  const found: string[] = []
  let at = 0
  while (at < words.length) {
    const match = longestNameAt(words, at, names)
    if (match !== undefined) found.push(...match.ingredients)
    at += match?.words ?? 1
  }
  return found
}

function longestNameAt(
  words: readonly string[],
  at: number,
  names: ReadonlyMap<string, readonly string[]>
): { readonly ingredients: readonly string[]; readonly words: number } | undefined {
  for (let count = Math.min(wordsMax, words.length - at); count > 0; count -= 1) {
    const ingredients = names.get(words.slice(at, at + count).join(' '))
    if (ingredients !== undefined) return { ingredients, words: count }
  }
  return undefined
}

function remember(
  names: Map<string, readonly string[]>,
  name: string,
  ingredients: readonly string[]
): void {
  names.set((name.match(wordPattern) ?? []).join(' '), ingredients)
}

/** Every name of an ingredient and of a brand that is known. */
export function drugWords(): Iterable<string> {
  return [...ingredientByName.keys(), ...brandByName.keys()]
}
