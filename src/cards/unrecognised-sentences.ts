import type { UnrecognisedDrugs } from '../clinical/unrecognised-drugs.ts'

const namedMax = 2

/** "Not recognised, so not checked: Xyz 5 MG", and how many of the list of medications. */
export function unrecognisedSentences(drugs: UnrecognisedDrugs | undefined): readonly string[] {
  if (drugs === undefined) return []
  const { ordered, active, newAllergies = [] } = drugs
  const named = ordered.slice(0, namedMax).join(', ')
  const more = ordered.length > namedMax ? ` and ${ordered.length - namedMax} more` : ''
  return [
    ...(ordered.length > 0 ? [`Not recognised, so not checked by rules: ${named}${more}`] : []),
    ...(newAllergies.length > 0
      ? [`Not recognised, so no drug was checked against it: ${newAllergies.join(', ')}`]
      : []),
    ...(active > 0
      ? [
          `${active} active medication${active === 1 ? ' was' : 's were'} not recognised and not checked by rules`
        ]
      : [])
  ]
}
