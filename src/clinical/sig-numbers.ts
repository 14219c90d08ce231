/*
 * The numbers of written directions: digits with a thousands separator ("1,000 mg"), words
 * ("twelve"), a number said twice for safety ("2 (two)"), and fractions ("1 and 1/2", "one-half").
 */

const numbers: ReadonlyMap<string, number> = new Map([
  ['once', 1],
  ['twice', 2],
  ['one', 1],
  ['two', 2],
  ['three', 3],
  ['four', 4],
  ['five', 5],
  ['six', 6],
  ['seven', 7],
  ['eight', 8],
  ['nine', 9],
  ['ten', 10],
  ['twelve', 12],
  ['twenty-four', 24],
  ['forty-eight', 48],
  ['seventy-two', 72],
  ['half', 0.5],
  ['1/2', 0.5],
  ['½', 0.5]
])
const words = 'one|two|three|four|five|six|seven|eight|nine|ten|twelve'

/** A number as directions write it, for the patterns that read them. */
export const number = String.raw`(?:1/2|\d+(?:\.\d+)?|twenty-four|forty-eight|seventy-two|${words}|half|½)`

/** "2 (two) times": the number is written out for safety, not said again. */
const writtenOut =
  /\((?:(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|seventy|half|and|a)[- ]{0,2})+\)/gi
const thousands = /(?<=\d),(?=\d{3}\b)/g

const halfOrQuarter = String.raw`(?:[13]/4|1/2|[¼½¾]|three[- ]quarters|(?:an?\s+|one[- ])?(?:half|quarter))(?![\d/])`
const fraction = new RegExp(
  String.raw`(?<![\w./])(?:(?<whole>\d+|${words})(?:\s+and\s+|\s*-\s*(?=[\d¼½¾])|\s+(?=\d)|\s*(?=[¼½¾])))?(?<part>${halfOrQuarter})(?!\w)(?:\s+(?:of\s+)?an?(?=\s+(?:tab|cap|pill|patch)))?`,
  'gi'
)

/** Directions with each number said once and in digits that a pattern can read. */
export function withPlainNumbers(sig: string): string {
  return sig.replace(thousands, '').replace(writtenOut, ' ')
}

/** The same with fractions as decimals: "1 and 1/2 tablets" is "1.5 tablets". */
export function withDecimals(text: string): string {
  return text.replace(fraction, (...match) => {
    const { whole, part = '' } = match.at(-1) as { readonly whole?: string; readonly part?: string }
    return String((whole === undefined ? 0 : (numberOf(whole) ?? 0)) + partOf(part))
  })
}

function partOf(part: string): number {
  if (/^3|three|¾/i.test(part)) return 0.75
  return /4|quarter|¼/i.test(part) ? 0.25 : 0.5
}

/** What a number or a word for one stands for; undefined for other words. */
export function numberOf(word: string): number | undefined {
  const value = numbers.get(word.toLowerCase()) ?? Number(word)
  return Number.isNaN(value) ? undefined : value
}
