/*
 * What a model may name. A concept is an entry of Curbside's own vocabulary: cards print `name`,
 * never what the model wrote. Links name rows of the clinical tables by their keys.
 */

export const conceptKinds = [
  'diagnosis',
  'test',
  'harm',
  'procedure',
  'specialty',
  'vaccine',
  'sign',
  'question',
  'drug-class'
] as const
export type ConceptKind = (typeof conceptKinds)[number]

interface Named<Kind extends ConceptKind> {
  readonly kind: Kind
  /** Unique within its kind, stable: matters and counts are kept by it. */
  readonly id: string
  /** What a card prints. */
  readonly name: string
}

export interface Diagnosis extends Named<'diagnosis'> {
  /** Prefixes of ICD-10-CM: a problem whose code begins with one is this diagnosis, or a kind of it. */
  readonly icd10: readonly string[]
  /** A key of the named problem sets. */
  readonly problemSet?: string
  /** Acts within minutes or hours: a model never raises an alarm of it. */
  readonly timeCritical: boolean
}

export interface Test extends Named<'test'> {
  /** Keys of the analytes that it measures; several for a panel. */
  readonly analytes: readonly string[]
  /** A key of the named event sets. */
  readonly eventSet?: string
  readonly loinc: readonly string[]
}

export interface Harm extends Named<'harm'> {
  /** The id of the diagnosis that is the same thing as a problem of a record. */
  readonly diagnosis?: string
}

export interface Procedure extends Named<'procedure'> {
  readonly eventSet?: string
}

export interface Specialty extends Named<'specialty'> {
  /** The event set that holds a referral to it. */
  readonly eventSet?: string
}

export type Vaccine = Named<'vaccine'>

export interface Sign extends Named<'sign'> {
  readonly analytes: readonly string[]
}

export interface Question extends Named<'question'> {
  /** Exactly what a card prints. */
  readonly sentence: string
}

export interface NamedDrugClass extends Named<'drug-class'> {
  /** A key of the drug classes; without one, `ingredients` says what belongs to it. */
  readonly drugClass?: string
  readonly ingredients: readonly string[]
}

export type Concept =
  | Diagnosis
  | Test
  | Harm
  | Procedure
  | Specialty
  | Vaccine
  | Sign
  | Question
  | NamedDrugClass
export type ConceptOf<Kind extends ConceptKind> = Extract<Concept, { readonly kind: Kind }>

/** A row of the JSON tables. Lists in strings: names by "; ", codes and keys by a space. */
export interface ConceptRow {
  readonly name: string
  readonly also?: string
  readonly icd10?: string
  readonly problemSet?: string
  readonly timeCritical?: boolean
  readonly analytes?: string
  readonly eventSet?: string
  readonly loinc?: string
  readonly diagnosis?: string
  readonly sentence?: string
  readonly drugClass?: string
  readonly ingredients?: string
}

export interface ConceptTable {
  readonly source: string
  /** Names that mean two things in this kind, so that none of them is meant. */
  readonly ambiguous?: string
  readonly concepts: readonly ConceptRow[]
}
