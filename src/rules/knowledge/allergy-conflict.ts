import type { Allergy, ClinicalIndex, Medication } from '../../clinical/clinical-index.ts'
import type { Knowledge } from '../../knowledge/knowledge.ts'
import { allergyLink } from '../../knowledge/relations.ts'
import type { AllergyLink } from '../../knowledge/relations.ts'
import type { Severity } from '../../knowledge/row.ts'

/** An allergy of the patient that speaks against an ingredient. */
export interface AllergyConflict {
  readonly allergy: Allergy
  readonly substance: string
  readonly ingredient: string
  readonly link: AllergyLink
  readonly severity: Severity
  /** Taken since the allergy was recorded: to be reconciled rather than feared. */
  readonly tolerated?: Medication
  /** The rule of its own that says it. */
  readonly saidBy?: string
}

const loudness: readonly Severity[] = ['critical', 'warning', 'info', 'quiet']

/** Allergies that bear on any of the ingredients, the loudest first; one conflict per allergy. */
export function allergyConflicts(
  knowledge: Knowledge,
  index: ClinicalIndex,
  ingredients: readonly string[]
): readonly AllergyConflict[] {
  return index.allergies
    .filter(({ status }) => status === 'active' || status === 'unknown')
    .flatMap((allergy) => strongest(knowledge, index, { allergy, ingredients }))
    .toSorted((one, other) => loudness.indexOf(one.severity) - loudness.indexOf(other.severity))
}

function strongest(
  knowledge: Knowledge,
  index: ClinicalIndex,
  given: { readonly allergy: Allergy; readonly ingredients: readonly string[] }
): readonly AllergyConflict[] {
  const { allergy, ingredients } = given
  const found = ingredients.flatMap((ingredient) =>
    allergy.substances.flatMap((substance) => {
      const link = allergyLink(knowledge, substance, ingredient)
      if (link === undefined) return []
      const severity = allergy.severe ? link.row.severity : link.row.severityIfMild
      const { saidBy } = link
      return [{ allergy, substance, ingredient, link, severity, ...(saidBy && { saidBy }) }]
    })
  )
  const [loudest] = found.toSorted(
    (one, other) => loudness.indexOf(one.severity) - loudness.indexOf(other.severity)
  )
  if (loudest === undefined) return []
  const tolerated = toleratedSince(index, allergy, loudest.ingredient)
  if (tolerated === undefined) return [loudest]
  // One course does not prove that a severe reaction would not come again.
  const reconciled = allergy.severeReaction === true ? 'warning' : 'info'
  const severity = loudest.severity === 'quiet' ? 'quiet' : reconciled
  return [{ ...loudest, tolerated, severity }]
}

/**
 * The same ingredient, taken to its end or being taken since the allergy was recorded. A stopped
 * course proves nothing: it may have been stopped for a reaction.
 */
function toleratedSince(
  index: ClinicalIndex,
  { date }: Allergy,
  ingredient: string
): Medication | undefined {
  if (date === undefined) return undefined
  return index.medications.find(
    ({ status, started, ingredients }) =>
      (status === 'completed' || status === 'active') &&
      ingredients.includes(ingredient) &&
      started !== undefined &&
      started.epochDay > date.epochDay &&
      started.epochDay < index.asOf.epochDay
  )
}
