import { dailyDoseOfIngredient } from '../../clinical/ingredient-dose.ts'
import type { Dose, Medication } from '../../clinical/clinical-index.ts'
import type { Knowledge } from '../../knowledge/knowledge.ts'
import { isSameDrug, medicationEvidence, orderedDrugs, removeOrder } from '../ordered-drugs.ts'
import type { OrderedDrug } from '../ordered-drugs.ts'
import type { Rule, RuleFinding, RuleView } from '../rule.ts'
import { labelToVerify } from '../sources.ts'
import { nameOf, summarise } from '../wording.ts'
import { dosesAbove, inUnit } from './doses-above.ts'
import type { DoseAbove } from './doses-above.ts'
import { takenDrugs } from './taken-drugs.ts'
import { rowOfFinding, speaks } from './row-of-finding.ts'

/** Doses above what the doses table allows: of the order, and with what is taken beside it. */
export function doseRule(knowledge: Knowledge): Rule {
  return {
    id: 'K-04',
    version: '1.0',
    title: 'Highest doses of the knowledge tables',
    when: 'An ordered daily dose is above a limit of the doses table for this age and kidney function; where the row adds up, together with other products that hold the drug.',
    whenNot: 'Doses that cannot be read from the order; limits that a rule of its own says.',
    hooks: ['order-select'],
    topic: 'knowledgeDose',
    source: labelToVerify('Each row', 'named on the card'),
    fromTables: true,
    evaluate: (view) =>
      orderedDrugs(view).flatMap((ordered) => findingsOf(knowledge, view, ordered))
  }
}

function findingsOf(
  knowledge: Knowledge,
  view: RuleView,
  ordered: OrderedDrug
): readonly RuleFinding[] {
  const { medication } = ordered
  if (medication.route === 'topical') return []
  return medication.ingredients.flatMap((ingredient) => {
    const own = dailyDoseOfIngredient(medication, ingredient)
    if (own === undefined) return []
    const alone = loudest(knowledge, view, { ingredient, dailyDose: own })
    if (alone !== undefined) return [findingOf(knowledge, ordered, { above: alone, beside: [] })]
    const beside = besideIt(view, ordered, ingredient)
    const sum = beside.reduce((total, one) => total + (doseIn(one, ingredient, own.unit) ?? 0), 0)
    if (sum === 0) return []
    const dailyDose = { value: own.value + sum, unit: own.unit }
    const together = loudest(knowledge, view, { ingredient, dailyDose })
    return together?.row.sum === true
      ? [findingOf(knowledge, ordered, { above: together, beside })]
      : []
  })
}

function loudest(
  knowledge: Knowledge,
  { index }: RuleView,
  { ingredient, dailyDose }: { readonly ingredient: string; readonly dailyDose: Dose }
): DoseAbove | undefined {
  const above = dosesAbove(knowledge, index, { ingredients: [ingredient], dailyDose }).filter(
    ({ row }) => speaks(row.severity) && row.keeps === undefined
  )
  return above.toSorted((one, other) => one.limit - other.limit)[0]
}

/** Other products that hold the ingredient; the same drug renewed takes the place of the old. */
function besideIt(
  view: RuleView,
  { order, medication }: OrderedDrug,
  ingredient: string
): readonly Medication[] {
  const drafts = orderedDrugs(view).map((one) => one.medication)
  return [...takenDrugs(view.index), ...drafts].filter(
    (one) =>
      one.reference !== order.reference &&
      one.route !== 'topical' &&
      one.ingredients.includes(ingredient) &&
      !isSameDrug(one, medication)
  )
}

function doseIn(medication: Medication, ingredient: string, unit: string): number | undefined {
  const dose = dailyDoseOfIngredient(medication, ingredient)
  return dose === undefined ? undefined : inUnit(dose, unit)
}

function findingOf(
  knowledge: Knowledge,
  ordered: OrderedDrug,
  { above, beside }: { readonly above: DoseAbove; readonly beside: readonly Medication[] }
): RuleFinding {
  const { row, dose, limit, tenfold, evidence } = above
  const written = `${Number(dose.toFixed(2))} ${row.unit} a day`
  const with_ = beside.length === 0 ? '' : ` with ${beside.map(nameOf).join(', ')}`
  const taken = beside.map(medicationEvidence)
  return {
    matter: row.id.toLowerCase(),
    indicator: speaks(row.severity) ? row.severity : 'info',
    summary: summarise(
      [nameOf(ordered.medication), with_],
      (drug, other) => `${drug}${other}: ${written}, above ${limit} ${row.unit}; ${row.happens}`
    ),
    why: [
      `Ordered${with_}: ${written}; the highest daily dose is ${limit} ${row.unit}.`,
      ...(tenfold ? ['So far above the usual range that the number itself may be wrong.'] : []),
      ...[...evidence, ...taken].map(({ text }) => `${text}.`),
      ...(row.why ?? [])
    ],
    options: row.do,
    evidence: [...evidence, ...taken],
    facts: [written],
    missing: [],
    suggestions: [removeOrder(ordered)],
    about: ordered.order,
    row: rowOfFinding(knowledge, row, `Highest dose of ${nameOf(ordered.medication)}`)
  }
}
