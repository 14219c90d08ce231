import type { Code } from './code.ts'
import { systems } from './code.ts'
import drugCodes from './drug-codes.json' with { type: 'json' }
import { ingredientNamed } from './drug-names.ts'
import { findInProduct } from './find-ingredients.ts'
import type { Found } from './find-ingredients.ts'
import { wholeNameIn } from './product-words.ts'
import type { RxnormTable } from './rxnorm/rxnorm-file.ts'
import ingredientCodes from './rxnorm-ingredients.json' with { type: 'json' }
import { strengthIn } from './strength.ts'
import type { Dose } from './strength.ts'
import substanceData from './substances.json' with { type: 'json' }
import vaccineCodes from './vaccine-codes.json' with { type: 'json' }

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
 * What the clinical index asks of a terminology. The embedded one knows the drugs that the
 * rules name and the common ones. A site may add its own codes.
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
const ingredientsByCvx: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(vaccineCodes.codes).flatMap(([ingredients, codes]) =>
    codes.split(' ').map((code) => [code, ingredients.split(', ')] as const)
  )
)
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

/** `system|code` of a site -> ingredients. */
type SiteDrugs = ReadonlyMap<string, readonly string[]>

/** What a site brings: after Curbside's own tables its drug table, then its RxNorm. */
interface Site {
  readonly drugs: SiteDrugs
  readonly rxnorm: RxnormTable | undefined
}

/**
 * The embedded terminology, and after it a site's own drug table and its RxNorm. A text that names
 * every ingredient goes before all of them, as it does before an RxNorm code.
 */
export function terminologyWith(drugs: SiteDrugs, rxnorm?: RxnormTable): Terminology {
  const site: Site = { drugs, rxnorm }
  return {
    recogniseDrug: (drug) => recogniseDrug(drug, site),
    recogniseSubstances: (substance) => recogniseSubstances(substance, site)
  }
}

function recogniseDrug(drug: NamedThing, site: Site): RecognisedDrug {
  const coded = drug.codes.flatMap((code) => (code.system === systems.rxnorm ? [code.code] : []))
  const byText = bestOfTexts(drug.texts, site)
  const byCode =
    coded.map((code) => ingredientsByCode.get(code)).find(Boolean) ??
    ofVaccine(drug) ??
    ofSite(drug, site)
  // The text is what a clinician reads and a card prints; the code speaks where the text does not
  // name every ingredient. A published record writes tramadol under hydrocodone's code.
  const codeSaysMore =
    byCode !== undefined &&
    ((!byText.complete && byText.ingredients.every((ingredient) => byCode.includes(ingredient))) ||
      saysLive(byCode, byText.ingredients))
  const ingredients = codeSaysMore ? byCode : byText.ingredients
  const written = codeSaysMore
    ? coded
        .map((code) => strengthByCode.get(code) ?? site.rxnorm?.strengthOfCode(code))
        .find(Boolean)
    : ''
  const strength = ingredients.length === 1 ? strengthOf(drug.texts, written) : undefined
  return {
    ingredients,
    complete: codeSaysMore || byText.complete,
    ...(strength !== undefined && { strength })
  }
}

/** The ingredients of the first CVX code that is known; older records write 3 for 03. */
function ofVaccine({ codes }: NamedThing): readonly string[] | undefined {
  return codes
    .map(({ system, code }) =>
      system === systems.cvx ? ingredientsByCvx.get(code.padStart(2, '0')) : undefined
    )
    .find(Boolean)
}

/** The code names the live vaccine where the text leaves open which one is meant ("zoster vaccine"). */
function saysLive(byCode: readonly string[], byText: readonly string[]): boolean {
  return byText.length === 1 && byCode.length === 1 && byCode[0] === `${byText[0] ?? ''} live`
}

/** What the site's table says of the first of the codes that stands in it; then its RxNorm. */
function ofSite({ codes }: NamedThing, { drugs, rxnorm }: Site): readonly string[] | undefined {
  return (
    codes.map(({ system, code }) => drugs.get(`${system}|${code}`)).find(Boolean) ??
    codes.map((code) => ofRxnorm(code, rxnorm)).find(Boolean)
  )
}

function ofRxnorm(
  { system, code }: Code,
  rxnorm: RxnormTable | undefined
): readonly string[] | undefined {
  if (system === systems.rxnorm) return asCalledHere(rxnorm?.ingredientsOfCode(code))
  if (system === systems.ndc) return asCalledHere(rxnorm?.ingredientsOfNdc(elevenDigits(code)))
  // One ATC code may stand for several ingredients of RxNorm; then it says too little.
  const ofAtc = system === systems.atc ? rxnorm?.ingredientsOfAtc(code) : undefined
  return ofAtc?.length === 1 ? asCalledHere(ofAtc) : undefined
}

/** RxNorm's names of ingredients as Curbside calls them; one that it does not know keeps its own. */
function asCalledHere(names: readonly string[] | undefined): readonly string[] | undefined {
  return names === undefined || names.length === 0
    ? undefined
    : [...new Set(names.map((name) => ingredientNamed(name) ?? name))].toSorted()
}

/** "0002-8215-01" and "00002-8215-1" are 00002821501: five, four and two digits. */
function elevenDigits(ndc: string): string {
  const parts = ndc.split('-')
  if (parts.length !== 3) return ndc
  return parts.map((part, at) => part.padStart([5, 4, 2][at] ?? 0, '0')).join('')
}

function recogniseSubstances(substance: NamedThing, site: Site): readonly string[] {
  const found = new Set(substance.texts.flatMap(substancesIn))
  if (found.size === 0) {
    // The text is what a clinician reads; the code speaks only where the text says nothing:
    // published records carry the code of penicillin beside the words "sulfonamide allergy".
    for (const one of substance.codes) {
      const { system, code } = one
      const names =
        substancesByCode.get(code) ??
        (system === systems.rxnorm ? ingredientsByCode.get(code) : undefined) ??
        site.drugs.get(`${system}|${code}`) ??
        ofRxnorm(one, site.rxnorm)
      for (const name of names ?? []) found.add(name)
    }
  }
  return [...found].toSorted()
}

function bestOfTexts(texts: readonly string[], { rxnorm }: Site): RecognisedDrug {
  return (
    texts
      .map((text) => orNamed(text, findInProduct(text), rxnorm))
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

/** A brand or ingredient that only the site's RxNorm knows, by its whole name. */
function orNamed(text: string, found: Found, rxnorm: RxnormTable | undefined): Found {
  if (found.ingredients.length > 0 || rxnorm === undefined) return found
  const ingredients = asCalledHere(rxnorm.ingredientsNamed(wholeNameIn(text)))
  return ingredients === undefined ? found : { ingredients, complete: true }
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
