import type { Code } from './code.ts'
import { systems } from './code.ts'
import drugCodes from './drug-codes.json' with { type: 'json' }
import { findInProduct } from './find-ingredients.ts'
import ingredientCodes from './rxnorm-ingredients.json' with { type: 'json' }
import { strengthIn } from './strength.ts'
import type { Dose } from './strength.ts'
import substanceData from './substances.json' with { type: 'json' }

/** How a record names a drug or a substance. */
export interface NamedThing {
  readonly codes: readonly Code[]
  /** Displays and text, cleaned. */
  readonly texts: readonly string[]
}

export interface RecognisedDrug {
  /** RxNorm ingredient names in lower case, sorted. */
  readonly ingredients: readonly string[]
  /** False when a part of the product was not recognised. */
  readonly complete: boolean
  /** Of a product with one ingredient. */
  readonly strength?: Dose
}

/**
 * What the clinical index asks of a terminology. The embedded one knows the drugs of the rules and
 * common ones; a health system may bring RxNorm whole.
 */
export interface Terminology {
  recogniseDrug(drug: NamedThing): RecognisedDrug
  /** Ingredient or class names of an allergy's substance ("penicillin"); empty when no drug. */
  recogniseSubstances(substance: NamedThing): readonly string[]
}

const ingredientsByCode = new Map<string, readonly string[]>()
const codeTables: readonly Readonly<Record<string, string>>[] = [
  drugCodes.valueSets,
  drugCodes.named,
  ...ingredientCodes.sources.map(({ codes }) => codes)
]
for (const table of codeTables) {
  for (const [ingredients, codes] of Object.entries(table)) {
    for (const code of codes.split(' ')) ingredientsByCode.set(code, ingredients.split(', '))
  }
}
const strengthByCode: ReadonlyMap<string, string> = new Map(Object.entries(drugCodes.strengths))

const substancesByCode: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(substanceData.codes).map(([code, names]) => [code, names.split(', ')])
)
const substanceWords = Object.entries(substanceData.words).map(
  ([substance, words]) => [substance, new RegExp(`\\b(?:${words})\\b`, 'i')] as const
)

/** The ingredients that Curbside's own table gives an RxNorm code. */
export function ingredientsOfCode(rxnorm: string): readonly string[] | undefined {
  return ingredientsByCode.get(rxnorm)
}

/** Knows the codes and names of the data files beside it. Deterministic; holds no state. */
export const embeddedTerminology: Terminology = terminologyWith(new Map())

/**
 * The embedded terminology, and after it a site's own drug table: `system|code` -> ingredients.
 * A text that names every ingredient goes before both, as it does before an RxNorm code.
 */
export function terminologyWith(siteDrugs: ReadonlyMap<string, readonly string[]>): Terminology {
  return {
    recogniseDrug: (drug) => recogniseDrug(drug, siteDrugs),
    recogniseSubstances: (substance) => recogniseSubstances(substance, siteDrugs)
  }
}

function recogniseDrug(
  drug: NamedThing,
  siteDrugs: ReadonlyMap<string, readonly string[]>
): RecognisedDrug {
  const coded = drug.codes.flatMap((code) => (code.system === systems.rxnorm ? [code.code] : []))
  const byText = bestOfTexts(drug.texts)
  const byCode =
    coded.map((code) => ingredientsByCode.get(code)).find(Boolean) ?? ofSite(drug, siteDrugs)
  // The text is what a clinician reads and a card prints; the code speaks where the text does not
  // name every ingredient. A published record writes tramadol under hydrocodone's code.
  const codeSaysMore =
    byCode !== undefined &&
    !byText.complete &&
    byText.ingredients.every((ingredient) => byCode.includes(ingredient))
  const ingredients = codeSaysMore ? byCode : byText.ingredients
  const written = codeSaysMore ? coded.map((code) => strengthByCode.get(code)).find(Boolean) : ''
  const strength = ingredients.length === 1 ? strengthOf(drug.texts, written) : undefined
  return {
    ingredients,
    complete: codeSaysMore || byText.complete,
    ...(strength !== undefined && { strength })
  }
}

/** What the site's table says of the first of the codes that stands in it. */
function ofSite(
  { codes }: NamedThing,
  siteDrugs: ReadonlyMap<string, readonly string[]>
): readonly string[] | undefined {
  return codes.map(({ system, code }) => siteDrugs.get(`${system}|${code}`)).find(Boolean)
}

function recogniseSubstances(
  substance: NamedThing,
  siteDrugs: ReadonlyMap<string, readonly string[]>
): readonly string[] {
  const found = new Set(substance.texts.flatMap(substancesIn))
  if (found.size === 0) {
    // The text is what a clinician reads; the code speaks only where the text says nothing:
    // published records carry the code of penicillin beside the words "sulfonamide allergy".
    for (const { system, code } of substance.codes) {
      const names =
        substancesByCode.get(code) ??
        (system === systems.rxnorm ? ingredientsByCode.get(code) : undefined)
      for (const name of names ?? siteDrugs.get(`${system}|${code}`) ?? []) found.add(name)
    }
  }
  return [...found].toSorted()
}

function bestOfTexts(texts: readonly string[]): RecognisedDrug {
  return (
    texts
      .map(findInProduct)
      .toSorted(
        (one, other) =>
          other.ingredients.length - one.ingredients.length ||
          Number(other.complete) - Number(one.complete)
      )[0] ?? {
      ingredients: [],
      complete: false
    }
  )
}

function strengthOf(texts: readonly string[], written: string | undefined): Dose | undefined {
  // "acetaminophen / oxycodone" of which only one was recognised has no strength of its own.
  const single = texts.filter((text) => !text.includes(' / '))
  return [...single, written ?? ''].map(strengthIn).find((strength) => strength !== undefined)
}

function substancesIn(text: string): readonly string[] {
  const words = substanceWords.flatMap(([substance, pattern]) =>
    pattern.test(text) ? [substance] : []
  )
  return [...findInProduct(text).ingredients, ...words]
}
