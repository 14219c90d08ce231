import type { ClinicalIndex } from '../../clinical/clinical-index.ts'
import { wordsOfComputed } from '../../clinical/computed/computed-fact.ts'
import type { ComputedFact, ComputedTerm } from '../../clinical/computed/computed-fact.ts'
import { computedFacts } from '../../clinical/computed/computed-facts.ts'
import type { AliasSlot, ChartLine, LineContext, Lines, Part } from '../chart-line.ts'
import { plainText } from '../chart-line.ts'
import { isClean } from './fact-line.ts'

/** `[Z1] CHA2DS2-VASc 4: age 2; hypertension 1 [C10]`: what a finding may cite as computed. */
export function computedLines(index: ClinicalIndex, context: LineContext): Lines {
  const lines = computedFacts(index).map(lineOf)
  const clean = lines.filter((line) => isClean([], plainText(line), context))
  return { lines: clean, withheld: lines.length - clean.length }
}

function lineOf(fact: ComputedFact): ChartLine {
  const parts = partsOf(fact)
  return { section: 'COMPUTED', cut: 'never', day: 0, parts: () => parts, points: 1 }
}

function partsOf(fact: ComputedFact): readonly Part[] {
  return [
    '[',
    { letter: 'Z', computed: fact.name },
    `] ${wordsOfComputed(fact)}`,
    ...fact.terms.flatMap((term, at): Part[] => [at === 0 ? ': ' : '; ', ...termParts(term)]),
    ...(fact.notKnown.length > 0 ? [`; not known: ${fact.notKnown.join(', ')}`] : [])
  ]
}

const letters = { problem: 'C', medication: 'M', dispense: 'D', result: 'O' } as const

function termParts({ words, from }: ComputedTerm): readonly Part[] {
  if (from === undefined) return [words]
  const { kind, ...entry } = from
  const slot: AliasSlot = { letter: letters[kind], ...entry }
  return [`${words} [`, slot, ']']
}
