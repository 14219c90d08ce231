import type { ClinicalDate } from '../../clinical/clinical-date.ts'
import type { ClinicalFact } from '../../clinical/clinical-index.ts'
import type { AliasLetter, ChartLine, Cut, LineContext, Part, Section } from '../chart-line.ts'
import { undated } from '../chart-line.ts'
import { cleanLabel } from '../ehr-text.ts'
import { writeCode } from '../code-mark.ts'

/** A line of one resource, before it is known whether it may be shown. */
export interface FactLine {
  readonly section: Section
  readonly cut: Cut
  readonly letter: AliasLetter
  readonly fact: Pick<ClinicalFact, 'reference' | 'label' | 'codes'>
  /** What follows the label and its code. */
  readonly says: string
  /** Further text of the EHR in `says`, and what is said without it. */
  readonly ehrTexts?: readonly string[]
  readonly ownSays?: string
  readonly date: ClinicalDate | undefined
  /** Words of Curbside's own terminology that may stand in for a label that has to be withheld. */
  readonly ownLabel?: string
  /** Older ones of which the same is said: some with their dates, and how many besides. */
  readonly further?: Further
  /** Problems of the record that it was done or ordered for. */
  readonly forProblems?: readonly string[]
}

export interface Further {
  readonly shown: readonly { readonly reference: string; readonly when: string }[]
  readonly older: number
}

/** The line, and whether something of it was withheld: then it is left out, or says less. */
export function factLine(
  given: FactLine,
  context: LineContext
): { readonly line?: ChartLine; readonly withheld: boolean } {
  const { fact, says, ownLabel, ownSays = says } = given
  const code = writeCode(fact.codes, context.search)
  const label = cleanLabel(fact.label) || 'not named'
  const asRecorded = `${label}${code}${says}`
  if (isClean([fact.label, ...(given.ehrTexts ?? [])], asRecorded, context)) {
    return { line: chartLine(given, asRecorded, context), withheld: false }
  }
  const inOwnWords = `${ownLabel ?? ''}${code}${ownSays}`
  return ownLabel !== undefined && isClean([], inOwnWords, context)
    ? { line: chartLine(given, inOwnWords, context), withheld: true }
    : { withheld: true }
}

/** True when no identifier stands in any text of the EHR, nor in the line made of them. */
export function isClean(
  ehrTexts: readonly string[],
  line: string,
  { search }: LineContext
): boolean {
  return ehrTexts.every((text) => search.inText(text) === 0) && search.inLine(line) === 0
}

function chartLine(given: FactLine, body: string, { today }: LineContext): ChartLine {
  const slot = { letter: given.letter, reference: given.fact.reference }
  return {
    section: given.section,
    cut: given.cut,
    day: given.date === undefined ? undated : given.date.epochDay - today.epochDay,
    parts: (points) => [
      '[',
      slot,
      `] ${body}`,
      ...forParts(given),
      ...furtherParts(given, points - 1)
    ],
    points: 1 + (given.further?.shown.length ?? 0)
  }
}

/** `; for [C3], [C7]`. */
function forParts({ forProblems = [] }: FactLine): Part[] {
  return forProblems.flatMap((reference, at): Part[] => [
    at === 0 ? '; for [' : ', [',
    { letter: 'C', reference },
    ']'
  ])
}

/** `; before D-448 [V2], D-476 [V3]; +4 older`. */
function furtherParts({ further, letter }: FactLine, most: number): Part[] {
  if (further === undefined) return []
  const shown = further.shown.slice(0, most)
  const older = further.older + further.shown.length - shown.length
  return [
    ...shown.flatMap(({ reference, when }, at): Part[] => [
      `${at === 0 ? '; before' : ','} ${when} [`,
      { letter, reference },
      ']'
    ]),
    ...(older === 0 ? [] : [`; +${older} older`])
  ]
}
