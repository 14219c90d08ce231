import { isAnalyte, labelOfAnalyte } from '../../terminology/analytes.ts'
import type { ClinicalFact } from '../../clinical/clinical-index.ts'
import { findIngredients } from '../../terminology/find-ingredients.ts'
import { cleanLabel } from '../../clinical/label.ts'
import { factsOfClaim } from '../words-held.ts'
import type { SupportedClaim } from '../supported-claim.ts'
import { foldSentence } from './fold-sentence.ts'
import { commonLabWords } from './lab-words.ts'
import { lexemesOf, plainLexeme } from './lexemes.ts'
import abbreviations from './abbreviations.json' with { type: 'json' }

const abbreviated: ReadonlyMap<string, readonly string[]> = new Map(Object.entries(abbreviations))

// Words that hold a name together and do not tell it from another one.
const joining = new Set('a an and at by due for from in of on or the to with'.split(' '))
// With one of these in it, a name can only be said as it stands: its words in another order, or
// without one of them, may state the contrary.
const turning = new Set(
  (
    'no not non never without negative absent absence suspected possible probable history family risk ' +
    'former previous past ex excluded awaiting declined refused unknown due'
  ).split(' ')
)
// Common words that do tell one result from another.
const specifying = new Set(
  'urine free total low high arterial venous capillary ratio rate fraction predicted'.split(' ')
)

/** Every name that the record itself has for what a claim is about. */
export function namesOfClaim(claim: SupportedClaim): readonly string[] {
  return [...new Set(factsOfClaim(claim).flatMap(namesOfFact))]
}

function namesOfFact(fact: ClinicalFact): readonly string[] {
  const displays = fact.codes.flatMap(({ display }) => display ?? [])
  const whole = [fact.label, ...displays]
  const names = fact.kind === 'result' ? whole.flatMap((name) => [name, ...short(name)]) : whole
  if (fact.kind !== 'result' || !isAnalyte(fact.analyte)) return names
  return [...names, labelOfAnalyte(fact.analyte), ...(abbreviated.get(fact.analyte) ?? [])]
}

/** What stands before the property in a LOINC display: "Cholesterol in HDL [Mass/volume] in …". */
function short(name: string): readonly string[] {
  const analyte =
    /^(.+?) \[(?:#|(?:Mass|Moles|Presence|Ratio|Units|Enzymatic|Volume|Entitic|Titer)\b)/.exec(
      name
    )?.[1]
  return analyte === undefined ? [] : [analyte]
}

/** Whether `called` is one of the names, but for word order, plurals, brackets and semantic tags. */
export function isNameOf(called: string, names: readonly string[], claim: SupportedClaim): boolean {
  const isResult = claim.kind === 'value' || claim.kind === 'trend'
  const parts = tellingParts(called, isResult)
  const own = new Set(names.flatMap((name) => partsOf(foldSentence(name))))
  const added = partsOf(foldSentence(cleanLabel(called))).filter((part) => !own.has(part))
  if (names.some((name) => sameParts(parts, tellingParts(name, isResult)))) {
    return !added.some((part) => specifying.has(part))
  }
  return namesDrug(called, claim) && !added.some((part) => /^\d/.test(part))
}

/**
 * The text without the words of a name, when all that tell the name stand in it in whatever order
 * ("kidney disease, chronic"); undefined when they do not.
 */
export function withoutNameParts(
  folded: string,
  names: readonly string[],
  claim: SupportedClaim
): string | undefined {
  const isResult = claim.kind === 'value' || claim.kind === 'trend'
  for (const name of names) {
    const left = takeParts(folded, name, tellingParts(name, isResult))
    if (left !== undefined) return left
  }
  const [drug] = namesDrug(folded, claim) ? names : []
  return drug === undefined ? undefined : takeParts(folded, drug, new Set())
}

/** The parts that tell a name from another; of a result without its property and system. */
function tellingParts(name: string, isResult: boolean): ReadonlySet<string> {
  const folded = foldSentence(cleanLabel(name))
  const all = partsOf(isResult ? folded.replace(/\[[^\]]*\]/g, ' ') : folded)
  const telling = all.filter(
    (part) => !joining.has(part) && !(isResult && commonLabWords.has(part))
  )
  return new Set(telling.length > 0 ? telling : all)
}

const partsOf = (folded: string): readonly string[] =>
  lexemesOf(folded).map(({ text }) => plainLexeme(text))

function sameParts(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one.size > 0 && one.size === other.size && one.isSubsetOf(other)
}

function takeParts(folded: string, name: string, telling: ReadonlySet<string>): string | undefined {
  const own = partsOf(foldSentence(name))
  if (own.some((part) => turning.has(part))) return undefined
  const lexemes = lexemesOf(folded)
  const taken = new Set<string>()
  let left = ''
  let from = 0
  for (const [at, { text, from: start, to }] of lexemes.entries()) {
    const part = plainLexeme(text)
    if (!own.includes(part) || joining.has(part)) continue
    // B1a is no B1.
    const next = lexemes[at + 1]
    if (next?.from === to && !own.includes(plainLexeme(next.text))) continue
    // A number counts only beside the word that it follows in the name.
    const beside = plainLexeme(lexemes[at - 1]?.text ?? '')
    if (/^\d/.test(part) && (taken.has(part) || own[own.indexOf(part) - 1] !== beside)) continue
    taken.add(part)
    left += `${folded.slice(from, start)} `
    from = to
  }
  return telling.isSubsetOf(taken) ? left + folded.slice(from) : undefined
}

/** A drug by all of its ingredients: what is said beside them is read like everything else. */
function namesDrug(text: string, claim: SupportedClaim): boolean {
  if (claim.kind !== 'medication') return false
  const { ingredients } = claim.medication
  const said = findIngredients(text).ingredients
  return ingredients.length > 0 && sameParts(new Set(said), new Set(ingredients))
}
