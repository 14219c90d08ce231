import type { ClinicalIndex, Medication } from '../../clinical/clinical-index.ts'
import { problemsIn } from '../../clinical/has-problem.ts'
import { drugPairRule } from '../drug-pair-rule.ts'
import type { PairWeight } from '../drug-pair-rule.ts'
import type { DrugSet } from '../drug-set.ts'
import type { Meeting, OrderedDrug } from '../ordered-drugs.ts'
import { problemEvidence } from '../problems.ts'
import {
  compare,
  isAbove,
  isBelow,
  newestKnown,
  newestReading,
  readingEvidence
} from '../readings.ts'
import type { Answer } from '../readings.ts'
import type { Evidence, RuleView } from '../rule.ts'
import { addMagnesium, addPotassium } from '../suggested-tests.ts'
import { unreadWords } from '../unread.ts'
import { joinWords } from '../wording.ts'
import { unknownWords } from '../../clinical/known.ts'

/** Lower reference limit of potassium in mmol/L, as the HL7 PDDI-CDS request prints it. */
const potassiumLowBelow = 3.5
/** AHA/ACCF 2010, torsade de pointes in hospital: above it the QTc is abnormal (not re-read). */
const qtcLongAboveMs = 480
/** Values as old as that say nothing of today; our choice. */
const validDays = 90

const prolonging: DrugSet = { classes: ['qt-prolonging'] }
/** ANSM: contraindicated or not recommended together, whatever the electrolytes. */
const strong = { one: ['haloperidol'], other: ['citalopram', 'escitalopram'] } as const

/**
 * Situation 10: two drugs that prolong the QT interval, in a patient who is prone to it. Without
 * a modifying factor the pair is silent: alone it is the most overridden of alerts.
 */
export const qtPair = drugPairRule({
  id: 'R-10',
  version: '1.0',
  title: 'Two QT-prolonging drugs',
  when: 'Two QT-prolonging drugs meet, and potassium is below 3.5 mmol/L or QTc above 480 ms within 90 days, or a long QT is recorded: warning. Haloperidol with citalopram or escitalopram and neither value known: cannot assess.',
  whenNot:
    'Potassium and QTc are known and neither is out of range; no modifying factor is recorded; the same drug is renewed.',
  topic: 'qtProlongingPair',
  source: {
    title: 'High-priority drug-drug interactions for use in electronic health records (ONC list)',
    section: 'QT-prolonging drugs, group 21',
    url: 'https://doi.org/10.1136/amiajnl-2011-000612',
    date: '2012',
    verified: false
  },
  matter: 'qt-prolonging-pair',
  indicator: 'warning',
  first: prolonging,
  second: prolonging,
  names: { first: 'other QT-prolonging drugs', second: 'other QT-prolonging drugs' },
  consequence: 'QT prolongation',
  why: ['Both drugs prolong the QT interval.'],
  weigh,
  matters,
  options: () => [
    'Consider an alternative that does not prolong the QT interval.',
    'Consider an ECG, and correcting potassium and magnesium first.'
  ]
})

function weigh({ index }: RuleView, meeting: Meeting): PairWeight | undefined {
  const [factor] = factorsOf(index)
  const evidence = factorsOf(index)
  if (factor !== undefined) {
    const { text } = factor
    return {
      evidence,
      why: evidence.map((one) => `${one.text}.`),
      consequence: `QT risk, ${text}`
    }
  }
  const unread = unreadFactors(index)
  if (unread.length > 0) {
    return {
      consequence: 'QT risk cannot be assessed, a value cannot be used',
      missing: joinWords(unread),
      suggestions: [addPotassium, addMagnesium]
    }
  }
  if (!isStrong(meeting)) return undefined
  return {
    consequence: 'QT risk cannot be assessed, no recent potassium or QTc',
    missing: unreadWords(index, 'laboratory') ?? `a potassium or QTc of the last ${validDays} days`,
    suggestions: [addPotassium, addMagnesium]
  }
}

/** With a factor any pair; without one only those of the strong pair, while nothing is known. */
function matters({ index }: RuleView, { medication }: OrderedDrug): boolean {
  if (factorsOf(index).length > 0 || unreadFactors(index).length > 0) return true
  if (potassiumLow(index) === 'no' || qtcLong(index) === 'no') return false
  return hasOne([medication], [...strong.one, ...strong.other])
}

/** A newest potassium or QTc that is there and does not tell whether it is one of the factors. */
function unreadFactors(index: ClinicalIndex): readonly string[] {
  const since = index.asOf.epochDay - validDays
  const potassium = compare(newestKnown(index, 'potassium', since), (one) =>
    isBelow(one, potassiumLowBelow)
  )
  const qtc = compare(newestKnown(index, 'qtc', since), (one) => isAbove(one, qtcLongAboveMs))
  return [
    ...(potassium.answer === 'unknown' ? [unknownWords(potassium.unknown, 'potassium')] : []),
    ...(qtc.answer === 'unknown' ? [unknownWords(qtc.unknown, 'QTc')] : [])
  ]
}

/** What makes the pair matter for this patient. */
function factorsOf(index: ClinicalIndex): readonly Evidence[] {
  const since = index.asOf.epochDay - validDays
  const potassium = newestReading(index, 'potassium', since)
  const qtc = newestReading(index, 'qtc', since)
  return [
    ...problemsIn(index, ['long-qt']).slice(0, 1).map(problemEvidence),
    ...(qtc !== undefined && qtcLong(index) === 'yes' ? [readingEvidence('QTc', qtc)] : []),
    ...(potassium !== undefined && potassiumLow(index) === 'yes'
      ? [readingEvidence('potassium', potassium)]
      : [])
  ]
}

function potassiumLow(index: ClinicalIndex): Answer {
  const reading = newestReading(index, 'potassium', index.asOf.epochDay - validDays)
  return reading === undefined ? 'unknown' : isBelow(reading, potassiumLowBelow)
}

function qtcLong(index: ClinicalIndex): Answer {
  const reading = newestReading(index, 'qtc', index.asOf.epochDay - validDays)
  return reading === undefined ? 'unknown' : isAbove(reading, qtcLongAboveMs)
}

function isStrong({ ordered, partners }: Meeting): boolean {
  const drugs = [ordered.medication, ...partners.map(({ medication }) => medication)]
  return hasOne(drugs, strong.one) && hasOne(drugs, strong.other)
}

function hasOne(drugs: readonly Medication[], names: readonly string[]): boolean {
  return drugs.some(({ ingredients }) => ingredients.some((one) => names.includes(one)))
}
