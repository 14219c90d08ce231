/*
 * Allergens that are plainly no drugs, so that they need not be said with each order: food,
 * animals, plants, metals and materials, as allergy lists name them.
 */

const noDrug =
  /\b(?:peanuts?|(?:tree )?nuts?|almonds?|cashews?|walnuts?|pecans?|hazelnuts?|pistachios?|shellfish|shrimp|crab|lobster|crustaceans?|fish|seafood|milk|dairy|lactose|wheat|gluten|soy(?:beans?)?|eggs?|sesame|strawberr(?:y|ies)|bananas?|kiwi|avocados?|tomato(?:es)?|chocolate|corn|berries|fruits?|beef|pork|poultry|food|pollens?|ragweed|grass(?:es)?|tree|trees|mold|moulds?|mildew|dust|dust mites?|dander|cats?|dogs?|horses?|animals?|feathers?|bees?|wasps?|hornets?|insects?|venom|ants?|mosquito(?:es)?|latex|rubber|nickel|metals?|adhesives?|tape|band-?aids?|wool|perfumes?|fragrances?|detergents?|soaps?|cosmetics?|smoke|environmental|seasonal|hay fever|poison (?:ivy|oak)|sun(?:light)?)\b/i

/** Whether an allergy is plainly to no drug: by its words, or by its categories alone. */
export function isOfNoDrug(texts: readonly string[], categories: readonly string[]): boolean {
  if (categories.includes('medication') || categories.includes('biologic')) return false
  if (texts.length > 0 && categories.length > 0) {
    return categories.every((one) => one === 'food' || one === 'environment')
  }
  return texts.some((text) => noDrug.test(text))
}
