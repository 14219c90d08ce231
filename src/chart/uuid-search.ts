import type { Folded } from './fold.ts'
import type { PatternSearch } from './pattern-search.ts'

const hyphens: ReadonlySet<number> = new Set([8, 13, 18, 23])
const hyphen = 45
const digits = 32
const longRun = /[0-9a-f]{32,}/g

/** `8-4-4-4-12` hexadecimal digits. Character by character: a record has thousands of them. */
export function isUuid(text: string): boolean {
  if (text.length !== digits + hyphens.size) return false
  for (const at of hyphens) if (text.charCodeAt(at) !== hyphen) return false
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    const isDigit = unit >= 48 && unit <= 57
    const isLetter = (unit | 32) >= 97 && (unit | 32) <= 102
    if (!isDigit && !isLetter && !(unit === hyphen && hyphens.has(at))) return false
  }
  return true
}

/**
 * Looks for the UUIDs of a record, however punctuated. A record has thousands, and a chart none: so
 * they are kept as they are until some text holds a run of so many hexadecimal digits.
 */
export function uuidSearch(ids: Iterable<string>): PatternSearch {
  let known: ReadonlySet<string> | undefined
  return ({ squashed }: Folded) => {
    if (squashed.length < digits) return 0
    const found = new Set<string>()
    for (const [run] of squashed.matchAll(longRun)) {
      known ??= digitsOf(ids)
      for (let at = 0; at + digits <= run.length; at += 1) {
        const some = run.slice(at, at + digits)
        if (known.has(some)) found.add(some)
      }
    }
    return found.size
  }
}

function digitsOf(ids: Iterable<string>): ReadonlySet<string> {
  const uuids = [...ids].filter(isUuid)
  return new Set(uuids.map((one) => one.replaceAll('-', '').toLowerCase()))
}
