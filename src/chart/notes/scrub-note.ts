import type { LineContext } from '../chart-line.ts'
import { capSentence, cleanSentence } from '../ehr-text.ts'
import { closedText } from '../words/closed-text.ts'
import { withChartDays } from './note-dates.ts'
import { tellsOfSomebody } from './note-forms.ts'
import { hidesCharacters, plainCharacters } from './plain-characters.ts'

export interface ScrubbedNote {
  /** Of each line of the note what may be shown; lines of which nothing may be are left out. */
  readonly lines: readonly string[]
  /** Sentences that were left out because of what they would tell. */
  readonly withheld: number
}

/** A sentence, or what of one stands in a line. */
interface Piece {
  readonly raw: string
  /** Undefined when it is withheld. */
  shown: string | undefined
}

/** Undefined when a text may not be shown. */
type Judge = (raw: string) => string | undefined

const oldestYears = 89
/** What has no end in so many characters is no sentence. */
const sentenceReadMax = 2_000
/** What has more lines in 20 KB is no prose: the rest is withheld, unread. */
const linesReadMax = 2_000
// A sentence ends before a capital letter; not after a title or an initial.
const sentenceEnd =
  /(?<=[.!?])(?<!^\s*\d{1,2}\.)(?<!(?<!\p{L})(?:Dr|Mr|Mrs|Ms|Mx|Prof|St|Jr|Sr|vs|\p{Lu})\.)\s+(?=\p{Lu})/u

/**
 * What may be shown of a note, sentence by sentence (trust reference, 2.6). A sentence is left out
 * whole when an identifier of this record stands in it, when its form tells of somebody, or when a
 * word could be a name, and what is left passes the closed vocabulary word by word; written dates are days of the chart. Two lines are also read as one. It is
 * data-minimised, never de-identified.
 */
export function scrubNote(
  text: string,
  context: LineContext,
  mayName: (sentence: string) => boolean
): ScrubbedNote {
  const { search } = context
  const judge = judgeOf(context, mayName)
  const written = plainCharacters(text).split(/[\n\r\u2028\u2029]+/)
  const unread = Math.max(0, written.length - linesReadMax)
  const lines = written
    .slice(0, linesReadMax)
    .map((line) =>
      line
        .split(sentenceEnd)
        .filter((raw) => /[\p{L}\p{N}]/u.test(raw))
        .map((raw): Piece => ({ raw, shown: judge(raw) }))
    )
    .filter((pieces) => pieces.length > 0)
  withholdAcrossLines(lines, context, judge)
  const pieces = lines.flat()
  const withheld = unread + pieces.filter(({ shown }) => shown === undefined).length
  const shown = lines
    .map((line) => line.flatMap((piece) => piece.shown ?? []).join(' '))
    .filter((line) => line !== '' && search.inText(line) === 0)
  // What only many lines tell together would close the gate for the whole chart.
  return search.anywhere(shown.join(' ')) > 0
    ? { lines: [], withheld: unread + pieces.length }
    : { lines: shown.map((line) => closedText(line).text), withheld }
}

function judgeOf({ search, time, today }: LineContext, mayName: (text: string) => boolean): Judge {
  const yearMin = Number(today.iso.slice(0, 4)) - oldestYears
  return (raw) => {
    const sentence = cleanSentence(raw)
    // Before dates are days: the day of birth must not become one. In the raw text, too, before a
    // semicolon is a comma.
    const told =
      hidesCharacters(raw) ||
      hidesCharacters(sentence) ||
      sentence.length > sentenceReadMax ||
      search.anywhere(sentence) > 0 ||
      tellsOfAge(sentence, yearMin)
    if (told) return undefined
    const dated = withChartDays(sentence, time)
    return search.inText(dated) > 0 || tellsOfSomebody(dated) || mayName(dated)
      ? undefined
      : capSentence(dated)
  }
}

/**
 * Notes are wrapped at a width: what neither line tells alone, both may tell together. Then the last
 * sentence of the one goes with the first of the other.
 */
function withholdAcrossLines(
  lines: readonly (readonly Piece[])[],
  context: LineContext,
  judge: Judge
): void {
  const told = new Set(lines.flat().filter(({ shown }) => shown === undefined))
  for (const [at, line] of lines.entries()) {
    const last = line.at(-1)
    const first = lines[at + 1]?.[0]
    if (last === undefined || first === undefined || told.has(first)) continue
    if (told.has(last)) {
      if (goesOn(last.raw, first.raw)) first.shown = undefined
    } else if (tellTogether(last.raw, first.raw, context, judge)) {
      last.shown = undefined
      first.shown = undefined
    }
  }
}

/** Whether a line is the rest of a sentence, and not an item of a list. */
function goesOn(last: string, first: string): boolean {
  return (
    !/[.!?:][)"'\s]*$/.test(last) && /^\s*[\p{Ll}\d]/u.test(first) && !/^\s*\d+[.)]\s/.test(first)
  )
}

function tellTogether(
  last: string,
  first: string,
  { search, time }: LineContext,
  judge: Judge
): boolean {
  const [one, other] = [last.trimEnd(), first.trimStart()]
  const spaced = `${one} ${other}`
  const joined = `${one.replace(/[-\u00AD]$/, '')}${other}`
  const dated = [one, other].map((raw) => withChartDays(cleanSentence(raw), time))
  // A word or a number that is broken on purpose; other words only make a name by chance.
  const isBroken = /[-/\u00AD]$/.test(one)
  return (
    judge(spaced) === undefined ||
    (isBroken && judge(joined) === undefined) ||
    search.anywhere(cleanSentence(joined)) > 0 ||
    search.inText(dated.join('')) > 0 ||
    [spaced, ...(isBroken ? [`${one}${other}`] : [])].some(
      (raw) =>
        undated(withChartDays(cleanSentence(raw), time)).length <
        undated(dated.join(' ')).length - 1
    )
  )
}

/** What no date is of a text: less of it is left when a date goes on in the next line. */
function undated(text: string): string {
  return text.replace(/\(date\)|\(time\)|~?D[+-]?\d+/gu, '')
}

/** A year before which nobody under 90 was born. */
function tellsOfAge(sentence: string, yearMin: number): boolean {
  return [...sentence.matchAll(/(?<!\d)(1[89]\d{2}|20\d{2})(?!\d)/g)].some(
    ([year]) => Number(year) <= yearMin
  )
}
