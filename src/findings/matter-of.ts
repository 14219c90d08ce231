import type { Concern } from '../model/proposal.ts'
import type { SupportedClaim } from './supported-claim.ts'
import { factsOfClaim } from './words-held.ts'

const charactersMax = 200

/**
 * The name of what a finding is about, stable over calls and free of ids and values: the concern
 * with the analytes, ingredients, problem codes and absences it speaks of, sorted.
 */
export function matterOf(concern: Concern, claims: readonly SupportedClaim[]): string {
  const keys = new Set(claims.flatMap(keysOf).map((key) => key.toLowerCase().replace(/\s+/g, '-')))
  return `${concern}:${[...keys].toSorted().join('+')}`.slice(0, charactersMax)
}

function keysOf(claim: SupportedClaim): readonly string[] {
  if (claim.kind === 'absence') return [`no-${claim.absence.key}`]
  if (claim.kind === 'order' && claim.order.medication === undefined) {
    return [claim.order.resource.resourceType]
  }
  return factsOfClaim(claim).flatMap((fact) => {
    if (fact.kind === 'result') return [fact.analyte]
    if (fact.kind === 'medication' && fact.ingredients.length > 0) return fact.ingredients
    if (fact.kind === 'allergy' && fact.substances.length > 0) return fact.substances
    return [fact.codes[0]?.code ?? fact.label]
  })
}
