import { writeDate } from '../../clinical/clinical-date.ts'
import type { ClinicalIndex } from '../../clinical/clinical-index.ts'
import { activeIn, isIn } from '../drug-set.ts'
import type { DrugSet } from '../drug-set.ts'
import {
  orderedDrugs,
  partnerEvidence,
  partnerSentence,
  partnersOf,
  removeOrder
} from '../ordered-drugs.ts'
import type { OrderedDrug, Partner } from '../ordered-drugs.ts'
import {
  compare,
  isAbove,
  isBelow,
  newestKnown,
  readingEvidence,
  unknownEvidence,
  writeNumber
} from '../readings.ts'
import type { Reading } from '../readings.ts'
import type { Rule, RuleFinding, RuleView } from '../rule.ts'
import { addCreatinine, addPotassium } from '../suggested-tests.ts'
import { unreadWords } from '../unread.ts'
import { joinWords, nameOf, summarise } from '../wording.ts'
import { unknownName, unknownWords } from '../../clinical/known.ts'
import type { UnknownFact } from '../../clinical/known.ts'

/** AHA/ACC/HFSA 2022, section 7.3.3: potassium at most 5.0 mmol/L and eGFR above 30 (not re-read). */
const potassiumHighAbove = 5
const egfrLowBelow = 30
/** Clinical reference, situation 15: above it critical. */
const potassiumCriticalAbove = 5.5
/** A potassium as old as that says nothing of today; our choice. */
const potassiumValidDays = 90
/** KDIGO 2024, practice point 2.1.1: GFR is assessed at least annually. */
const egfrValidDays = 365

const antagonist: DrugSet = { ingredients: ['spironolactone', 'eplerenone'] }
const reninAngiotensin: DrugSet = { classes: ['ace-inhibitor', 'arb'] }
const matter = 'spironolactone-potassium'

/** Situation 15: spironolactone or eplerenone with a high potassium or a low eGFR. */
export const spironolactonePotassium: Rule = {
  id: 'R-15',
  version: '1.0',
  title: 'Spironolactone or eplerenone with high potassium or low eGFR',
  when: 'Spironolactone or eplerenone is ordered, or an ACE inhibitor or ARB beside it, and potassium is above 5.0 mmol/L within 90 days or eGFR below 30 within a year: warning; critical above 5.5 mmol/L. A start beside an ACE inhibitor or ARB without a potassium of 90 days: cannot assess.',
  whenNot:
    'Potassium and eGFR within the limits, whatever the ejection fraction; eye and skin products.',
  hooks: ['order-select'],
  topic: 'spironolactonePotassium',
  source: {
    title: 'AHA/ACC/HFSA Guideline for the Management of Heart Failure; spironolactone label',
    section: '7.3.3, Mineralocorticoid receptor antagonists; label 4 and 5.1',
    url: 'https://doi.org/10.1161/CIR.0000000000001063',
    date: '2022-04-01',
    verified: false
  },
  evaluate: (view) =>
    orderedDrugs(view).flatMap((ordered) => {
      const { medication } = ordered
      if (isIn(medication, antagonist)) {
        return assess(view, ordered, partnersOf(view, ordered, reninAngiotensin))
      }
      if (!isIn(medication, reninAngiotensin)) return []
      // Two that are ordered together are told once, about the antagonist.
      const drafted = orderedDrugs(view).some((one) => isIn(one.medication, antagonist))
      const partners = drafted ? [] : partnersOf(view, ordered, antagonist)
      return partners.length === 0 ? [] : assess(view, ordered, partners)
    })
}

function assess(
  { index }: RuleView,
  ordered: OrderedDrug,
  partners: readonly Partner[]
): readonly RuleFinding[] {
  const { asOf } = index
  const known = newestKnown(index, 'potassium', asOf.epochDay - potassiumValidDays)
  const potassium = compare(known, (one) => isAbove(one, potassiumHighAbove))
  const egfr = compare(newestKnown(index, 'egfr', asOf.epochDay - egfrValidDays), (one) =>
    isBelow(one, egfrLowBelow)
  )
  const high = potassium.answer === 'yes' ? [{ name: 'Potassium', reading: potassium.reading }] : []
  const low = egfr.answer === 'yes' ? [{ name: 'eGFR', reading: egfr.reading }] : []
  const readings = [...high, ...low]
  if (readings.length > 0) {
    const critical = high.some(({ reading }) => isAbove(reading, potassiumCriticalAbove) === 'yes')
    return [atRisk(ordered, partners, { readings, critical })]
  }
  const unread = [
    ...(potassium.answer === 'unknown' ? [{ name: 'Potassium', of: potassium.unknown }] : []),
    ...(egfr.answer === 'unknown' ? [{ name: 'eGFR', of: egfr.unknown }] : [])
  ]
  if (unread.length > 0) return [unknownPotassium(index, ordered, partners, unread)]
  // One that is still to come is none.
  if (potassium.answer !== 'none' || partners.length === 0 || isRenewal(index, ordered)) return []
  return [unknownPotassium(index, ordered, partners)]
}

function isRenewal(index: ClinicalIndex, { medication, order }: OrderedDrug): boolean {
  return activeIn(index, { ingredients: medication.ingredients }).some(
    ({ reference }) => reference !== order.reference
  )
}

function atRisk(
  ordered: OrderedDrug,
  partners: readonly Partner[],
  {
    readings,
    critical
  }: {
    readonly readings: readonly { readonly name: string; readonly reading: Reading }[]
    readonly critical: boolean
  }
): RuleFinding {
  const evidence = readings.map(({ name, reading }) => readingEvidence(name, reading))
  const values = readings
    .map(({ name, reading }) => `${name} ${writeNumber(reading)} (${writeDate(reading.date)})`)
    .join(', ')
  return {
    matter,
    indicator: critical ? 'critical' : 'warning',
    summary: summarise(
      [nameOf(ordered.medication)],
      (drug) => `${values}: ${drug} may raise potassium dangerously`
    ),
    why: [...evidence.map(({ text }) => `${text}.`), ...partners.map(partnerSentence)],
    options: [
      'Consider not starting it, or a lower dose, until potassium and eGFR allow it.',
      'Consider repeating potassium and creatinine now, and within 1 week of any start.'
    ],
    evidence: [...evidence, ...partnerEvidence(partners)],
    missing: [],
    suggestions: [removeOrder(ordered), addPotassium],
    about: ordered.order
  }
}

function unknownPotassium(
  index: ClinicalIndex,
  ordered: OrderedDrug,
  partners: readonly Partner[],
  unread: readonly { readonly name: string; readonly of: UnknownFact }[] = []
): RuleFinding {
  const none =
    unreadWords(index, 'laboratory') ?? `a potassium of the last ${potassiumValidDays} days`
  const missing =
    unread.length === 0 ? [none] : unread.map(({ name, of }) => unknownWords(of, name))
  const what =
    unread.length === 0
      ? 'potassium cannot be assessed, none of the last 90 days at hand'
      : `${joinWords(unread.map(({ name, of }) => unknownName(of, name)))} cannot be used`
  return {
    matter,
    indicator: 'info',
    summary: summarise([nameOf(ordered.medication)], (drug) => `${drug} ordered: ${what}`),
    why: [...partners.map(partnerSentence), `Not known: ${joinWords(missing)}.`],
    options: ['Consider potassium and creatinine before this combination.'],
    evidence: [
      ...unread.map(({ name, of }) => unknownEvidence(name, of)),
      ...partnerEvidence(partners)
    ],
    missing,
    unchecked: 'potassium',
    suggestions: [addPotassium, addCreatinine],
    about: ordered.order
  }
}
