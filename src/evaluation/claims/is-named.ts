import type { ClinicalFact } from '../../clinical/clinical-index.ts'
import type { FoundFact } from '../../findings/supported-fact.ts'
import { analyteNamed } from '../../terminology/analytes.ts'
import { findConcept } from '../../terminology/concepts.ts'
import { findIngredients } from '../../terminology/find-ingredients.ts'
import type { ClaimRecord } from './claim-record.ts'

/** Whether a claim calls the thing that was found by a name of it. What names nothing fits. */
export function isNamed(
  display: string | null | undefined,
  found: FoundFact,
  record: ClaimRecord
): boolean {
  const fact = factOf(found)
  if (display === undefined || display === null || display.trim() === '') return true
  if (fact === undefined) return false
  const names = [
    fact.label,
    ...record.namesOf(fact),
    ...fact.codes.flatMap((code) => code.display ?? [])
  ]
  const stated = plain(display)
  if (names.some((name) => plain(name).includes(stated) || stated.includes(plain(name))))
    return true
  switch (fact.kind) {
    case 'result':
      return (
        analyteNamed(display) === fact.analyte ||
        [findConcept('test', display), findConcept('sign', display)].some(
          (concept) => concept?.analytes.includes(fact.analyte) === true
        )
      )
    case 'medication':
      return sameSet(findIngredients(display).ingredients, fact.ingredients)
    case 'problem': {
      const concept = findConcept('diagnosis', untagged(display))
      return (
        concept !== undefined &&
        names.some((name) => findConcept('diagnosis', untagged(name)) === concept)
      )
    }
    case 'allergy':
    case 'procedure':
    case 'encounter':
    case 'immunization':
    case 'report':
    case 'order':
      return false
  }
}

function factOf(found: FoundFact): ClinicalFact | undefined {
  switch (found.kind) {
    case 'value':
      return found.result
    case 'trend':
      return found.readings[0]
    case 'condition':
      return found.problem
    case 'allergy':
      return found.allergy
    case 'drug':
      return found.medication
    case 'event':
      return found.event
    case 'order':
    case 'patient':
    case 'computed':
    case 'family':
    case 'plan':
    case 'absence':
    case 'not-found':
      return undefined
  }
}

const plain = (name: string): string =>
  untagged(name)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()

const untagged = (name: string): string =>
  name.replace(/\s*\((?:disorder|finding|situation|procedure)\)?$/i, '')

const sameSet = (one: readonly string[], other: readonly string[]): boolean =>
  one.length > 0 && one.toSorted().join() === other.toSorted().join()
