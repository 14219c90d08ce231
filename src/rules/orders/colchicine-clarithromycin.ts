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
import { severeKidneyDisease } from '../severe-kidneys.ts'
import { factOf } from '../../clinical/known.ts'
import type { Answer } from '../readings.ts'

/** Clinical reference, situation 36: fatal in reduced kidney function. */
const severeBelow = 30
/** KDIGO 2024, practice point 2.1.1: GFR is assessed at least annually. */
const egfrValidDays = 365

/** RxNorm, as in situation 13 of the clinical reference. */
const azithromycin = { code: '308460', display: 'azithromycin 250 MG Oral Tablet' }

/** Situation 36: colchicine meets clarithromycin; with an eGFR below 30 it can kill. */
export const colchicineClarithromycin = drugPairRule({
  id: 'R-36',
  version: '1.1',
  title: 'Colchicine with clarithromycin',
  when: 'Colchicine meets clarithromycin, whichever is ordered: warning; critical with an eGFR below 30 (or, without one of a year, kidney disease of stage 4 or 5).',
  whenNot: 'One of them is stopped or on hold; other macrolides.',
  topic: 'colchicineClarithromycin',
  source: ansmThesaurus('Colchicine, with clarithromycin: contre-indication'),
  matter: 'colchicine-clarithromycin',
  indicator: 'warning',
  first: { ingredients: ['clarithromycin'] },
  second: { ingredients: ['colchicine'] },
  names: { first: 'clarithromycin', second: 'colchicine' },
  consequence: 'colchicine toxicity',
  why: ['Clarithromycin inhibits CYP3A4 and P-glycoprotein, which clear colchicine.'],
  weigh,
  options: ({ role }) =>
    role === 'first'
      ? [
          'Consider azithromycin.',
          'Consider pausing colchicine for the course and some days after.'
        ]
      : ['Consider colchicine after the course.', 'Consider another treatment of the gout.'],
  suggestions: ({ ordered, role }) => [
    role === 'first'
      ? {
          type: 'replace-order',
          order: ordered.order,
          label: 'Replace with azithromycin',
          drug: azithromycin
        }
      : { type: 'remove-order', order: ordered.order, label: 'Remove the order for colchicine' }
  ]
})

function weigh({ index }: RuleView): PairWeight {
  const known = newestKnown(index, 'egfr', index.asOf.epochDay - egfrValidDays)
  const egfr = factOf(known)
  const disease = egfr === undefined ? severeKidneyDisease(index) : undefined
  if (disease !== undefined) {
    return {
      indicator: 'critical',
      consequence: `contraindicated, fatal toxicity: ${disease.text}`,
      why: [`${disease.text}.`, `Not known: an eGFR of the last ${egfrValidDays} days.`],
      evidence: [disease]
    }
  }
  if (egfr === undefined) {
    const words = unknownReading(known, 'eGFR') ?? `an eGFR of the last ${egfrValidDays} days`
    return { why: [`Not known: ${words}.`] }
  }
  const told = {
    why: [`${writeReading('eGFR', egfr)}.`, ...acrossWords(isBelow(egfr, severeBelow))],
    evidence: [readingEvidence('eGFR', egfr)]
  }
  if (isBelow(egfr, severeBelow) !== 'yes') return told
  return {
    ...told,
    indicator: 'critical',
    consequence: `contraindicated at eGFR ${writeNumber(egfr)} (${writeDate(egfr.date)}), fatal toxicity`
  }
}

const acrossWords = (below: Answer): readonly string[] =>
  below === 'unknown' ? [`Not known: whether the eGFR is below ${severeBelow}.`] : []
