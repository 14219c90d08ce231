import { closedText } from './words/closed-text.ts'
import { closedUnit } from './words/closed-unit.ts'

/*
 * Text of the EHR made fit to stand in the chart: one line, no character that hides, nothing that
 * reads as the chart's own grammar. It stays what it is, data: its meaning is not judged here.
 * And no text names anybody: all of it passes a closed vocabulary (words/closed-text.ts).
 */

const labelMax = 120
const resultTextMax = 80
const unitMax = 24
const sentenceMax = 300

/** A display: of a problem, a drug, a test. */
export function cleanLabel(text: string): string {
  return cap(closedText(withoutGrammar(bracketless(text))).text, labelMax)
}

/**
 * The text of a coded result ("Positive"); undefined when it is longer than a coded result is:
 * then it is a narrative, and free text is never shown.
 */
export function cleanResultText(text: string): string | undefined {
  const written = oneLine(text)
  // A date as an answer would be a calendar date, and nothing would be left of it.
  if (written.length > resultTextMax || /^\d{4}-\d{2}/.test(written)) return undefined
  return cleanLabel(text)
}

const bracketless = (text: string): string =>
  oneLine(text).replaceAll('[', '(').replaceAll(']', ')')

/** A sentence of a note: as a display, but whole; without the marks that NOTES sets between words. */
export function cleanSentence(text: string): string {
  return withoutGrammar(bracketless(text).replace(/[|^]/g, ' ')).replace(/ {2,}/g, ' ').trim()
}

/** The first words of a sentence that is too long: cut between words, never within a name. */
export function capSentence(sentence: string): string {
  if (sentence.length <= sentenceMax) return sentence
  const short = sentence.slice(0, sentenceMax)
  return `${short.slice(0, Math.max(0, short.lastIndexOf(' ')))} …`
}

/** A unit. UCUM needs its brackets (`mm[Hg]`); only what looks like an alias loses them. */
export function cleanUnit(text: string): string {
  const bracketed = oneLine(text).replace(/\[([A-Z]\d*)\]/g, '($1)')
  return cap(closedUnit(withoutGrammar(bracketed)), unitMax)
}

/**
 * One line in NFC (never NFKC, which turns 10⁹/L into 109/L): control, format, private, unassigned
 * and surrogate characters and variation selectors are gone, white space and control
 * characters are one space.
 */
function oneLine(text: string): string {
  return (
    text
      .normalize('NFC')
      .replace(/[\p{Zl}\p{Zp}\p{Zs}\p{Cc}]/gu, ' ')
      // Two numbers never become one: what hides between them may have been a dash.
      .replace(/(?<=\d)\p{Cf}+(?=\d)/gu, ' ')
      .replace(
        /[\p{Cf}\p{Co}\p{Cn}\p{Cs}\u{FE00}-\u{FE0F}\u{E0100}-\u{E01EF}\u{115F}\u{1160}\u{3164}\u{FFA0}]/gu,
        ''
      )
      .replace(/ {2,}/g, ' ')
      .trim()
  )
}

const sections =
  /^(?:CHART|PATIENT|PROBLEMS|ALLERGIES|MEDICATIONS|STOPPED|RESULTS|VITALS|COMPUTED|IMMUNIZATIONS|PROCEDURES|REPORTS|ENCOUNTERS|ORDERS|RESOLVED|ABSENCES|NOT|OMITTED|MOMENT|NOTES|ASK)(?![A-Za-z])/

/** Fence, separators, day indexes, codes and headings of the chart cannot be written by a display. */
function withoutGrammar(text: string): string {
  return text
    .replace(/<{2,}/g, '<')
    .replace(/>{2,}/g, '>')
    .replaceAll(';', ',')
    .replace(/(?<![\p{L}\p{N}])(D)(?:([+-])(?=\d)|(?=0(?!\d)))/gu, '$1 ')
    .replace(/\(\s*(?=(?:SCT|RX|LN|I10|CVX)\s)/g, '- ')
    .replace(sections, (word) => word.charAt(0) + word.slice(1).toLowerCase())
}

function cap(text: string, max: number): string {
  if (text.length <= max) return text
  const short = text.slice(0, max)
  // Not in the middle of a surrogate pair.
  return (/[\uD800-\uDBFF]$/.test(short) ? short.slice(0, -1) : short).trimEnd()
}
