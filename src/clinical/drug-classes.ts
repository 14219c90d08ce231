import data from './drug-classes.json' with { type: 'json' }

export type DrugClass = keyof typeof data.classes

const members: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(data.classes).map(([key, one]) => [key, new Set(one.ingredients.split(', '))])
)

const classesByIngredient = new Map<string, DrugClass[]>()
for (const [key, ingredients] of members) {
  for (const ingredient of ingredients) {
    const classes = classesByIngredient.get(ingredient) ?? []
    classes.push(key as DrugClass)
    classesByIngredient.set(ingredient, classes)
  }
}

/** The RxNorm ingredient names of a class, in lower case. */
export function ingredientsOfClass(drugClass: DrugClass): ReadonlySet<string> {
  return members.get(drugClass) ?? new Set()
}

/** The classes an ingredient belongs to; a class name ("penicillin", from an allergy) is its own. */
export function classesOf(ingredientOrClass: string): readonly DrugClass[] {
  const classes = classesByIngredient.get(ingredientOrClass) ?? []
  return isDrugClass(ingredientOrClass) && !classes.includes(ingredientOrClass)
    ? [ingredientOrClass, ...classes]
    : classes
}

/** What a card calls the class: "ACE inhibitor". */
export function labelOfClass(drugClass: DrugClass): string {
  return data.classes[drugClass].label
}

export function isDrugClass(name: string): name is DrugClass {
  return members.has(name)
}
