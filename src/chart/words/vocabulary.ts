import { conceptTables } from '../../terminology/concept-tables.ts'
import {
  drugWords,
  ingredientNames,
  productBrandNames,
  shorthand
} from '../../terminology/drug-names.ts'
import { namesOf } from '../../terminology/read-concept.ts'
import { wordsOf } from '../fold.ts'
import { knownNoteWords } from '../notes/note-words.ts'
import { ordinaryWords } from '../ordinary-words.ts'
import alsoNames from './also-names.json' with { type: 'json' }
import calendar from './calendar.json' with { type: 'json' }
import english from './english.json' with { type: 'json' }
import { looksMedical } from './medical-forms.ts'
import medicine from './medicine.json' with { type: 'json' }

/** What may stand in a text: `shown` unless its neighbours tell of somebody, `withheld` but in a known phrase. */
export type Standing = 'word' | 'word-or-name' | 'name-or-word' | 'unknown'

interface Vocabulary {
  readonly words: ReadonlySet<string>
  readonly wordOrName: ReadonlySet<string>
  readonly nameOrWord: ReadonlySet<string>
  readonly calendar: ReadonlySet<string>
  readonly phrases: ReadonlySet<string>
  /** Whole names of Curbside's tables. */
  readonly names: ReadonlySet<string>
  readonly products: ReadonlySet<string>
}

let built: Vocabulary | undefined

/** Built when the first text is read, and once. */
function vocabulary(): Vocabulary {
  built ??= build()
  return built
}

/** Forms, routes and tests as products and laboratories shorten them. */
const abbreviations =
  'dr er xr sr cr xl ec ir odt hfa dpi nph usp qhs qam qpm qod prn bid tid qid tab cap susp soln inj oint supp ' +
  'abx bx fx hx rx sx tx dx ddx cx pmhx wnl nad rrr ctab ntnd fobt fit pap hpv hsv vzv cmv ebv rsv tdap mmr ppsv pcv ' +
  'temp cfu pfu hpf lpf iu unt meq mmol mosm analyte analytes assay culture gram ' +
  'yo wk wks mo mos yr yrs hr hrs min sec esp approx incl excl neg pos abn nml lt rt bilat ant post sup inf prox dist'
const split = (words: string): readonly string[] => words.split(' ')

function build(): Vocabulary {
  const tables = Object.values(conceptTables)
    .flat()
    .flatMap(({ concepts }) => concepts.flatMap(namesOf))
  const ownNames = [...tables, ...drugWords(), ...productBrandNames.keys(), ...shorthand.keys()]
  const phrases = new Set(alsoNames.phrases.split('; '))
  const words = new Set([
    ...ordinaryWords,
    ...knownNoteWords,
    ...split(abbreviations),
    ...split(medicine.words),
    ...split(english.words)
  ])
  for (const name of ownNames) {
    const inName = wordsOf(name)
    for (const [at, word] of inName.entries()) {
      if (word.length > 1) words.add(word)
      const next = inName[at + 1]
      if (next !== undefined) phrases.add(`${word} ${next}`)
    }
  }
  return {
    words,
    phrases,
    names: new Set([...tables, ...ingredientNames.keys()].map((name) => wordsOf(name).join(' '))),
    products: new Set([...productBrandNames.keys()].flatMap(wordsOf)),
    wordOrName: new Set(split(alsoNames.shown)),
    nameOrWord: new Set(split(alsoNames.withheld)),
    calendar: new Set(split(calendar.words))
  }
}

/** How a folded word stands to the closed vocabulary. */
export function standingOf(word: string): Standing {
  const { words, wordOrName, nameOrWord, calendar: days } = vocabulary()
  if (days.has(word)) return 'unknown'
  if (nameOrWord.has(word)) return 'name-or-word'
  if (wordOrName.has(word)) return 'word-or-name'
  if (words.has(word)) return 'word'
  const one = singular(word).find((stem) => words.has(stem) || nameOrWord.has(stem))
  if (one !== undefined) return nameOrWord.has(one) ? 'name-or-word' : 'word'
  return looksMedical(word, (part) => words.has(part)) ? 'word' : 'unknown'
}

/** Whether two folded words stand side by side in a name that Curbside knows. */
export function isPhrase(one: string, other: string): boolean {
  return vocabulary().phrases.has(`${one} ${other}`)
}

/** Whether the folded words are a name of Curbside's own tables, and nothing else. */
export function isName(words: string): boolean {
  return vocabulary().names.has(words)
}

/** Whether a product is sold under this folded word. */
export function isProductName(word: string): boolean {
  return vocabulary().products.has(word)
}

function singular(word: string): readonly string[] {
  if (word.length < 5 || !word.endsWith('s')) return []
  const short = word.slice(0, -1)
  return [short, ...(word.endsWith('es') ? [word.slice(0, -2)] : [])]
}
