import type { LineContext } from '../chart-line.ts'
import { capSentence, cleanSentence } from '../ehr-text.ts'
import { withChartDays } from './note-dates.ts'
import { tellsOfSomebody } from './note-forms.ts'

export interface ScrubbedNote {
  /** Of each line of the note what may be shown; lines of which nothing may be are left out. */
  readonly lines: readonly string[]
  /** Sentences that were left out because of what they would tell. */
  readonly withheld: number
}

const oldestYears = 89
/** What has no end in so many characters is no sentence. */
const sentenceReadMax = 2_000
// A sentence ends before a capital letter; not after a title or an initial.
const sentenceEnd =
  /(?<=[.!?])(?<!^\s*\d{1,2}\.)(?<!(?<!\p{L})(?:Dr|Mr|Mrs|Ms|Mx|Prof|St|Jr|Sr|vs|\p{Lu})\.)\s+(?=\p{Lu})/u

/**
 * What may be shown of a note, sentence by sentence (trust reference, 2.6). A sentence is left out
 * whole when an identifier of this record stands in it, when its form tells of somebody, or when a
 * word could be a name; written dates are days of the chart. It is data-minimised, never de-identified.
 */
export function scrubNote(
  text: string,
  { search, time, today }: LineContext,
  mayName: (sentence: string) => boolean
): ScrubbedNote {
  let withheld = 0
  const yearMin = Number(today.iso.slice(0, 4)) - oldestYears
  const scrubbed = (raw: string): string => {
    const sentence = cleanSentence(raw)
    if (!/[\p{L}\p{N}]/u.test(sentence)) return ''
    // Before dates are days: the day of birth must not become one.
    const told =
      sentence.length > sentenceReadMax ||
      search.anywhere(sentence) > 0 ||
      tellsOfAge(sentence, yearMin)
    const dated = told ? '' : withChartDays(sentence, time)
    if (told || search.inText(dated) > 0 || tellsOfSomebody(dated) || mayName(dated)) {
      withheld += 1
      return ''
    }
    return capSentence(dated)
  }
  const lines = text.split(/[\n\r\u2028\u2029]+/).flatMap((line) => {
    const shown = line.split(sentenceEnd).map(scrubbed).filter(Boolean).join(' ')
    return shown === '' ? [] : [shown]
  })
  return { lines, withheld }
}

/** A year before which nobody under 90 was born. */
function tellsOfAge(sentence: string, yearMin: number): boolean {
  return [...sentence.matchAll(/(?<!\d)(1[89]\d{2}|20\d{2})(?!\d)/g)].some(
    ([year]) => Number(year) <= yearMin
  )
}
