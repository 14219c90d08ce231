import { foldText } from '../chart/fold.ts'
import { isAnalyte, labelOfAnalyte } from '../terminology/analytes.ts'
import type { ClinicalFact, Medication, Result } from '../clinical/clinical-index.ts'
import { findIngredients } from '../terminology/find-ingredients.ts'
import type { SupportedClaim } from './supported-claim.ts'

/** What the verified claims of a finding hold: all that the model's words may speak of. */
export interface WordsHeld {
  /** Every word of the labels, folded. */
  readonly words: ReadonlySet<string>
  readonly numbers: readonly number[]
  /** The numbers with their units, as recorded and in the analyte's own unit. */
  readonly quantities: readonly { readonly value: number; readonly unit: string | undefined }[]
  /** Ingredients and substances, in lower case. */
  readonly drugs: ReadonlySet<string>
  /** Words of what was searched for and not found. */
  readonly absent: ReadonlySet<string>
  readonly directions: ReadonlySet<'rising' | 'falling' | 'stable'>
  /** Of the problems, drugs and allergies: still there, or past. */
  readonly standings: ReadonlySet<'present' | 'past'>
}

/** Gathers what the claims hold. */
export function wordsHeld(claims: readonly SupportedClaim[]): WordsHeld {
  const texts = claims.flatMap(textsOf)
  return {
    words: new Set(texts.flatMap(wordsOf)),
    numbers: claims.flatMap(numbersOf),
    quantities: claims.flatMap(quantitiesOf),
    drugs: new Set([
      ...claims.flatMap(drugsOf),
      ...texts.flatMap((text) => findIngredients(text).ingredients)
    ]),
    absent: new Set(
      claims.flatMap((claim) => (claim.kind === 'absence' ? wordsOf(claim.absence.label) : []))
    ),
    directions: new Set(
      claims.flatMap((claim) => (claim.kind === 'trend' ? [claim.direction] : []))
    ),
    standings: new Set(claims.flatMap(standingsOf))
  }
}

/** The words of a text, folded: letters and digits, with points inside numbers. */
export function wordsOf(text: string): readonly string[] {
  return foldText(text).match(/[\p{L}\p{N}]+(?:[.,]\p{N}+)*/gu) ?? []
}

/** What chart and cards call a result: the name of its analyte ("eGFR"), else its own label. */
export function resultLabel({ analyte, label }: Result): string {
  return isAnalyte(analyte) ? labelOfAnalyte(analyte) : label
}

/** The facts of the record that a claim was found in. */
export function factsOfClaim(claim: SupportedClaim): readonly ClinicalFact[] {
  switch (claim.kind) {
    case 'value':
      return [claim.result]
    case 'trend':
      return [claim.from, claim.to]
    case 'condition':
      return [claim.problem]
    case 'medication':
      return [claim.medication]
    case 'allergy':
      return [claim.allergy]
    case 'event':
      return [claim.event]
    case 'order':
      return claim.order.medication === undefined ? [] : [claim.order.medication]
    case 'absence':
      return []
  }
}

function textsOf(claim: SupportedClaim): readonly string[] {
  const labels = factsOfClaim(claim).flatMap((fact) =>
    fact.kind === 'result' ? [fact.label, resultLabel(fact)] : [fact.label]
  )
  if (claim.kind === 'absence') return [claim.absence.label]
  if (claim.kind === 'value' && claim.result.recorded.text !== undefined) {
    return [...labels, claim.result.recorded.text]
  }
  return claim.kind === 'allergy' ? [...labels, ...claim.allergy.reactions] : labels
}

function numbersOf(claim: SupportedClaim): readonly number[] {
  return factsOfClaim(claim).flatMap((fact) =>
    fact.kind === 'result' && fact.recorded.value !== undefined ? [fact.recorded.value] : []
  )
}

function quantitiesOf(claim: SupportedClaim): WordsHeld['quantities'] {
  return factsOfClaim(claim).flatMap((fact) => {
    if (fact.kind !== 'result') return []
    const { recorded, value, unit } = fact
    return [recorded, { value, unit }].flatMap((one) =>
      one.value === undefined ? [] : [{ value: one.value, unit: one.unit }]
    )
  })
}

/** A draft order is there and was not: both may be said of it. */
function standingsOf(claim: SupportedClaim): readonly ('present' | 'past')[] {
  if (claim.kind === 'order') return ['present', 'past']
  return factsOfClaim(claim).flatMap((fact) => {
    if (fact.kind === 'allergy') return ['present'] as const
    if (fact.kind !== 'problem' && fact.kind !== 'medication') return []
    return fact.status === 'active' ? (['present'] as const) : (['past'] as const)
  })
}

function drugsOf(claim: SupportedClaim): readonly string[] {
  if (claim.kind === 'allergy') return claim.allergy.substances
  return factsOfClaim(claim)
    .filter((fact): fact is Medication => fact.kind === 'medication')
    .flatMap(({ ingredients }) => ingredients)
}
