import { numberWords } from '../sentence/number-words.ts'
import { wordsOf } from '../words-held.ts'
import type { WordsHeld } from '../words-held.ts'
import { sameNumber } from './number.ts'

// Names that carry a digit and state none.
const names =
  /\b(?:hba1c|a1c|b12|glp-?1|sglt-?2|p2y12|h2|t[34]|phq-?9|gad-?7|cha2ds2-?vasc|cyp\w+|covid-?19|ca-?125)\b/gi

// Values in other clothes, and times: no sentence that is stored may carry a relative one.
const values =
  /\b(?:double[ds]?|doubling|tripled?|halved?|half|twice|thrice|quarter|percent|dozen|\w+fold)\b/i
const dates = new RegExp(
  [
    'january|february|march|april|june|july|august|september|october|november|december',
    'jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec',
    'monday|tuesday|wednesday|thursday|friday|saturday|sunday',
    'today|tonight|tomorrow|yesterday|overnight|ago|recent(?:ly)?|lately',
    '(?:last|past|previous|next|this|in|for|over|within|since) (?:a |the |several |few |many )*(?:hours?|days?|weeks?|months?|years?|visits?|decades?)'
  ]
    .map((each) => `(?:${each})`)
    .join('|')
)
const anyDate = new RegExp(`\\b(?:${dates.source})\\b`, 'i')

/** Whether every number and date in a text is one that the verified claims hold. */
export function numbersAreHeld(text: string, held: WordsHeld): boolean {
  if (values.test(text) || anyDate.test(text)) return false
  return wordsOf(text.replace(names, ' ')).every((word) => {
    const number = numberWords[word] ?? (/\p{N}/u.test(word) ? Number(word) : undefined)
    if (number === undefined) return true
    return held.words.has(word) || held.numbers.some((each) => sameNumber(number, each))
  })
}
