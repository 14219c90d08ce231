import type { ClinicalIndex, DraftOrder } from './clinical-index.ts'

/**
 * What the record calls active allergies that may be to a drug and that no rule could understand,
 * where a drug is being ordered: none of them could be checked against it.
 */
export function unrecognisedAllergies(
  index: ClinicalIndex,
  orders: readonly DraftOrder[]
): readonly string[] {
  if (orders.every(({ medication }) => medication === undefined)) return []
  return index.allergies
    .filter(
      ({ status, substances, ofNoDrug }) =>
        isStanding(status) && substances.length === 0 && ofNoDrug !== true
    )
    .map(({ label, codes }) => (codes.some(({ code }) => code === label) ? `code ${label}` : label))
}

const isStanding = (status: string): boolean => status === 'active' || status === 'unknown'
