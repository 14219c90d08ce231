import type { Allergy, ClinicalIndex, DraftOrder } from './clinical-index.ts'

/** Allergies that may be to a drug, as the record calls them, and that no rule could understand. */
export interface UnrecognisedAllergies {
  /** New ones: no rule can hold a drug against them. */
  readonly newAllergies: readonly string[]
  /** Where a drug is ordered: it could not be checked against them. */
  readonly allergies: readonly string[]
}

/** Names them, so that they are said and not passed over. `newFacts` are references. */
export function unrecognisedAllergies(
  index: ClinicalIndex,
  orders: readonly DraftOrder[],
  newFacts: readonly string[]
): UnrecognisedAllergies {
  const unknown = index.allergies.filter(
    ({ substances, ofNoDrug }) => substances.length === 0 && ofNoDrug !== true
  )
  const isDrugOrdered = orders.some(({ medication }) => medication !== undefined)
  return {
    newAllergies: unknown.filter(({ reference }) => newFacts.includes(reference)).map(calledBy),
    allergies: isDrugOrdered ? unknown.filter(isStanding).map(calledBy) : []
  }
}

const isStanding = ({ status }: Allergy): boolean => status === 'active' || status === 'unknown'

/** A code alone is said to be one. */
const calledBy = ({ label, codes }: Allergy): string =>
  codes.some(({ code }) => code === label) ? `code ${label}` : label
