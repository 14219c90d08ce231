import { isThere } from '../clinical/active-medications.ts'
import type { ClinicalIndex, Medication } from '../clinical/clinical-index.ts'
import { unnamedMedication } from '../clinical/read-medication.ts'
import { knownIngredients } from '../terminology/drug-names.ts'
import type { Rule, RuleFinding, RuleView } from './rule.ts'

/*
 * Whether a rule could have depended on a drug that was not recognised. Asked of the rules
 * themselves: each such drug is taken to hold every drug that is known, and what they would say
 * then, and do not say now, is what may be missed.
 */

const everyIngredient: readonly string[] = [...new Set(knownIngredients())]

/** The active medications of unknown ingredients that act on the whole body, or may. */
export function unknownDrugs(index: ClinicalIndex): readonly Medication[] {
  return index.unrecognised.filter((one) => isThere(one, index) && one.route !== 'topical')
}

/**
 * Whether `rules` would say more of this view if the drugs that were not recognised held something.
 * Without an order only what would rest on a further fact counts: that a test is due with some drug
 * or other is no news of a drug that has a name.
 */
export function couldMatter(
  rules: readonly Rule[],
  view: RuleView,
  said: readonly RuleFinding[]
): boolean {
  const unknown = unknownDrugs(view.index)
  if (unknown.length === 0) return false
  const references = new Set(unknown.map(({ reference }) => reference))
  const nameless = unknown.some(({ label }) => label === unnamedMedication)
  const already = new Set(said.map(keyOf))
  const supposed = { ...view, index: holdingAnything(view.index, references) }
  return rules.some((rule) =>
    findingsOf(rule, supposed).some((finding) => {
      if (finding.missing.length > 0 || already.has(keyOf(finding))) return false
      const isOfMore = finding.evidence.some(({ reference }) => !references.has(reference))
      return finding.about !== undefined || nameless || isOfMore
    })
  )
}

function holdingAnything(index: ClinicalIndex, references: ReadonlySet<string>): ClinicalIndex {
  const medications = index.medications.map((one) =>
    references.has(one.reference) ? { ...one, ingredients: everyIngredient } : one
  )
  return { ...index, medications }
}

/** A rule that breaks on what is only supposed says nothing; the true run counts what breaks. */
function findingsOf(rule: Rule, view: RuleView): readonly RuleFinding[] {
  try {
    return rule.evaluate(view)
  } catch {
    return []
  }
}

const keyOf = ({ matter, about }: RuleFinding): string => `${matter} ${about?.reference ?? ''}`
