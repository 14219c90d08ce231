/*
 * A sentence, read: what stands in it as the thing it names, dates, numbers with their units, and
 * words. Reading judges nothing; the checks compare what was read with a verified claim.
 */

/** One way in which a date can be meant: the beginning of an ISO date, or `-MM-DD` of any year. */
export type DateReading = string

export type Token =
  /** The thing the claim is about, by a name that the record has for it. */
  | { readonly kind: 'name' }
  /** The recorded words of a coded result ("Positive"). */
  | { readonly kind: 'answer' }
  /** A code that it carries. */
  | { readonly kind: 'code' }
  | {
      readonly kind: 'date'
      /** Several where the order of day and month is not known. */
      readonly readings: readonly DateReading[]
      /** Milliseconds since 1970, of a date with a time and an offset. */
      readonly instantMs?: number
      /** Minutes of the day, of a date with a time of an unknown offset. */
      readonly clockMinutes?: number
    }
  | {
      readonly kind: 'number'
      readonly value: number
      /** Decimals as written: "5.0" has one. */
      readonly decimals: number
      readonly comparator?: '<' | '<=' | '>' | '>='
      /** As written; undefined when none stands there. */
      readonly unit?: string
    }
  | { readonly kind: 'unit'; readonly unit: string }
  | { readonly kind: 'word'; readonly word: string }
  | { readonly kind: 'sign'; readonly sign: string }

export type NumberToken = Extract<Token, { readonly kind: 'number' }>
export type DateToken = Extract<Token, { readonly kind: 'date' }>

/** A text in which what was read stands as single private-use characters. */
export interface Marked {
  readonly text: string
  /** By place in the private-use area. */
  readonly marks: readonly Token[]
}

const firstMark = 0xe000
const marksMax = 0x18ff

/** Puts a mark in place of every piece that `read` makes a token of. */
export function marking(
  marked: Marked,
  pattern: RegExp,
  read: (match: RegExpExecArray) => Token | undefined
): Marked {
  const marks = [...marked.marks]
  let text = ''
  let from = 0
  for (const match of marked.text.matchAll(pattern)) {
    const token = marks.length < marksMax ? read(match) : undefined
    if (token === undefined) continue
    text += `${marked.text.slice(from, match.index)} ${markAt(marks.length)} `
    marks.push(token)
    from = match.index + match[0].length
  }
  return { text: text + marked.text.slice(from), marks }
}

/** The character that stands for a mark. */
export function markAt(place: number): string {
  return String.fromCharCode(firstMark + place)
}

/** The token that a character stands for. */
export function markedToken(character: string, marks: readonly Token[]): Token | undefined {
  return marks[character.charCodeAt(0) - firstMark]
}
