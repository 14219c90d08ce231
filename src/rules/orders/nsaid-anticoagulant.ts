import { writeDate } from '../../clinical/clinical-date.ts'
import { drugPairRule } from '../drug-pair-rule.ts'
import type { PairWeight } from '../drug-pair-rule.ts'
import {
  isBelow,
  newestKnown,
  readingEvidence,
  unknownReading,
  writeNumber,
  writeReading
} from '../readings.ts'
import type { RuleView } from '../rule.ts'
import { ansmThesaurus } from '../sources.ts'
import { addEgfr } from '../suggested-tests.ts'
import { severeKidneyDisease } from '../severe-kidneys.ts'
import { factOf } from '../../clinical/known.ts'
import type { Answer } from '../readings.ts'

/** Clinical reference, situation 3: with an eGFR below 30 the combination is not to be used. */
const severeBelow = 30
/** KDIGO 2024, practice point 2.1.1: GFR is assessed at least annually. */
const egfrValidDays = 365

/** Situation 3: an NSAID meets a direct oral anticoagulant. Warfarin is situation 2. */
export const nsaidAnticoagulant = drugPairRule({
  id: 'R-03',
  version: '1.1',
  title: 'NSAID with a direct oral anticoagulant',
  when: 'An NSAID meets apixaban, dabigatran, edoxaban or rivaroxaban, whichever is ordered: warning; critical with an eGFR below 30 (or, without one of a year, kidney disease of stage 4 or 5), with both reasons on one card.',
  whenNot:
    'NSAIDs for the skin or eye; anticoagulants that are stopped or on hold; warfarin (R-02).',
  topic: 'nsaidDirectAnticoagulant',
  source: ansmThesaurus('AINS, with oral anticoagulants: association déconseillée'),
  matter: 'nsaid-direct-anticoagulant',
  indicator: 'warning',
  first: { classes: ['nsaid'] },
  second: { classes: ['doac'] },
  names: { first: 'NSAIDs', second: 'direct oral anticoagulants' },
  consequence: 'bleeding risk to be assessed',
  why: [],
  weigh,
  options: () => [
    'Consider acetaminophen or a topical drug instead of the NSAID.',
    'Consider the lowest dose for the shortest time, with gastroprotection, if it is needed.'
  ]
})

function weigh({ index }: RuleView): PairWeight {
  const known = newestKnown(index, 'egfr', index.asOf.epochDay - egfrValidDays)
  const egfr = factOf(known)
  const disease = egfr === undefined ? severeKidneyDisease(index) : undefined
  if (disease !== undefined) {
    return {
      indicator: 'critical',
      consequence: `bleeding, and harm to kidneys: ${disease.text}`,
      why: [`${disease.text}.`, 'Not known: an eGFR of the last 365 days.'],
      evidence: [disease]
    }
  }
  if (egfr === undefined) {
    const egfrWords = unknownReading(known, 'eGFR') ?? 'an eGFR of the last 365 days'
    const why = [`Not known: ${egfrWords}, so whether the kidneys add to the risk.`]
    return { why, suggestions: [addEgfr] }
  }
  const told = {
    why: [`${writeReading('eGFR', egfr)}.`, ...acrossWords(isBelow(egfr, severeBelow))],
    evidence: [readingEvidence('eGFR', egfr)]
  }
  if (isBelow(egfr, severeBelow) !== 'yes') return told
  return {
    ...told,
    indicator: 'critical',
    consequence: `bleeding, and harm to kidneys at eGFR ${writeNumber(egfr)} (${writeDate(egfr.date)})`
  }
}

const acrossWords = (below: Answer): readonly string[] =>
  below === 'unknown' ? [`Not known: whether the eGFR is below ${severeBelow}.`] : []
