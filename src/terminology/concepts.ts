import { conceptTables, noiseWords } from './concept-tables.ts'
import { foldName, keysOf } from './fold-name.ts'
import { namesOf, readConcept } from './read-concept.ts'
import type { Concept, ConceptKind, ConceptOf } from './concept.ts'

interface Vocabulary {
  readonly byId: ReadonlyMap<string, Concept>
  /** Undefined where a key stands for two things. */
  readonly byKey: ReadonlyMap<string, Concept | undefined>
}

const nothing: ReadonlySet<string> = new Set()
const vocabularies = new Map<ConceptKind, Vocabulary>()

/**
 * The concept that a text names, in its kind: the whole text is one of its names, or a name with
 * its abbreviation in brackets. Never a guess: what is misspelt, longer, partly a name, ambiguous or
 * not in Latin letters names nothing.
 */
export function findConcept<Kind extends ConceptKind>(
  kind: Kind,
  text: string
): ConceptOf<Kind> | undefined {
  const found = named(kind, text) ?? namedTwice(kind, text)
  return found === undefined ? undefined : ofKind(kind, found)
}

/** The concept with this id, for what was stored. */
export function conceptById<Kind extends ConceptKind>(
  kind: Kind,
  id: string
): ConceptOf<Kind> | undefined {
  const found = vocabularyOf(kind).byId.get(id)
  return found === undefined ? undefined : ofKind(kind, found)
}

/** Every concept of a kind, in the order of the tables. */
export function conceptsOf<Kind extends ConceptKind>(kind: Kind): readonly ConceptOf<Kind>[] {
  return [...vocabularyOf(kind).byId.values()].flatMap((concept) => ofKind(kind, concept) ?? [])
}

/** Whether a text is known to mean more than one thing in the kind ("MS"). */
export function isAmbiguous(kind: ConceptKind, text: string): boolean {
  const { byKey } = vocabularyOf(kind)
  return keysIn(kind, text).some((key) => byKey.has(key) && byKey.get(key) === undefined)
}

function named(kind: ConceptKind, text: string): Concept | undefined {
  const { byKey } = vocabularyOf(kind)
  for (const key of keysIn(kind, text)) {
    const concept = byKey.get(key)
    if (concept !== undefined) return concept
  }
  return undefined
}

/** "acute kidney injury (AKI)": both must be names of the same. */
function namedTwice(kind: ConceptKind, text: string): Concept | undefined {
  const parts = /^([^()]+) \(([^()]+)\)$/.exec(text.trim())
  if (parts === null) return undefined
  const [, outer = '', inner = ''] = parts
  const concept = named(kind, outer)
  return concept !== undefined && named(kind, inner) === concept ? concept : undefined
}

/** The keys of a text in a kind. A question may end as one. */
export function keysIn(kind: ConceptKind, text: string): readonly string[] {
  const words = foldName(kind === 'question' ? text.replace(/ ?\?\s*$/, '') : text)
  if (words === undefined) return []
  // "Serum and urine osmolality": beside urine, "serum" says something.
  return keysOf(words, words.includes('urine') ? nothing : noiseWords[kind])
}

function ofKind<Kind extends ConceptKind>(
  kind: Kind,
  concept: Concept
): ConceptOf<Kind> | undefined {
  return isOfKind(kind, concept) ? concept : undefined
}

function isOfKind<Kind extends ConceptKind>(
  kind: Kind,
  concept: Concept
): concept is ConceptOf<Kind> {
  return concept.kind === kind
}

/** Built when the kind is first asked for: a process that needs none of it pays nothing. */
function vocabularyOf(kind: ConceptKind): Vocabulary {
  const known = vocabularies.get(kind)
  if (known !== undefined) return known
  const built = build(kind)
  vocabularies.set(kind, built)
  return built
}

function build(kind: ConceptKind): Vocabulary {
  const byId = new Map<string, Concept>()
  const byKey = new Map<string, Concept | undefined>()
  for (const { concepts } of conceptTables[kind]) {
    for (const row of concepts) {
      const concept = readConcept(kind, row)
      byId.set(concept.id, concept)
      for (const name of namesOf(row)) {
        for (const key of keysIn(kind, name)) if (!byKey.has(key)) byKey.set(key, concept)
      }
    }
  }
  for (const { ambiguous } of conceptTables[kind]) {
    for (const name of ambiguous?.split('; ') ?? []) {
      for (const key of keysIn(kind, name)) byKey.set(key, undefined)
    }
  }
  return { byId, byKey }
}
