/** A literal reference, taken apart. `base` is empty for a relative one. */
export interface LiteralReference {
  readonly base: string
  readonly resourceType: string
  readonly id: string
}

/**
 * Reads `Type/id`, `https://server/base/Type/id` and either with `/_history/version`; undefined for
 * contained, `urn:` and conditional references, and for whatever else is no literal one.
 */
export function literalReference(text: unknown): LiteralReference | undefined {
  if (typeof text !== 'string' || text.length > 2_048) return undefined
  const parts = text.split('/')
  if (parts.at(-2) === '_history') parts.splice(-2)
  const id = parts.pop()
  const resourceType = parts.pop()
  if (id === undefined || resourceType === undefined) return undefined
  if (!/^[A-Za-z0-9\-._]+$/.test(id) || !/^[A-Z][A-Za-z]*$/.test(resourceType)) return undefined
  const base = parts.join('/')
  if (base !== '' && !/^https?:\/\/[^?#]+$/.test(base)) return undefined
  return { base, resourceType, id }
}
