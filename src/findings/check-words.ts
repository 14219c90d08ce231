import type { Concern } from '../model/proposal.ts'
import { plainText } from '../model/plain-text.ts'
import { drugsAreHeld } from './checks/words-drugs.ts'
import { negationsAreHeld } from './checks/words-negations.ts'
import { numbersAreHeld } from './checks/words-numbers.ts'
import { problemsAreHeld } from './checks/words-problems.ts'
import { resultsAreHeld } from './checks/words-results.ts'
import { standingsAreHeld } from './checks/words-standing.ts'
import { isDirective, isReassuring, isTimeCritical } from './checks/words-tone.ts'
import { unitsAreHeld } from './checks/words-units.ts'
import type { BoundFinding, RejectionReason } from './claim.ts'
import type { SupportedClaim, VerifierView } from './supported-claim.ts'
import { wordsHeld } from './words-held.ts'
import type { WordsHeld } from './words-held.ts'

/** The model's words that may be shown; those that failed are undefined and named in `dropped`. */
export interface CheckedWords {
  readonly reasoning?: string
  readonly option?: string
  readonly alternative?: string
  readonly dropped: readonly RejectionReason[]
}

interface Part {
  readonly text: string
  readonly charactersMax: number
  readonly role: 'reasoning' | 'option'
}

const optionBegins = /^Consider /
// An option with a reason in it: the reason is a statement like any other.
const statesSomething = /\b(?:that|because|given|due to|as|for|is|are|was|has)\b/

/** Whether any of the model's words speak of what must be left to time-critical systems. */
export function speaksTimeCritically(bound: BoundFinding): boolean {
  return wordsIn(bound).some(isTimeCritical)
}

/** Whether any of the model's words say that all is well. */
export function speaksReassuringly(bound: BoundFinding): boolean {
  return wordsIn(bound).some(isReassuring)
}

/**
 * Lets through those of the model's words that hold nothing which the verified claims do not: no
 * number, date, drug, problem, negation or change of their own, nothing active, no directive. One
 * reassuring phrase anywhere drops them all.
 */
export function checkWords(
  bound: BoundFinding,
  claims: readonly SupportedClaim[],
  view: VerifierView
): CheckedWords {
  if (speaksReassuringly(bound)) return { dropped: ['words-unsafe'] }
  const held = wordsHeld(claims)
  const dropped: RejectionReason[] = []
  const pass = (part: Part): string | undefined => {
    const line = plainText(part.text, part.charactersMax)
    const fault =
      line === undefined
        ? 'words-unsafe'
        : faultOf(line, part, { concern: bound.concern, held, view })
    if (fault !== undefined) dropped.push(fault)
    return fault === undefined ? line : undefined
  }
  const reasoning = pass({ text: bound.reasoning, charactersMax: 200, role: 'reasoning' })
  const option = pass({ text: bound.option, charactersMax: 200, role: 'option' })
  const alternative =
    bound.alternative === null
      ? undefined
      : pass({ text: bound.alternative, charactersMax: 200, role: 'option' })
  return {
    ...(reasoning !== undefined && { reasoning }),
    ...(option !== undefined && { option }),
    ...(alternative !== undefined && { alternative }),
    dropped
  }
}

function wordsIn({ reasoning, option, alternative }: BoundFinding): readonly string[] {
  // As the checks for markup read them, and as they came: one of the two shows a hidden word.
  return [reasoning, option, alternative ?? ''].flatMap((text) => [
    text,
    text.normalize('NFKC').replace(/[\p{Cf}\p{Cc}]/gu, '')
  ])
}

function faultOf(
  line: string,
  { role }: Part,
  given: { readonly concern: Concern; readonly held: WordsHeld; readonly view: VerifierView }
): RejectionReason | undefined {
  const { held, concern } = given
  const { index } = given.view
  const isOption = role === 'option'
  if (isDirective(line) || (isOption && !isOneOption(line))) return 'words-unsafe'
  const isHeld =
    numbersAreHeld(line, held) &&
    unitsAreHeld(line, held) &&
    drugsAreHeld(line, held, { statement: !isOption }) &&
    problemsAreHeld(line, held, {
      index,
      hypothesis: isOption && concern === 'diagnosis-to-consider'
    }) &&
    negationsAreHeld(line, held) &&
    standingsAreHeld(line, held) &&
    ((isOption && !statesSomething.test(line)) || resultsAreHeld(line, held, index))
  return isHeld ? undefined : 'words-unsupported'
}

/** One sentence that begins with "Consider": trust.md, R3, an option and not a directive. */
function isOneOption(line: string): boolean {
  return optionBegins.test(line) && !/[.!?;:]\s*\S/.test(line)
}
