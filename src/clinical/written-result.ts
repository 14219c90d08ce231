import type { Result } from './clinical-index.ts'

/** What a text that stands in the place of a number says: a value, a bound, or a range. */
export interface WrittenResult {
  readonly value: number
  readonly comparator?: NonNullable<Result['comparator']>
  /** The end of a range; `value` is its beginning. */
  readonly upTo?: number
  /** What stands behind the number and is no flag: a unit, if it is one. */
  readonly unit?: string
}

const number = String.raw`\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,7}(?:[.,]\d+)?|\.\d+`

// Longer words first: "less than or equal to" holds "less than".
const comparators: readonly (readonly [string, NonNullable<Result['comparator']>])[] = [
  ['<=', '<='],
  ['>=', '>='],
  ['=<', '<='],
  ['=>', '>='],
  ['<', '<'],
  ['>', '>'],
  ['(?:less|lower|fewer|smaller) than or equal(?: to)?', '<='],
  ['(?:greater|more|higher|larger) than or equal(?: to)?', '>='],
  ['at most|not? (?:more|greater|higher) than|up to|lte', '<='],
  ['at least|not? (?:less|lower) than|gte', '>='],
  ['(?:less|lower|fewer|smaller) than|below|under|lt', '<'],
  ['(?:greater|more|higher|larger) than|above|over|exceed(?:s|ing)|gt', '>']
]
const before: readonly (readonly [RegExp, NonNullable<Result['comparator']>])[] = comparators.map(
  ([words, sign]) => [new RegExp(`^(?:${words})(?![a-z])\\s*(?=[\\d.])`, 'i'), sign]
)
const behind: readonly (readonly [RegExp, NonNullable<Result['comparator']>])[] = [
  [/^\s*(?:\+|(?:or|and) (?:greater|more|higher|above|over|up(?:wards)?))(?![a-z])/i, '>='],
  [/^\s*(?:or|and) (?:less|lower|fewer|below|under)(?![a-z])/i, '<=']
]
const approximately =
  /^(?:~|≈|±|ca?\.|circa\b|about\b|approx(?:imately|\.)?|around\b|estimated(?: at)?)\s*/i
const range = new RegExp(
  `^(?:between |from )?(${number})\\s*%?\\s*(?:-|to|and|through)\\s*(${number})(?![\\d.])`,
  'i'
)
const single = new RegExp(`^(${number})(?![\\d])`)
/** `6.8 H`, `24 (L)`, `5.9 *`, `7.1 (critical)`: the laboratory's judgement, which stands elsewhere. */
const flag =
  /(?:^|\s*)[([]?\s*(?:\*+|!+|h+|l+|hi|lo|high|low|a|aa|c|crit|critical(?:ly)?(?: high| low)?|abn|abnormal|panic|alert|normal|n|wnl|final|corrected|repeat(?:ed)?|verified|confirmed)\s*[)\]]?$/i

/**
 * Reads "> 60", "less than 5", "30-59", "24 (L)", "60 or greater", "1,200 ng/mL"; undefined when
 * the text is not one number, one bound or one range. `isUnit` tells a unit from a flag: the C of
 * "38.4 C" is one of temperature.
 */
export function writtenResult(
  text: string,
  isUnit: (unit: string) => boolean
): WrittenResult | undefined {
  const plain = plainText(text)
  const { comparator, rest } = withoutComparator(plain)
  const ends = comparator === undefined ? range.exec(rest) : null
  if (ends !== null) {
    const [matched, low = '', high = ''] = ends
    const [value, upTo] = [numberOf(low), numberOf(high)]
    const unit = unitIn(rest.slice(matched.length), isUnit)
    if (unit === undefined || !(value < upTo)) return undefined
    return { value, upTo, ...(unit !== '' && { unit }) }
  }
  const [matched, digits = ''] = single.exec(rest) ?? []
  if (matched === undefined) return undefined
  const tail = rest.slice(matched.length)
  const after = behind.find(([words]) => words.test(tail))
  if (after !== undefined && comparator !== undefined) return undefined
  const unit = unitIn(after === undefined ? tail : tail.replace(after[0], ''), isUnit)
  if (unit === undefined) return undefined
  const sign = comparator ?? after?.[1]
  return {
    value: numberOf(digits),
    ...(sign !== undefined && { comparator: sign }),
    ...(unit !== '' && { unit })
  }
}

/** One spelling of signs and dashes; no white space around. */
function plainText(text: string): string {
  return text
    .replace(/&lt;?/gi, '<')
    .replace(/&gt;?/gi, '>')
    .replace(/≤/g, '<=')
    .replace(/≥/g, '>=')
    .replace(/[‐-―−]/g, '-')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^=\s*/, '')
    .replace(approximately, '')
}

function withoutComparator(text: string): Pick<WrittenResult, 'comparator'> & {
  readonly rest: string
} {
  for (const [words, comparator] of before) {
    const [matched] = words.exec(text) ?? []
    if (matched !== undefined) return { comparator, rest: text.slice(matched.length) }
  }
  return { rest: text }
}

/** The unit behind the number, empty for none; undefined when words stand there that are neither. */
function unitIn(tail: string, isUnit: (unit: string) => boolean): string | undefined {
  let rest = tail.trim()
  for (;;) {
    if (rest === '' || isUnit(rest)) return rest
    const bare = rest.replace(/^[([](.*)[)\]]$/, '$1').trim()
    if (bare !== rest && isUnit(bare)) return bare
    const shorter = rest.replace(flag, '').trim()
    if (shorter === rest) break
    rest = shorter
  }
  // A unit that is not understood is still one: it has no blank between words of prose.
  return /^[^\s\d]\S*$/.test(rest) && /[a-zµ%]/i.test(rest) && /[/%^*[\]]/.test(rest)
    ? rest
    : undefined
}

/** `1,200` is twelve hundred, `6,8` is six point eight. */
function numberOf(digits: string): number {
  return Number(
    /^\d{1,3}(?:,\d{3})+(?:\.|$)/.test(digits)
      ? digits.replaceAll(',', '')
      : digits.replace(',', '.')
  )
}
