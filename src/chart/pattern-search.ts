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

type Buckets = Map<number, Pattern[]>

/**
 * Many patterns against one text in one pass: a record has thousands of ids. Patterns are kept by
 * their first characters, so that a place of the text costs one look-up, and three where a word
 * begins.
 */
export function patternSearch(patterns: Iterable<Pattern>): PatternSearch {
  const words = { long: new Map() as Buckets, short: new Map() as Buckets }
  const anywhere = { long: new Map() as Buckets, short: new Map() as Buckets }
  const seen = new Set<string>()
  for (const pattern of patterns) {
    const name = `${pattern.at} ${pattern.squashed} ${pattern.literal ?? ''}`
    if (pattern.squashed.length < shortKeyLength || seen.has(name)) continue
    seen.add(name)
    const isLong = pattern.squashed.length >= keyLength
    const maps = pattern.at === 'anywhere' ? anywhere : words
    const map = isLong ? maps.long : maps.short
    const key = keyAt(pattern.squashed, 0, isLong ? keyLength : shortKeyLength)
    const bucket = map.get(key)
    if (bucket === undefined) map.set(key, [pattern])
    else bucket.push(pattern)
  }
  const isEmpty = seen.size === 0
  return (folded) => {
    if (isEmpty) return 0
    const { squashed, begins } = folded
    const found = new Set<string>()
    const look = (map: Buckets, key: number, start: number) => {
      for (const pattern of map.get(key) ?? []) {
        if (stands(pattern, folded, start)) found.add(pattern.squashed)
      }
    }
    let long = keyAt(squashed, 0, keyLength)
    for (let start = 0; start < squashed.length - 1; start += 1) {
      const short = keyAt(squashed, start, shortKeyLength)
      if (anywhere.long.size > 0) look(anywhere.long, long, start)
      if (anywhere.short.size > 0) look(anywhere.short, short, start)
      if (begins[start] === 1) {
        if (words.long.size > 0) look(words.long, long, start)
        if (words.short.size > 0) look(words.short, short, start)
      }
      long = nextKey(long, squashed, start)
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
  const { squashed, begins, places, text } = folded
  if (!squashed.startsWith(pattern.squashed, start)) return false
  const end = start + pattern.squashed.length
  if (pattern.at !== 'anywhere') {
    if (begins[end] === 0) return false
    if (pattern.at === 'one-word' && !isOneWord(begins.subarray(start + 1, end))) return false
  }
  if (pattern.literal === undefined) return true
  const from = places[start] ?? 0
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
