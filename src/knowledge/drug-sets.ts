import { ingredientsOfClass, isDrugClass, labelOfClass } from '../clinical/drug-classes.ts'

/*
 * The set language that all tables share. A set is names with commas between them. A name is a drug
 * class of the clinical index (`statin`), a set of knowledge/tables/drug-sets.json, or an RxNorm
 * ingredient name in lower case. `=heparin` is the ingredient where a class has the same name;
 * `-aspirin` takes out what stands after it, an ingredient, class or set.
 */

export interface NamedDrugSet {
  readonly label: string
  readonly drugs: string
}

export type NamedDrugSets = Readonly<Record<string, NamedDrugSet>>

/** The ingredients of a set. A name that is neither class nor set is taken for an ingredient. */
export function ingredientsOfSet(
  set: string,
  named: NamedDrugSets,
  within: readonly string[] = []
): ReadonlySet<string> {
  const members = new Set<string>()
  const without = new Set<string>()
  for (const term of termsOf(set)) {
    const target = term.startsWith('-') ? without : members
    for (const one of ingredientsOfName(term.replace(/^-/, ''), named, within)) target.add(one)
  }
  return members.difference(without)
}

/** The names that a set is written with, without their signs. */
export function namesInSet(set: string): readonly string[] {
  return termsOf(set).map((term) => term.replace(/^[-=]/, ''))
}

/** What a card calls a set of one name: "ACE inhibitor"; undefined for a mixture. */
export function labelOfSet(set: string, named: NamedDrugSets): string | undefined {
  const [name, ...rest] = termsOf(set)
  if (name === undefined || rest.length > 0) return undefined
  if (isDrugClass(name)) return labelOfClass(name)
  return named[name]?.label ?? name.replace(/^=/, '')
}

function ingredientsOfName(
  name: string,
  named: NamedDrugSets,
  within: readonly string[]
): Iterable<string> {
  if (name.startsWith('=')) return [name.slice(1)]
  const own = named[name]
  if (own !== undefined) {
    if (within.includes(name)) throw new Error(`drug set ${name} names itself`)
    return ingredientsOfSet(own.drugs, named, [...within, name])
  }
  return isDrugClass(name) ? ingredientsOfClass(name) : [name]
}

function termsOf(set: string): readonly string[] {
  return set
    .split(',')
    .map((term) => term.trim())
    .filter((term) => term !== '')
}
