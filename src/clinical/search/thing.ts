import type { EventSet, ProblemSet } from '../../terminology/named-sets.ts'
import { findConcept } from '../../terminology/concepts.ts'
import { isEventSet, isProblemSet } from '../../terminology/named-sets.ts'
import { ingredientNamed } from '../../terminology/drug-names.ts'
import { isDrugClass } from '../drug-classes.ts'
import type { DrugClass } from '../drug-classes.ts'

/*
 * From the name of a thing to what can be searched for. A name that the vocabulary does not hold
 * names nothing: it is not searched by its letters, because "nothing found" would then mean nothing.
 */

export const thingKinds = [
  'drug',
  'drug-class',
  'test',
  'diagnosis',
  'procedure',
  'vaccine',
  'sign'
] as const
export type ThingKind = (typeof thingKinds)[number]

/** A thing that the record can be searched for; `label` is what a card calls it. */
export type Thing = { readonly key: string; readonly label: string } & (
  | { readonly kind: 'drug'; readonly ingredients: readonly string[] }
  | { readonly kind: 'drug-class'; readonly drugClass: DrugClass }
  | {
      readonly kind: 'test' | 'sign'
      readonly analytes: readonly string[]
      readonly loinc: readonly string[]
      readonly eventSet?: EventSet
    }
  | {
      readonly kind: 'diagnosis'
      readonly icd10: readonly string[]
      readonly problemSet?: ProblemSet
    }
  | { readonly kind: 'procedure'; readonly eventSet?: EventSet }
  | { readonly kind: 'vaccine' }
)

/** Kinds in which a name is looked for: what one calls a test, another calls a sign. */
const also: Readonly<Record<ThingKind, readonly ThingKind[]>> = {
  drug: ['drug', 'drug-class'],
  'drug-class': ['drug-class', 'drug'],
  test: ['test', 'sign', 'procedure'],
  sign: ['sign', 'test', 'diagnosis'],
  procedure: ['procedure', 'test'],
  diagnosis: ['diagnosis'],
  vaccine: ['vaccine']
}

/** The thing that a text names, in its kind or the one next to it; undefined when it names none. */
export function thingNamed(kind: ThingKind, text: string): Thing | undefined {
  for (const each of also[kind]) {
    const thing = namedIn(each, text)
    if (thing !== undefined) return thing
  }
  return undefined
}

function namedIn(kind: ThingKind, text: string): Thing | undefined {
  switch (kind) {
    case 'drug': {
      const ingredient = ingredientNamed(text)
      if (ingredient === undefined) return undefined
      return { kind, key: ingredient, label: ingredient, ingredients: [ingredient] }
    }
    case 'drug-class':
      return classNamed(text)
    case 'test': {
      const test = findConcept('test', text)
      if (test === undefined) return undefined
      const { id, name, analytes, loinc, eventSet } = test
      return { kind, key: id, label: name, analytes, loinc, ...eventSetOf(eventSet) }
    }
    case 'sign': {
      const sign = findConcept('sign', text)
      if (sign === undefined) return undefined
      return { kind, key: sign.id, label: sign.name, analytes: sign.analytes, loinc: [] }
    }
    case 'diagnosis': {
      const one = findConcept('diagnosis', text)
      if (one === undefined) return undefined
      const { id, name, icd10, problemSet } = one
      const set = problemSet !== undefined && isProblemSet(problemSet) ? { problemSet } : {}
      return { kind, key: id, label: name, icd10, ...set }
    }
    case 'procedure': {
      const one = findConcept('procedure', text)
      if (one === undefined) return undefined
      return { kind, key: one.id, label: one.name, ...eventSetOf(one.eventSet) }
    }
    case 'vaccine': {
      const one = findConcept('vaccine', text)
      return one && { kind, key: one.id, label: one.name }
    }
  }
}

function classNamed(text: string): Thing | undefined {
  const found = findConcept('drug-class', text)
  if (found === undefined) return undefined
  const { id, name, drugClass, ingredients } = found
  if (drugClass !== undefined && isDrugClass(drugClass)) {
    return { kind: 'drug-class', key: drugClass, label: name, drugClass }
  }
  return ingredients.length === 0 ? undefined : { kind: 'drug', key: id, label: name, ingredients }
}

function eventSetOf(key: string | undefined): { readonly eventSet?: EventSet } {
  return key !== undefined && isEventSet(key) ? { eventSet: key } : {}
}
