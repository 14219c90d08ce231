import { birthDateSearch } from './birth-date-forms.ts'
import { withoutEponyms } from './eponyms.ts'
import { fold, wordsOf } from './fold.ts'
import type { Folded } from './fold.ts'
import {
  fullNamePatterns,
  postalPatterns,
  textPatterns,
  valuePatterns
} from './identifier-patterns.ts'
import type { Identifiers } from './identifiers.ts'
import { ordinaryWords } from './ordinary-words.ts'
import { patternSearch } from './pattern-search.ts'
import { identifyingForms } from './text-patterns.ts'
import { uuidSearch } from './uuid-search.ts'

/** Looks for the identifiers of one record; each answer is a count of different ones. */
export interface IdentifierSearch {
  /** In one text that came from the EHR: postal codes and all below. */
  inText(text: string): number
  /** In one line of the chart, codes and all: names, places, forms that identify, and all below. */
  inLine(line: string): number
  /** In a code: as anywhere. */
  inCode(code: string): number
  /** In any bytes: numbers, ids, addresses, full names, the birth date. */
  anywhere(text: string): number
}

// A title makes a name of the word after it, however ordinary; "DR" and "MS" alone do not.
const titled =
  /(?<!\p{L})(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Herr|Frau|Mme|(?:MR|MRS|MS|DR|PROF|Sra?)(?=\.))\.?\s+(\p{L}[\p{L}'’-]*)/gu
// "J. S.", as initials are written; a route of administration is none.
const initials = /(?<!\p{L})(\p{Lu})\.\s?(?:\p{Lu}\.\s?)?(\p{Lu})\./gu

/**
 * Prepares the search for one record.
 * `vocabulary`: words that Curbside's own terminology put into the chart (ingredients, absences),
 * which a name may equal without being told by them.
 */
export function identifierSearch(
  identifiers: Identifiers,
  vocabulary: Iterable<string>
): IdentifierSearch {
  const own = new Set([...vocabulary].flatMap(wordsOf))
  const isOrdinary = (word: string) => ordinaryWords.has(word) || own.has(word)
  const numbered = patternSearch(valuePatterns(identifiers))
  const uuids = uuidSearch([...identifiers.uuids, ...identifiers.values])
  const values = (folded: Folded) => numbered(folded) + uuids(folded)
  const names = patternSearch(textPatterns(identifiers, isOrdinary))
  const postalCodes = patternSearch(postalPatterns(identifiers))
  const fullNames = patternSearch(fullNamePatterns(identifiers, isOrdinary))
  const bornOn = birthDateSearch(identifiers.birthDate)
  const called = namesBesideTitles(identifiers)
  const born = (text: string) => (bornOn(text) ? 1 : 0)
  const inLine = (line: string) => {
    // No identifier that is looked for is a number of five digits: most results are.
    if (shortNumber.test(line)) return 0
    const clinical = fold(withoutEponyms(line))
    // Ids and numbers are looked for in the whole line, as the gate does: an id may read like a phrase
    // of medicine ("10-minute-apgar-score"), and then its line goes rather than the whole chart.
    const whole = clinical.text.length === line.length ? clinical : fold(line)
    return names(clinical) + values(whole) + born(line) + called(line) + identifyingForms(line)
  }
  const anywhere = (text: string) => {
    const folded = fold(text)
    return values(folded) + fullNames(folded) + born(text)
  }
  // The same displays and codes stand in a record hundreds of times.
  const known = new Map<string, number>()
  const codes = new Map<string, number>()
  return {
    inLine,
    inText(text) {
      const before = known.get(text)
      if (before !== undefined) return before
      const hits = inLine(text) + postalCodes(fold(text))
      known.set(text, hits)
      return hits
    },
    inCode(code) {
      const hits = codes.get(code) ?? anywhere(code)
      codes.set(code, hits)
      return hits
    },
    anywhere
  }
}

function namesBesideTitles({ people }: Identifiers): (text: string) => number {
  const parts = new Set(
    people.flatMap((person) => person.parts.map((part) => wordsOf(part).join('')))
  )
  const letters = new Set(
    people.flatMap(({ certain, parts: [first = '', ...rest] }) => {
      const last = rest.at(-1)?.charAt(0) ?? ''
      const pair = wordsOf(first.charAt(0) + last).join('')
      return certain && pair.length === 2 && !ordinaryWords.has(pair) && !routes.has(pair)
        ? [pair]
        : []
    })
  )
  return (text) => {
    const afterTitle = [...text.matchAll(titled)].filter(([, name = '']) =>
      parts.has(wordsOf(name).join(''))
    )
    const asInitials = [...text.matchAll(initials)].filter(([, one = '', other = '']) =>
      letters.has(wordsOf(one + other).join(''))
    )
    return afterTitle.length + asInitials.length
  }
}

const shortNumber = /^-?[\d.]{0,5}$/
const routes = new Set('iv im po sc sl pr od os ou id it io in hs qd'.split(' '))
