import { placeOf } from './fold.ts'
import type { Folded } from './fold.ts'

/** One thing to look for in folded text. */
export interface Pattern {
  /** Letters and digits, folded. At least two characters. */
  readonly squashed: string
  /**
   * `word`: begins and ends where words do; `one-word`: and is one, or is spelt out ("W-a-y");
   * `anywhere`: also inside a longer run, for what is too long to occur by chance.
   */
  readonly at: 'word' | 'one-word' | 'anywhere'
  /** When given, the folded text must read like this, punctuation included. */
  readonly literal?: string
}

/** Counts how many of the patterns stand in a folded text. */
export type PatternSearch = (folded: Folded) => number

const keyLength = 6
const shortKeyLength = 2

/** Patterns by a number of their first characters, and which numbers there are at all. */
class Buckets {
  readonly #byKey = new Map<number, Pattern[]>()
  readonly #mayHave = new Uint8Array(filterSize)

  add(key: number, pattern: Pattern): void {
    this.#mayHave[key & (filterSize - 1)] = 1
    const bucket = this.#byKey.get(key)
    if (bucket === undefined) this.#byKey.set(key, [pattern])
    else bucket.push(pattern)
  }

  /** Most places of a text begin no pattern: the filter says so without a look-up. */
  at(key: number): readonly Pattern[] {
    return this.#mayHave[key & (filterSize - 1)] === 1 ? (this.#byKey.get(key) ?? none) : none
  }
}

const filterSize = 1 << 12
const none: readonly Pattern[] = []

/**
 * Many patterns against one text in one pass: a record has thousands of ids. Patterns are kept by
 * their first characters, so that a place of the text costs two looks.
 */
export function patternSearch(patterns: Iterable<Pattern>): PatternSearch {
  const long = new Buckets()
  const short = new Buckets()
  const seen = new Set<string>()
  for (const pattern of patterns) {
    const name = `${pattern.at} ${pattern.squashed} ${pattern.literal ?? ''}`
    if (pattern.squashed.length < shortKeyLength || seen.has(name)) continue
    seen.add(name)
    const isLong = pattern.squashed.length >= keyLength
    const key = keyAt(pattern.squashed, 0, isLong ? keyLength : shortKeyLength)
    ;(isLong ? long : short).add(key, pattern)
  }
  const isEmpty = seen.size === 0
  return (folded) => {
    if (isEmpty) return 0
    const { squashed } = folded
    const found = new Set<string>()
    const look = (some: readonly Pattern[], start: number) => {
      for (const pattern of some) {
        if (stands(pattern, folded, start)) found.add(pattern.squashed)
      }
    }
    let key = keyAt(squashed, 0, keyLength)
    for (let start = 0; start < squashed.length - 1; start += 1) {
      const begun = long.at(key)
      if (begun !== none) look(begun, start)
      const shorter = short.at(keyAt(squashed, start, shortKeyLength))
      if (shorter !== none) look(shorter, start)
      key = nextKey(key, squashed, start)
    }
    return found.size
  }
}

const base = 31
// What the first character of a long key weighs.
const weight = base ** (keyLength - 1)

/** A number for some characters of a text; what shares one by chance is told apart by `stands`. */
function keyAt(text: string, start: number, length: number): number {
  let key = 0
  for (let at = start; at < start + length; at += 1) {
    key = (Math.imul(key, base) + text.charCodeAt(at)) | 0
  }
  return key
}

/** The long key one character further: without the first, with the next. */
function nextKey(key: number, text: string, start: number): number {
  const rest = key - Math.imul(text.charCodeAt(start), weight)
  return (Math.imul(rest, base) + text.charCodeAt(start + keyLength)) | 0
}

function stands(pattern: Pattern, folded: Folded, start: number): boolean {
  const { squashed, begins, text } = folded
  if (pattern.at !== 'anywhere' && begins[start] !== 1) return false
  if (!squashed.startsWith(pattern.squashed, start)) return false
  const end = start + pattern.squashed.length
  if (pattern.at !== 'anywhere') {
    if (end < squashed.length && begins[end] !== 1) return false
    if (pattern.at === 'one-word' && !isOneWord(begins.subarray(start + 1, end))) return false
  }
  if (pattern.literal === undefined) return true
  const from = placeOf(folded, start)
  if (!text.startsWith(pattern.literal, from)) return false
  return (
    !isWordCharacter(text.charAt(from - 1)) &&
    !isWordCharacter(text.charAt(from + pattern.literal.length))
  )
}

function isOneWord(innerBegins: Uint8Array): boolean {
  return !innerBegins.includes(1) || !innerBegins.includes(0)
}

function isWordCharacter(character: string): boolean {
  return /[\p{L}\p{N}]/u.test(character)
}
