import { ingredientNamed } from '../../terminology/drug-names.ts'
import { findConcept } from '../../terminology/concepts.ts'
import type { Concept } from '../../terminology/concept.ts'
import type { ConceptKind } from '../../model/proposal/words.ts'
import type { ProposedConcept } from '../bound-finding.ts'

/**
 * A concept of the vocabulary that a model named. `name` is what a card prints; what the model wrote
 * is gone from here on.
 */
export type NamedConcept = { readonly id: string; readonly name: string } & (
  | { readonly kind: 'drug' }
  | { readonly kind: Concept['kind']; readonly concept: Concept }
)

/** Kinds in which a name is looked for: what one calls a test, another calls a sign. */
const also: Readonly<Record<ConceptKind, readonly ConceptKind[]>> = {
  drug: ['drug', 'drug-class'],
  'drug-class': ['drug-class', 'drug'],
  test: ['test', 'sign', 'procedure'],
  sign: ['sign', 'test', 'harm', 'diagnosis'],
  procedure: ['procedure', 'test'],
  diagnosis: ['diagnosis', 'harm'],
  harm: ['harm', 'diagnosis'],
  vaccine: ['vaccine'],
  specialty: ['specialty']
}

/** The concept that a model's words name, in their kind or the one next to it. */
export function conceptNamed({ kind, text }: ProposedConcept): NamedConcept | undefined {
  for (const each of also[kind]) {
    const found = namedIn(each, text)
    if (found !== undefined) return found
  }
  return undefined
}

function namedIn(kind: ConceptKind, text: string): NamedConcept | undefined {
  if (kind === 'drug') {
    const ingredient = ingredientNamed(text)
    return ingredient === undefined ? undefined : { kind, id: ingredient, name: ingredient }
  }
  const concept = findConcept(kind, text)
  return concept && { kind: concept.kind, id: concept.id, name: concept.name, concept }
}

/** Whether it acts within minutes or hours: a model never raises an alarm of it (DESIGN 5.9). */
export function isTimeCritical(named: NamedConcept | undefined): boolean {
  return (
    named !== undefined &&
    named.kind !== 'drug' &&
    named.concept.kind === 'diagnosis' &&
    named.concept.timeCritical
  )
}

/** The same under any kind: a stroke named as a harm or sign is the diagnosis all the same. */
export function namesAlarm(named: NamedConcept | undefined): boolean {
  if (named === undefined || named.kind === 'drug') return false
  if (isTimeCritical(named)) return true
  if (named.kind !== 'harm' && named.kind !== 'sign') return false
  const diagnosis = findConcept('diagnosis', named.name)
  return diagnosis?.kind === 'diagnosis' && diagnosis.timeCritical
}
