/**
 * Orders facts that share a date by what they say and only then by their ids: the same record under
 * other ids is the same record. Contents are written once each, and only where dates do not decide.
 */
export function contentOrder<T extends { readonly reference: string }>(): (
  one: T,
  other: T
) => number {
  const known = new Map<T, string>()
  const contentOf = (fact: T): string => {
    const before = known.get(fact)
    if (before !== undefined) return before
    const content = JSON.stringify(fact, withoutReferences)
    known.set(fact, content)
    return content
  }
  return (one, other) =>
    compare(contentOf(one), contentOf(other)) || compare(one.reference, other.reference)
}

function withoutReferences(key: string, value: unknown): unknown {
  if (key === 'reference') return undefined
  return key === 'repeats' && Array.isArray(value) ? value.length : value
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other)
}
