import type { UnrecognisedAllergies } from '../clinical/unrecognised-allergies.ts'
import type { UnrecognisedDrugs } from '../clinical/unrecognised-drugs.ts'

/** Drugs and allergies that no rule could judge, and whether that matters for this call. */
export interface Unrecognised extends UnrecognisedDrugs, UnrecognisedAllergies {
  /** A rule could have spoken of the drugs that are taken. */
  readonly couldMatter: boolean
}

const namedMax = 2

/** "Not recognised, so not checked: Xyz 5 MG", of orders, of what is taken, and of allergies. */
export function unrecognisedSentences(drugs: Unrecognised | undefined): readonly string[] {
  if (drugs === undefined) return []
  const { ordered, active, allergies, newAllergies } = drugs
  return [
    ...(ordered.length > 0 ? [`Not recognised, so not checked by rules: ${named(ordered)}`] : []),
    ...(newAllergies.length > 0
      ? [`Not recognised, so no drug was checked against it: ${named(newAllergies)}`]
      : []),
    ...(active.length > 0
      ? [
          `${active.length} active medication${active.length === 1 ? ' was' : 's were'} not recognised and not checked by rules: ${named(active)}`
        ]
      : []),
    ...(allergies.length > 0
      ? [
          `${allergies.length} allerg${allergies.length === 1 ? 'y was' : 'ies were'} not recognised and not checked against this order: ${named(allergies)}`
        ]
      : [])
  ]
}

function named(all: readonly string[]): string {
  const names = [...new Set(all)]
  const more = names.length > namedMax ? ` and ${names.length - namedMax} more` : ''
  return `${names.slice(0, namedMax).join(', ')}${more}`
}
