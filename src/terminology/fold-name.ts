/** What writers leave out or turn round: "deficiency of iron", "iron deficiency". */
const linking: ReadonlySet<string> = new Set('of the in on to for and by from due'.split(' '))

const numerals: ReadonlyMap<string, string> = new Map(
  'i ii iii iv v vi vii viii ix x xi xii xiii'
    .split(' ')
    .map((numeral, index) => [numeral, String(index + 1)])
)

/** Plurals and spellings that no rule below makes. */
const irregular: ReadonlyMap<string, string> = new Map([
  ['metastases', 'metastasis'],
  ['calculi', 'calculus'],
  ['bacteria', 'bacterium'],
  ['emboli', 'embolus'],
  ['thrombi', 'thrombus'],
  ['ova', 'ovum'],
  ['indices', 'index'],
  ['vertebrae', 'vertebra'],
  ['crises', 'crisis'],
  ['analyses', 'analysis'],
  ['doses', 'dose'],
  ['noses', 'nose'],
  ['feet', 'foot'],
  ['gray', 'grey'],
  ['programme', 'program'],
  ['ageing', 'aging']
])

/** Latin letters that do not come apart into a letter and a mark, and the Greek ones of medicine. */
const letters: Readonly<Record<string, string>> = {
  ø: 'o',
  æ: 'ae',
  œ: 'oe',
  ß: 'ss',
  ł: 'l',
  α: 'alpha',
  β: 'beta',
  γ: 'gamma',
  δ: 'delta',
  κ: 'kappa',
  λ: 'lambda'
}

/** After the letters above are spelt out, a name holds nothing but these. */
const plain = /^[a-z0-9 '/,.()&+%*-]+$/

/** Longer texts are sentences, not names. */
export const nameLengthMax = 80

/**
 * The words of a name as the tables compare them: case, marks, hyphens, possessives, plurals,
 * British spelling and Roman numerals do not count. Undefined when the text is no name in Latin
 * letters.
 */
export function foldName(text: string): readonly string[] | undefined {
  const trimmed = text.trim()
  if (trimmed.length === 0 || trimmed.length > nameLengthMax) return undefined
  const lower = inPlainLetters(trimmed.toLowerCase())
  if (!plain.test(lower)) return undefined
  const words = /[^a-z0-9 ]|  /.test(lower) ? spaced(lower) : lower
  if (!/[a-z]/.test(words)) return undefined
  return words.split(' ').map(foldWord)
}

/**
 * Keys under which a name is kept and looked up: its words in any order, and its letters written
 * together ("pre-eclampsia", "preeclampsia"). `noise` are words that say nothing in a kind ("serum"
 * in front of a test).
 */
export function keysOf(words: readonly string[], noise: ReadonlySet<string>): readonly string[] {
  const telling = words.filter((word) => !linking.has(word) && !noise.has(word))
  if (telling.length === 0) return []
  const anyOrder = telling.toSorted().join(' ')
  const together = telling.join('')
  return anyOrder === together ? [anyOrder] : [anyOrder, together]
}

function spaced(name: string): string {
  return name
    .replace(/'s\b/g, '')
    .replace(/'/g, '')
    .replace(/\.(?!\d)/g, '')
    .replace(/%/g, ' percent ')
    .replace(/\+/g, ' plus ')
    .replace(/[^a-z0-9.]+/g, ' ')
    .trim()
}

function inPlainLetters(lower: string): string {
  if (plain.test(lower)) return lower
  return lower
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[‐‑–—−]/g, '-')
    .replace(/[’‘`´]/g, "'")
    .replace(/[øæœßłαβγδκλ]/g, (letter) => letters[letter] ?? letter)
}

/** A few thousand words make all names of the tables; what comes after them is not kept. */
const foldedWords = new Map<string, string>()
const foldedWordsMax = 20_000

function foldWord(word: string): string {
  const known = foldedWords.get(word)
  if (known !== undefined) return known
  const folded = foldUnknownWord(word)
  if (foldedWords.size < foldedWordsMax) foldedWords.set(word, folded)
  return folded
}

function foldUnknownWord(word: string): string {
  const numeral = numerals.get(word)
  if (numeral !== undefined) return numeral
  const staged = /^(i{1,3}|iv)([ab])$/.exec(word)
  if (staged !== null) return `${numerals.get(staged[1] ?? '') ?? ''}${staged[2] ?? ''}`
  return american(singular(irregular.get(word) ?? word))
}

function singular(word: string): string {
  if (word.length < 4 || /(?:ss|us|is)$/.test(word)) return word
  if (word.endsWith('ies') && word.length > 4) return `${word.slice(0, -3)}y`
  if (word.endsWith('oses')) return `${word.slice(0, -4)}osis`
  if (/(?:ss|us|x|ch|sh)es$/.test(word)) return word.slice(0, -2)
  return word.endsWith('s') ? word.slice(0, -1) : word
}

/** Both spellings become one; what comes out need not be English. */
function american(word: string): string {
  return word
    .replace(/ae|oe/g, 'e')
    .replace(/our/g, 'or')
    .replace(/isation/g, 'ization')
    .replace(/is(e|ed|ing)$/, 'iz$1')
    .replace(/sulph/g, 'sulf')
    .replace(/^leuc/, 'leuk')
    .replace(/([bt])re$/, '$1er')
    .replace(/yse(d?)$/, 'yze$1')
}
