import { foldText } from '../chart/fold.ts'
import type { ModelAsk } from './model.ts'
import type { ProposedFact } from './proposal/facts.ts'
import type { ReadFinding } from './proposal/read-finding.ts'

/**
 * Knows the lines of one chart that read like instructions. A finding that rests on such a line may
 * have been told what to say (trust reference, threat 12): it is not taken. Text of the record stays
 * data: nothing is cut from it.
 */
export class InstructingLines {
  readonly #lines: readonly string[]

  constructor({ chart, part }: Pick<ModelAsk, 'chart' | 'part'>) {
    const text = part === 'moment' ? `${chart.review}\n${chart.moment ?? ''}` : chart.review
    this.#lines = text.split('\n').filter(instructs)
  }

  /** Whether a fact of the finding stands in such a line. */
  isCitedBy({ facts }: ReadFinding): boolean {
    if (this.#lines.length === 0) return false
    const aliases = facts.flatMap((fact) => (fact === null ? [] : aliasesIn(fact)))
    return this.#lines.some((line) => aliases.some((alias) => line.includes(`[${alias}]`)))
  }
}

/** Aliases of what is said of the record. An order is no evidence. */
function aliasesIn(fact: ProposedFact): readonly string[] {
  if (fact.kind === 'trend') return fact.aliases
  if (fact.kind === 'order') return []
  if (fact.kind === 'not-found') return fact.since === null ? [] : [fact.since]
  return [fact.alias]
}

// The usual words of injected instructions, and what a renderer would act on. A list like this is
// never complete: it stands behind the checks of claims and words, not in their place.
const instructions = new RegExp(
  [
    '\\b(?:ignore|disregard|forget|override|bypass)\\b.{0,40}\\b(?:instructions?|rules?|above|previous|prior|warnings?|guidelines?|allerg\\w*|interactions?)\\b',
    '\\b(?:system|developer|assistant) ?(?:prompt|message|instructions?|override|note|:)',
    '\\b(?:as|you are) an? (?:ai|assistant|language model)\\b|\\blanguage model\\b|\\bjailbreak',
    '\\b(?:you must|you are now|new instructions?|end of (?:chart|record|data))\\b',
    '\\b(?:respond|reply|answer|output|print) (?:only|with|exactly)\\b|\\bnothingtoreport\\b',
    '\\bmark (?:as|all|every|this)\\b|\\bset (?:the )?indicator\\b',
    '://|\\bwww\\.|\\b(?:javascript|data|xmpp|mailto):|<\\/?[a-z!]|!\\(|\\]\\('
  ].join('|'),
  'iu'
)

function instructs(line: string): boolean {
  return instructions.test(foldText(line))
}
