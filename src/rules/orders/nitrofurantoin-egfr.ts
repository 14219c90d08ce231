import { writeDate } from '../../clinical/clinical-date.ts'
import { isIn } from '../drug-set.ts'
import type { DrugSet } from '../drug-set.ts'
import { orderedDrugs, removeOrder } from '../ordered-drugs.ts'
import type { OrderedDrug } from '../ordered-drugs.ts'
import { presentProblems } from '../problems.ts'
import {
  acrossLimit,
  isBelow,
  newestKnown,
  readingEvidence,
  unknownReading,
  writeNumber,
  writeReading
} from '../readings.ts'
import type { Evidence, Rule, RuleFinding, RuleView } from '../rule.ts'
import { severeKidneyDisease } from '../severe-kidneys.ts'
import { labelToVerify } from '../sources.ts'
import { addEgfr } from '../suggested-tests.ts'
import { unreadWords } from '../unread.ts'
import { nameOf, summarise } from '../wording.ts'
import { factOf, unknownWords } from '../../clinical/known.ts'

/** AGS Beers Criteria: avoid below 30. The label says 60 mL/min; the card states both. */
const avoidBelow = 30
/** KDIGO 2024, practice point 2.1.1: GFR is assessed at least annually. */
const egfrValidDays = 365
/** Whom an eGFR that was never measured is told of; below, reduced kidneys are rare. Our choice. */
const askedFromYears = 65

const nitrofurantoin: DrugSet = { ingredients: ['nitrofurantoin'] }
const matter = 'nitrofurantoin-egfr'

/** Situation 35: nitrofurantoin is ordered for kidneys that do not bring it to the urine. */
export const nitrofurantoinEgfr: Rule = {
  id: 'R-35',
  version: '1.1',
  title: 'Nitrofurantoin and kidney function',
  when: 'Nitrofurantoin is ordered with an eGFR below 30 within a year, or without one kidney disease of stage 4 or 5: warning. No eGFR of a year from 65 years on or in kidney disease or diabetes, or laboratory results not read: cannot assess.',
  whenNot: 'eGFR of 30 or more; no eGFR in a younger person without kidney disease or diabetes.',
  hooks: ['order-select'],
  topic: 'nitrofurantoinEgfr',
  source: labelToVerify('Nitrofurantoin', '4, Contraindications: creatinine clearance below 60'),
  evaluate: (view) =>
    orderedDrugs(view)
      .filter(({ medication }) => isIn(medication, nitrofurantoin))
      .flatMap((ordered) => assess(view, ordered))
}

function assess({ index }: RuleView, ordered: OrderedDrug): readonly RuleFinding[] {
  const known = newestKnown(index, 'egfr', index.asOf.epochDay - egfrValidDays)
  const egfr = factOf(known)
  const below = egfr === undefined ? 'unknown' : isBelow(egfr, avoidBelow)
  if (below === 'no') return []
  const { medication, order } = ordered
  if (egfr !== undefined && below === 'yes') {
    return [
      {
        matter,
        indicator: 'warning',
        summary: summarise(
          [nameOf(medication)],
          (drug) =>
            `eGFR ${writeNumber(egfr)} (${writeDate(egfr.date)}): ${drug} acts little and harms more below ${avoidBelow}`
        ),
        why: [
          `${writeReading('eGFR', egfr)}.`,
          'The label excludes a creatinine clearance below 60; the Beers criteria avoid it below 30.'
        ],
        options: [
          'Consider another antibiotic that is suited to this kidney function.',
          'Consider repeating the eGFR first if this value is not expected.'
        ],
        evidence: [readingEvidence('eGFR', egfr)],
        missing: [],
        suggestions: [removeOrder(ordered), addEgfr],
        about: order
      }
    ]
  }
  const disease = egfr === undefined ? severeKidneyDisease(index) : undefined
  if (disease !== undefined) return [severeDisease(ordered, disease)]
  const cannotRead =
    unknownReading(known, 'eGFR') ??
    (egfr === undefined ? undefined : unknownWords(acrossLimit(egfr), 'eGFR'))
  const unread = cannotRead ?? unreadWords(index, 'laboratory')
  const { ageYears } = index.person
  const atRisk =
    (ageYears !== undefined && ageYears >= askedFromYears) ||
    presentProblems(index, 'ckd', 'diabetes').length > 0
  if (unread === undefined && !atRisk) return []
  const missing = unread ?? `an eGFR of the last ${egfrValidDays} days, as a number`
  return [
    {
      matter,
      indicator: 'info',
      summary: summarise(
        [nameOf(medication)],
        (drug) => `${drug} ordered: kidney function cannot be assessed, no usable eGFR`
      ),
      why: [`Not known: ${missing}.`],
      options: ['Consider an eGFR before nitrofurantoin.'],
      evidence: [],
      missing: [missing],
      unchecked: 'kidney function',
      suggestions: [addEgfr],
      about: order
    }
  ]
}

/** Without an eGFR of a year the stage on the problem list tells it. */
function severeDisease({ medication, order }: OrderedDrug, disease: Evidence): RuleFinding {
  return {
    matter,
    indicator: 'warning',
    summary: summarise(
      [nameOf(medication), disease.text],
      (drug, text) => `${text}: ${drug} acts little and harms more below an eGFR of ${avoidBelow}`
    ),
    why: [
      `${disease.text}: by its definition an eGFR below 30.`,
      `Not known: an eGFR of the last ${egfrValidDays} days.`
    ],
    options: ['Consider another antibiotic that is suited to this kidney function.'],
    evidence: [disease],
    missing: [],
    suggestions: [removeOrder({ medication, order }), addEgfr],
    about: order
  }
}
