/*
 * Dates of a month and a day alone ("3/14"). Without a year nobody knows which, so they become
 * "(date)". What is left is a score, a strength, a grade or a part of a tablet. Where a form is both,
 * it is taken for a date.
 */

const month = '(?:0?[1-9]|1[0-2])'
const day = '(?:0?[1-9]|[12]\\d|3[01])'
const notBefore = '(?<![\\d/.])'
const notAfter = '(?![\\d/]|\\.\\d)'

// After these a number is a day, whatever it looks like.
const when =
  'on|since|from|until|till|by|dated?|of|before|after|due|thru|through|dos|seen|visit|(?:re)?admit(?:ted)?|' +
  'admission|discharged?|presented|started|stopped|surgery|ed|er|echo|last|next'
// After these it is none: a score, a strength, a grade, a setting of a ventilator.
const scored =
  '(?:scored?s?|scale|strength|motor|power|rom|reflex(?:es)?|dtrs?|pulses?|murmur|gcs|apgars?|' +
  'bipap|bilevel|graded?|rated|severity|phq-?\\d|gad-?\\d|moca|mmse)(?: (?:is|was|of|at|now|level)|[:=])?'
// Of a tablet, of saline, of a pack, of the time; "2/6 systolic murmur".
const parted =
  ' ?(?:tab|pill|cap|dose|strength|ns(?!\\p{L})|normal|amp|cup|pack|ppd|life|of (?:the|a) )|' +
  '(?: \\p{L}+){0,3} ?(?:murmur|sem(?!\\p{L})|systolic|diastolic|holosystolic)'
// "on 2-3 L", "from 5-10 mg": an amount.
const amount =
  ' ?(?:l|lpm|lit(?:er|re)s?|mg|mcg|ug|g|kg|lb|ml|cc|cm|mm|units?|meq|mmol|hours?|hrs?|days?|weeks?|wks?|' +
  'months?|years?|yrs?|times|x|puffs?|tabs?|tablets?|pills?|caps?|capsules?|meds?|medications|pressors|' +
  'drips|pillows|occasions|different|drinks|beers|packs?|blocks|flights|minutes|mins?|percent)(?!\\p{L})| ?%'

const patterns: readonly RegExp[] = [
  new RegExp(`(?<=(?<!\\p{L})(?:${when}|at|for)[ :])${month} ?/ ?${day}(?![\\d/])`, 'giu'),
  new RegExp(
    `(?<=(?<!\\p{L})(?:on|since|dated?|admitted|seen|discharged|echo|dos|surgery)[ :])${month}-${day}(?![\\d/-]|\\.\\d|${amount})`,
    'giu'
  ),
  // A heading: "3/10: K 5.2".
  new RegExp(`^\\W{0,3}${month}/${day}(?=\\)? ?[:-])`, 'giu')
]
const range = new RegExp(
  `${notBefore}(${month})/(${day}) ?(?:-|to|thru|through) ?(${month})/(${day})${notAfter}`,
  'giu'
)
const bare = new RegExp(
  `${notBefore}(?<!(?<!\\p{L})${scored} )(${month}) ?/ ?(${day})${notAfter}(?!${parted})`,
  'giu'
)
/** Pain is told in tenths, strength in fifths. */
const denominators = new Set(['5', '10'])

/** Every month with a day, and no year, as "(date)". */
export function withoutBareDates(sentence: string): string {
  let text = sentence.replace(range, (whole, _m, one: string, _n, other: string) =>
    one === other && denominators.has(one) ? whole : '(date)'
  )
  for (const pattern of patterns) text = text.replace(pattern, '(date)')
  return text.replace(bare, (whole, first: string, second: string) =>
    denominators.has(second) && !first.startsWith('0') ? whole : '(date)'
  )
}
