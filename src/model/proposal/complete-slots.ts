import { isObject } from '../../ground/is-object.ts'
import { effects } from './effects.ts'
import { details, limits } from './words.ts'

/*
 * A server that does not enforce the schema leaves out what is null. That costs nothing: an absent
 * slot reads as null, an absent list of indexes as empty, and slots that the form has not are left out.
 */

/** A value of which every slot in `names` is there; anything else as it came. */
export function completed(value: unknown, names: readonly string[]): unknown {
  if (!isObject(value)) return value
  return Object.fromEntries(
    names.map((name) => [name, value[name] ?? (isListName(name) ? [] : null)])
  )
}

const isListName = (name: string): boolean => name === 'subjects' || name === 'objects'

/**
 * A meaning without the slots that name nothing of the form: a concept that is too long to be one,
 * an effect or detail of no list. The rest of the meaning stands.
 */
export function withoutFaultyConcept(value: unknown): {
  readonly slots: unknown
  readonly cut: readonly ('malformed' | 'over-limit')[]
} {
  if (!isObject(value)) return { slots: value, cut: [] }
  const { concept, effect, detail } = value
  const isLong = typeof concept === 'string' && concept.length > limits.conceptCharacters
  const named = { effect: oneOf(effects, effect), detail: oneOf(details, detail) }
  const slots = { ...value, ...named, ...(isLong && { concept: null, conceptKind: null }) }
  const faulty = [effect !== named.effect, detail !== named.detail].filter(Boolean)
  return {
    slots,
    cut: [...(isLong ? (['over-limit'] as const) : []), ...faulty.map(() => 'malformed' as const)]
  }
}

function oneOf<T extends string>(list: readonly T[], value: unknown): T | null {
  return list.find((one) => one === value) ?? null
}
