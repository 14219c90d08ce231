import type { Evidence } from '../rules/rule.ts'
import { capitalised, readingsOf } from './meanings/names.ts'
import type { SupportedFact } from './supported-fact.ts'
import { factPhrases, resultPhrase } from './words/why-sentences.ts'

/** The entries of the record behind facts, each with its value and day; an absence has none. */
export function evidenceOfFacts(facts: readonly SupportedFact[]): readonly Evidence[] {
  const all = facts.flatMap((fact): readonly Evidence[] => {
    const readings = readingsOf(fact)
    if (readings.length > 0) {
      return readings.map((one) => ({
        reference: one.reference,
        text: `${capitalised(resultPhrase([one]))}.`
      }))
    }
    const reference = referenceOf(fact)
    if (reference === undefined) return []
    return factPhrases([fact]).map((phrase) => ({ reference, text: `${capitalised(phrase)}.` }))
  })
  return [...new Map(all.map((entry) => [`${entry.reference}\n${entry.text}`, entry])).values()]
}

function referenceOf({ found }: SupportedFact): string | undefined {
  switch (found.kind) {
    case 'condition':
      return found.problem.reference
    case 'allergy':
      return found.allergy.reference
    case 'drug':
      return found.medication.reference
    case 'order':
      return found.order.reference
    case 'event':
      return found.event.reference
    case 'patient':
      return found.person.reference
    case 'family':
    case 'plan':
      return found.reference
    case 'value':
    case 'trend':
    case 'computed':
    case 'absence':
    case 'not-found':
      return undefined
  }
}
