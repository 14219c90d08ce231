import { fold, foldText, wordsOf } from './fold.ts'
import type { Identifiers, PersonName } from './identifiers.ts'
import type { Pattern } from './pattern-search.ts'
import { isUuid } from './uuid-search.ts'

/** Says that a folded word is also an ordinary one, which a name shares with everybody's record. */
export type IsOrdinary = (word: string) => boolean

const cjk = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u

/**
 * Names and places: only looked for in text that came from the EHR, since an instruction to the
 * model may well hold the word "may" or "white".
 */
export function textPatterns(identifiers: Identifiers, isOrdinary: IsOrdinary): Pattern[] {
  const { people, places, values, references } = identifiers
  return [
    ...people.flatMap((person) => [
      ...person.parts.flatMap((part) => partPatterns(part, isOrdinary)),
      ...(person.certain ? pairPatterns(person) : [])
    ]),
    ...[...places].flatMap((place) => phrasePatterns(place, isOrdinary)),
    ...[...values, ...references].flatMap((value) => wordlikePatterns(value, isOrdinary))
  ]
}

/** Full names, for the whole of the outgoing bytes: not of ordinary words alone ("May Long"). */
export function fullNamePatterns(identifiers: Identifiers, isOrdinary: IsOrdinary): Pattern[] {
  return identifiers.people
    .filter(({ certain, parts }) => certain && !parts.flatMap(wordsOf).every(isOrdinary))
    .flatMap(pairPatterns)
    .filter(({ squashed }) => squashed.length >= 8)
}

/** Numbers, addresses, URLs and ids but UUIDs: looked for everywhere, codes and numbers included. */
export function valuePatterns(identifiers: Identifiers): Pattern[] {
  const { values, telephones, references, postalCodes } = identifiers
  return [
    ...[...values, ...postalCodes].flatMap(numberedPatterns),
    ...[...telephones].flatMap(telephonePatterns),
    ...[...references].flatMap(referencePatterns)
  ]
}

/**
 * Five digits are also a strength, a count or a RxNorm code: so these are only looked for in the
 * EHR's text, and round numbers not at all.
 */
export function postalPatterns({ postalCodes }: Identifiers): Pattern[] {
  return [...postalCodes].flatMap((code) => {
    const first = code.match(/^\d{5}(?=$|-)/)?.[0]
    return first === undefined || first.endsWith('000') ? [] : [{ squashed: first, at: 'one-word' }]
  })
}

function partPatterns(part: string, isOrdinary: IsOrdinary): Pattern[] {
  return spellings(part).flatMap((spelling): Pattern[] => {
    const words = wordsOf(spelling)
    if (cjk.test(spelling)) {
      return words
        .filter((word) => word.length >= 2)
        .map((squashed) => ({ squashed, at: 'anywhere' }))
    }
    const whole = words.join('')
    return [...new Set([...words, whole])]
      .filter((word) => word.length >= 3 && !isOrdinary(word))
      .map((squashed) => ({
        squashed,
        at: squashed.length >= 6 || words.length > 1 ? 'word' : 'one-word'
      }))
  })
}

/** Two parts of one name side by side, in either order, and the whole of it. */
function pairPatterns({ parts }: PersonName): Pattern[] {
  const spelt = parts.map(wordsOf).filter((words) => words.length > 0)
  const words = [...new Set(spelt.flatMap((part) => [part.join(''), ...part]))]
  const pairs = words.flatMap((one, at) =>
    words.slice(at + 1).flatMap((other) => [one + other, other + one])
  )
  const shortest = words.some((word) => cjk.test(word)) ? 2 : 6
  return [...pairs, ...(spelt.length > 2 ? [spelt.flat().join('')] : [])]
    .filter((squashed) => squashed.length >= shortest)
    .map((squashed) => ({ squashed, at: cjk.test(squashed) ? 'anywhere' : 'word' }))
}

/** Müller is also written Mueller. */
function spellings(part: string): string[] {
  const digraphs = part.normalize('NFC').replace(/[äöüÄÖÜ]/g, (letter) => `${foldText(letter)}e`)
  return digraphs === part ? [part] : [part, digraphs]
}

function phrasePatterns(phrase: string, isOrdinary: IsOrdinary): Pattern[] {
  const words = wordsOf(phrase)
  const { squashed } = fold(phrase)
  if (words.every((word) => word.length < 2 || isOrdinary(word)) || squashed.length < 3) return []
  return [{ squashed, at: squashed.length < 6 ? 'one-word' : 'word' }]
}

/** A value without digits, such as a user name or a readable id, is matched like a name. */
function wordlikePatterns(value: string, isOrdinary: IsOrdinary): Pattern[] {
  if (/[\d@/]/.test(value)) return []
  const { squashed } = fold(value)
  if (squashed.length < 6 || wordsOf(value).every(isOrdinary)) return []
  return [{ squashed, at: 'word' }]
}

function numberedPatterns(value: string): Pattern[] {
  if (isUuid(value)) return []
  const { squashed } = fold(value)
  if (!/[\d@/]/.test(value) || squashed.length < 6) return []
  return [{ squashed, at: squashed.length >= 10 ? 'anywhere' : 'word' }]
}

/** As written, without the country's code, and the number within the area. */
function telephonePatterns(telephone: string): Pattern[] {
  const digits = telephone.replace(/\D/g, '')
  const forms = [digits, digits.slice(-10), ...(digits.length >= 10 ? [digits.slice(-7)] : [])]
  return [...new Set(forms)]
    .filter((squashed) => squashed.length >= 6)
    .map((squashed) => ({ squashed, at: squashed.length >= 10 ? 'anywhere' : 'word' }))
}

/**
 * `Type/id` always; the id alone when it can only be one: long with a digit, or as it is written
 * ("metformin-500" is an id, "metformin 500" is not). Short ids such as "p1" are no search terms.
 */
function referencePatterns(reference: string): Pattern[] {
  const { squashed, text } = fold(reference)
  if (reference.includes('/')) return [{ squashed, at: 'word', literal: text }]
  if (squashed.length < 6 || !/\d/.test(reference) || /^d[+-]\d+$/.test(text)) return []
  const isLong = /^[0-9a-f-]{32,36}$/.test(text) || squashed.length >= 16
  return [isLong ? { squashed, at: 'anywhere' } : { squashed, at: 'word', literal: text }]
}
