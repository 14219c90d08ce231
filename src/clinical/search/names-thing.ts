import type { ConceptKind } from '../../terminology/concept.ts'
import { findConcept } from '../../terminology/concepts.ts'
import { foldName } from '../../terminology/fold-name.ts'
import type { Thing } from './thing.ts'

/** Words of vocabulary names that say what kind of thing it is, and do not stand in labels. */
const kindWords = new Set(
  'vaccine vaccination level test serum plasma blood measurement panel screen of the and with'.split(
    ' '
  )
)

/**
 * Whether a label of the record may be the thing: it is one of its names, or holds every word of the
 * name that a card prints. Wide on purpose: it is asked before "none was found" is said.
 */
export function namesThing(label: string, thing: Thing): boolean {
  const kind = conceptKindOf(thing)
  if (kind !== undefined && conceptsIn(kind, label).includes(thing.key)) return true
  const wanted = (foldName(thing.label) ?? []).filter((word) => !kindWords.has(word))
  const words = new Set(foldName(label.slice(0, 80)) ?? [])
  return wanted.length > 0 && wanted.every((word) => words.has(word))
}

/** Whether an immunization is known to be another vaccine than the one looked for. */
export function isOtherVaccine(label: string, thing: Thing): boolean {
  const known = conceptsIn('vaccine', label)
  return known.length > 0 && !known.includes(thing.key)
}

function conceptKindOf({ kind }: Thing): ConceptKind | undefined {
  return kind === 'drug' || kind === 'drug-class' ? undefined : kind
}

/** What a label names in the vocabulary: whole, or as it begins ("Td (adult) preservative free"). */
function conceptsIn(kind: ConceptKind, label: string): readonly string[] {
  const plain = label.replace(/\s*\((?:disorder|finding|procedure|situation|event)\)$/i, '')
  const words = plain.split(/[\s,]+/)
  for (let count = words.length; count > 0; count -= 1) {
    const found = findConcept(kind, words.slice(0, count).join(' '))
    if (found !== undefined) return [found.id]
  }
  return []
}
