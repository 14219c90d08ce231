import brandData from './brands.json' with { type: 'json' }
import nameData from './drug-names.json' with { type: 'json' }
import ingredientData from './ingredients.json' with { type: 'json' }

/*
 * The tables of names, ready to be looked up: a name is its words in lower case, joined by one
 * space, whatever stands between them.
 */

export type Names = ReadonlyMap<string, readonly string[]>

const wordPattern = /[A-Za-z0-9]+(?:[-'][A-Za-z0-9]+)*/g

/** The words of a text, as names are compared: letters and digits, with inner hyphens. */
export function wordsOfName(text: string): readonly string[] {
  return text.match(wordPattern) ?? []
}

const key = (name: string): string => wordsOfName(name.toLowerCase()).join(' ')
const split = (list: string): readonly string[] => list.split(', ')

/** Words of every day that are ingredients too: they count only in the name of a product. */
export const onlyAsProduct: ReadonlySet<string> = new Set(split(ingredientData.onlyAsProduct))
/** Directly behind another ingredient these are its salt. */
export const alsoSalts: ReadonlySet<string> = new Set(split(ingredientData.alsoSalts))

const ingredients = new Map<string, readonly string[]>()
for (const group of Object.values(ingredientData.groups)) {
  for (const name of split(group)) ingredients.set(key(name), [name])
}
const everyday = new Map<string, readonly string[]>(
  [...onlyAsProduct].map((name) => [key(name), [name]])
)
for (const [alias, names] of Object.entries(nameData.aliases)) {
  const named = split(names)
  const table = named.every((name) => onlyAsProduct.has(name)) ? everyday : ingredients
  table.set(key(alias), named)
}

/** Ingredients and their other names, without words of every day. */
export const ingredientNames: Names = ingredients
/** The same, and the words that count only in the name of a product. */
export const productNames: Names = new Map([...everyday, ...ingredients])
/** What hospitals write in exactly this case. */
export const shorthand: Names = new Map(
  Object.entries(nameData.shorthand).map(([short, names]) => [short, split(names)])
)

/** Brands that are nothing but a brand. */
export const brandNames: Names = byBrand(brandData.brands)
/** Also those that are given names or ordinary words. */
export const productBrandNames: Names = new Map([
  ...byBrand(brandData.alsoNames),
  ...byBrand(brandData.brands)
])
/** Under these, products of other ingredients are sold. */
export const brandFamilies: ReadonlySet<string> = new Set(split(brandData.families).map(key))

/** The ingredient that a name stands for, itself or as another name of it; undefined for others. */
export function ingredientNamed(name: string): string | undefined {
  const [one, another] = productNames.get(key(name)) ?? []
  return another === undefined ? one : undefined
}

/** Every ingredient that Curbside knows by name. */
export function knownIngredients(): Iterable<string> {
  return new Set([...productNames.values()].flat())
}

/** Names of ingredients and brands that are nothing else: no given name, no word of every day. */
export function drugWords(): Iterable<string> {
  return [...ingredientNames.keys(), ...brandNames.keys()].filter((name) => !holdsAName.test(name))
}
/** Antivenins and the like are called after animals and people. */
const holdsAName = /\b(?:coral|widow|john'?s|joseph|phillips'?|ringer'?s?|hartmann'?s)\b/

function byBrand(brands: Readonly<Record<string, string>>): Names {
  return new Map(
    Object.entries(brands).flatMap(([names, list]) =>
      split(list).map((brand) => [key(brand), split(names)] as const)
    )
  )
}
