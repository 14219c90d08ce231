import { foldText } from '../../chart/fold.ts'

const superscripts = '\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079'

// Written before letters are taken apart: taken apart, 10⁹ is 109 and ≠ is =.
const signs: readonly (readonly [RegExp, string])[] = [
  [/[\p{Co}\p{Cs}\p{Cc}\p{Zl}\p{Zp}]/gu, ' '],
  [/(?:\u2260|!=|<>)/g, ' not '],
  [/[\u2018\u2019\u02bc]/g, "'"],
  [/[\u201c\u201d]/g, '"'],
  [/[\u2010-\u2015\u2212\ufe63\uff0d]/g, '-'],
  [/(?:->|=>|\u2192|\u21d2)/g, ' to '],
  [/[\u2191\u2197]/g, ' up '],
  [/[\u2193\u2198]/g, ' down '],
  [/\u2264/g, '<='],
  [/\u2265/g, '>='],
  [/\u00d7/g, 'x'],
  [/[\u00b5\u03bc]/g, 'u'],
  [/\u00ba/g, '\u00b0'],
  [/n't\b/g, ' not'],
  [/\bon-going\b/gi, 'ongoing'],
  [/\bcannot\b/g, 'can not']
]

// British and American spellings of one word.
const spellings: readonly (readonly [RegExp, string])[] = [
  [/haem/g, 'hem'],
  [/aemia/g, 'emia'],
  [/oedema/g, 'edema'],
  [/oesoph/g, 'esoph'],
  [/tumour/g, 'tumor'],
  [/litre/g, 'liter'],
  [/metre/g, 'meter']
]

/**
 * A sentence made readable for code: lower case, no accents, one form of each dash, arrow, quote,
 * comparison sign and power ("10⁹" is "10^9", "m²" is "m2"), contractions written out.
 */
export function foldSentence(text: string): string {
  let folded = text
    .normalize('NFC')
    .replace(new RegExp(`(?<=10)[${superscripts}]+`, 'g'), (power) => `^${digitsOf(power)}`)
    .replace(new RegExp(`[${superscripts}]+`, 'g'), digitsOf)
  for (const [sign, written] of signs) folded = folded.replace(sign, written)
  folded = foldText(folded)
  for (const [spelling, written] of spellings) folded = folded.replace(spelling, written)
  return folded.replace(/\s+/g, ' ').trim()
}

const digitsOf = (power: string): string =>
  Array.from(power, (digit) => superscripts.indexOf(digit)).join('')
