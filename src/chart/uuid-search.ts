import type { Folded } from './fold.ts'
import type { PatternSearch } from './pattern-search.ts'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const digits = 32
const longRun = /[0-9a-f]{32,}/g

export function isUuid(text: string): boolean {
  return text.length === digits + 4 && uuid.test(text)
}

/**
 * Looks for the UUIDs of a record, however punctuated. A record has thousands, and a chart none: so
 * they are kept as they are, and only a run of so many hexadecimal digits is looked up.
 */
export function uuidSearch(references: Iterable<string>): PatternSearch {
  const known = new Set<string>()
  for (const reference of references) {
    if (isUuid(reference)) known.add(reference.replaceAll('-', '').toLowerCase())
  }
  return ({ squashed }: Folded) => {
    if (squashed.length < digits) return 0
    const found = new Set<string>()
    for (const [run] of squashed.matchAll(longRun)) {
      for (let at = 0; at + digits <= run.length; at += 1) {
        const some = run.slice(at, at + digits)
        if (known.has(some)) found.add(some)
      }
    }
    return found.size
  }
}
