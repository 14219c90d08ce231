import type { RejectionReason } from './claim.ts'
import { standingFault } from './checks/sentence-standing.ts'
import { trendFault } from './checks/sentence-trend.ts'
import { valueFault } from './checks/sentence-value.ts'
import { foldSentence } from './sentence/fold-sentence.ts'
import { isNameOf, namesOfClaim, withoutNameParts } from './sentence/names.ts'
import { readSentence } from './sentence/read-sentence.ts'
import type { Token } from './sentence/sentence.ts'
import type { SupportedClaim, VerifierView } from './supported-claim.ts'
import { factsOfClaim } from './words-held.ts'

/** Claims of one thing that a sentence can be read against. */
export type SentenceClaim = Extract<
  SupportedClaim,
  { readonly kind: 'value' | 'trend' | 'condition' | 'medication' | 'allergy' }
>

/** A sentence that says a verified claim in somebody's own words. */
export interface Sentence {
  readonly text: string
  /** What the thing is called beside the sentence, when it is. */
  readonly display?: string
  /** More names that the record has for it than the index keeps. */
  readonly names?: readonly string[]
}

/**
 * Compares a sentence with the claim that was verified for it: the thing it names, its numbers with
 * their units, its dates, the direction of a change, and whether it says that something is there, is
 * past, or is not. Undefined when it says nothing else; a word that cannot be read is something else.
 */
export function checkSentence(
  { text, display, names = [] }: Sentence,
  claim: SentenceClaim,
  view: VerifierView
): RejectionReason | undefined {
  const known = [...namesOfClaim(claim), ...names]
  if (display !== undefined && !isNameOf(display, known, claim)) return 'name-mismatch'
  const called = display === undefined ? known : [...known, display]
  const tokens = readNamed(text, called, claim)
  if (tokens === undefined) return 'name-mismatch'
  switch (claim.kind) {
    case 'value':
      return valueFault(tokens, claim.result, view)
    case 'trend':
      return trendFault(tokens, claim, view)
    case 'condition':
    case 'medication':
    case 'allergy':
      return standingFault(tokens, standingOf(claim))
  }
}

function readNamed(
  text: string,
  names: readonly string[],
  claim: SentenceClaim
): readonly Token[] | undefined {
  const facts = factsOfClaim(claim)
  const results = facts.filter((fact) => fact.kind === 'result')
  const lexicon = {
    names,
    codes: facts.flatMap(({ codes }) => codes.map(({ code }) => code)),
    answers: results.flatMap(({ recorded }) => recorded.text ?? []),
    units: results
      .flatMap(({ recorded, unit }) => [recorded.unit, unit])
      .filter((unit) => unit !== undefined)
  }
  const tokens = readSentence(text, lexicon)
  if (tokens.some(({ kind }) => kind === 'name')) return tokens
  const rest = withoutNameParts(foldSentence(text), names, claim)
  return rest === undefined ? undefined : readSentence(rest, lexicon)
}

function standingOf(
  claim: Exclude<SentenceClaim, { readonly kind: 'value' | 'trend' }>
): Parameters<typeof standingFault>[1] {
  const dated = (
    ...dates: readonly ({ readonly iso: string; readonly epochDay: number } | undefined)[]
  ) => dates.flatMap((date) => (date === undefined ? [] : [{ date }]))
  switch (claim.kind) {
    case 'condition': {
      const { status, onset, recorded, abated } = claim.problem
      const standing = status === 'active' ? 'present' : 'past'
      return { kind: 'condition', standing, dates: dated(onset, recorded, abated) }
    }
    case 'medication': {
      const { status, started, ended } = claim.medication
      const standing = status === 'active' ? 'present' : 'past'
      return { kind: 'medication', standing, dates: dated(started, ended) }
    }
    case 'allergy':
      return { kind: 'allergy', standing: 'present', dates: dated(claim.allergy.date) }
  }
}
