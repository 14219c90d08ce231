import { limits } from './words.ts'

/*
 * A server that does not enforce the schema leaves out what is null. That costs nothing: an absent
 * slot reads as null, an absent list of indexes as empty, and slots that the form has not are left out.
 */

type Slots = Readonly<Record<string, unknown>>

/** Whether a parsed JSON value is an object with slots. */
export function isRecord(value: unknown): value is Slots {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A value of which every slot in `names` is there; anything else as it came. */
export function completed(value: unknown, names: readonly string[]): unknown {
  if (!isRecord(value)) return value
  return Object.fromEntries(
    names.map((name) => [name, value[name] ?? (isListName(name) ? [] : null)])
  )
}

const isListName = (name: string): boolean => name === 'subjects' || name === 'objects'

/** A meaning without a concept that is too long to be one; the rest of the meaning stands. */
export function withoutLongConcept(value: unknown): {
  readonly slots: unknown
  readonly cut: boolean
} {
  if (!isRecord(value)) return { slots: value, cut: false }
  const { concept } = value
  const cut = typeof concept === 'string' && concept.length > limits.conceptCharacters
  return { slots: cut ? { ...value, concept: null, conceptKind: null } : value, cut }
}
