import data from './vaccines-and-supplies.json' with { type: 'json' }

const vaccine = anyOf(data.vaccines)
const supply = anyOf(data.supplies)
/** "Xyz 40 MG with gauze" is a drug that comes with a supply; "31 G" is the gauge of a needle. */
const mass = /\d\s*(?:mg|mcg|µg|meq|%|units?\/ml|unt\/ml)(?![a-z])/i

/**
 * Whether the names of an order say that it is a vaccine, or a supply such as test strips: no drug
 * whose ingredients a rule could ask for. The names are those of vaccines-and-supplies.json.
 */
export function isVaccineOrSupply(texts: readonly string[]): boolean {
  return texts.some((text) => vaccine.test(text) || isSupply(text))
}

/** Whether a text names a supply and no drug that comes with one. */
export function isSupply(text: string): boolean {
  return supply.test(text) && !mass.test(text)
}

function anyOf(words: readonly string[]): RegExp {
  return new RegExp(String.raw`(?<!\w)(?:${words.join('|')})(?!\w)`, 'i')
}
