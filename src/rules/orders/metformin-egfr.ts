import { writeDate } from '../../clinical/clinical-date.ts'
import type { Medication } from '../../clinical/clinical-index.ts'
import { factOf, unknownName } from '../../clinical/known.ts'
import type { UnknownFact } from '../../clinical/known.ts'
import { activeIn, isIn } from '../drug-set.ts'
import type { DrugSet } from '../drug-set.ts'
import { medicationEvidence, orderedDrugs, removeOrder } from '../ordered-drugs.ts'
import type { OrderedDrug } from '../ordered-drugs.ts'
import {
  isBelow,
  newestKnown,
  readingEvidence,
  unknownEvidence,
  unknownReading,
  writeNumber,
  writeReading
} from '../readings.ts'
import type { Reading } from '../readings.ts'
import type { Evidence, Rule, RuleFinding, RuleView } from '../rule.ts'
import { severeKidneyDisease } from '../severe-kidneys.ts'
import { addEgfr } from '../suggested-tests.ts'
import { unreadWords } from '../unread.ts'
import { nameOf, summarise } from '../wording.ts'

/** FDA 2016: contraindicated below 30 mL/min/1.73 m2. */
const contraindicatedBelow = 30
/** FDA 2016: starting is not recommended from 30 to 45; if it falls below 45, assess. */
const notStartedBelow = 45
/** Clinical reference, situation 1: the eGFR is at most 90 days old. */
const egfrValidDays = 90
/** FDA 2016: at least annually in everyone who takes metformin. */
const egfrValidDaysOnTreatment = 365

const metformin: DrugSet = { ingredients: ['metformin'] }
const matter = 'metformin-egfr'

/** Situation 1: metformin is ordered for kidneys that do not clear it. */
export const metforminEgfr: Rule = {
  id: 'R-01',
  version: '1.1',
  title: 'Metformin and kidney function',
  when: 'Metformin is ordered with an eGFR of the last 90 days below 30 (or, without any eGFR, kidney disease of stage 4 or 5): critical; from 30 to below 45: warning at a start, information at a renewal. No eGFR of 90 days (a renewal: a year, when it was 45 or more): cannot assess.',
  whenNot: 'eGFR of 45 or more; a renewal with an eGFR of 45 or more within a year.',
  hooks: ['order-select'],
  topic: 'metforminEgfr',
  source: {
    title: 'FDA Drug Safety Communication: metformin in reduced kidney function',
    section: 'Recommendations for health care professionals; metformin label 2.2, 4',
    url: 'https://www.fda.gov/drugs/drug-safety-and-availability/fda-drug-safety-communication-fda-revises-warnings-regarding-use-diabetes-medicine-metformin-certain',
    date: '2016-04-08',
    verified: true
  },
  evaluate: (view) =>
    orderedDrugs(view)
      .filter(({ medication }) => isIn(medication, metformin))
      .flatMap((ordered) => assess(view, ordered))
}

function assess(view: RuleView, ordered: OrderedDrug): readonly RuleFinding[] {
  const { index } = view
  const known = newestKnown(index, 'egfr')
  const egfr = factOf(known)
  const disease = egfr === undefined ? severeKidneyDisease(index) : undefined
  if (disease !== undefined) return [severeDisease(ordered, disease)]
  if (egfr === undefined) {
    const unread = unreadWords(index, 'laboratory') ?? 'an eGFR: none recorded'
    const missing = unknownReading(known, 'eGFR') ?? unread
    return [unknownKidneys(ordered, missing, 'unknown' in known ? known.unknown : undefined)]
  }
  const days = index.asOf.epochDay - egfr.date.epochDay
  if (days > egfrValidDays) {
    const renewed = currentMetformin(view, ordered) !== undefined
    const safe = isBelow(egfr, notStartedBelow) === 'no' && days <= egfrValidDaysOnTreatment
    if (renewed && safe) return []
    const what = `an eGFR of the last ${egfrValidDays} days`
    return [unknownKidneys(ordered, unreadWords(index, 'laboratory') ?? what, egfr)]
  }
  if (isBelow(egfr, contraindicatedBelow) === 'yes') return [contraindicated(ordered, egfr)]
  if (isBelow(egfr, notStartedBelow) === 'no') return []
  return isBelow(egfr, notStartedBelow) === 'yes'
    ? [reduced(view, ordered, egfr)]
    : [unknownKidneys(ordered, 'an eGFR as a number', egfr)]
}

/** Without any eGFR the stage on the problem list tells it. */
function severeDisease(ordered: OrderedDrug, disease: Evidence): RuleFinding {
  return {
    matter,
    indicator: 'critical',
    summary: summarise(
      [nameOf(ordered.medication), disease.text],
      (drug, text) => `${text}: ${drug} is contraindicated below an eGFR of ${contraindicatedBelow}`
    ),
    why: [`${disease.text}: by its definition an eGFR below 30.`, 'Not known: an eGFR as a value.'],
    options: [
      'Consider another glucose-lowering drug that is suited to this kidney function.',
      'Consider an eGFR if the stage may be out of date.'
    ],
    evidence: [disease],
    missing: [],
    suggestions: [removeOrder(ordered), addEgfr],
    about: ordered.order
  }
}

function contraindicated(ordered: OrderedDrug, egfr: Reading): RuleFinding {
  return {
    matter,
    indicator: 'critical',
    summary: summarise(
      [nameOf(ordered.medication)],
      (drug) =>
        `eGFR ${writeNumber(egfr)} (${writeDate(egfr.date)}): ${drug} is contraindicated below ${contraindicatedBelow}`
    ),
    why: [
      `${writeReading('eGFR', egfr)}.`,
      `Metformin is contraindicated below ${contraindicatedBelow}: it accumulates, with a risk of lactic acidosis.`
    ],
    options: [
      'Consider another glucose-lowering drug that is suited to this kidney function.',
      'Consider repeating the eGFR first if this value is not expected.'
    ],
    evidence: [readingEvidence('eGFR', egfr)],
    missing: [],
    suggestions: [removeOrder(ordered), addEgfr],
    about: ordered.order
  }
}

/** From 30 to below 45: a start is not recommended, a continuation is to be weighed. */
function reduced(view: RuleView, ordered: OrderedDrug, egfr: Reading): RuleFinding {
  const current = currentMetformin(view, ordered)
  const value = `eGFR ${writeNumber(egfr)} (${writeDate(egfr.date)})`
  const common = {
    matter,
    missing: [],
    about: ordered.order,
    options: [
      'Consider another glucose-lowering drug, or a lower dose with closer eGFR monitoring.',
      'Consider repeating the eGFR first if this value is not expected.'
    ]
  }
  if (current === undefined) {
    const unread = unreadWords(view.index, 'medications')
    return {
      ...common,
      indicator: 'warning',
      summary: summarise(
        [nameOf(ordered.medication)],
        (drug) => `${value}: starting ${drug} is not recommended below ${notStartedBelow}`
      ),
      why: [
        `${writeReading('eGFR', egfr)}.`,
        unread === undefined ? 'No active metformin is recorded.' : `Not known: ${unread}.`
      ],
      evidence: [readingEvidence('eGFR', egfr)],
      suggestions: [removeOrder(ordered), addEgfr]
    }
  }
  const evidence = medicationEvidence(current)
  return {
    ...common,
    indicator: 'info',
    summary: summarise(
      [nameOf(ordered.medication)],
      (drug) =>
        `${value}: benefit and risk of continuing ${drug} are to be weighed below ${notStartedBelow}`
    ),
    why: [`${writeReading('eGFR', egfr)}.`, `${evidence.text}.`],
    evidence: [readingEvidence('eGFR', egfr), evidence],
    suggestions: [addEgfr]
  }
}

function currentMetformin({ index }: RuleView, { order }: OrderedDrug): Medication | undefined {
  return activeIn(index, metformin).find(({ reference }) => reference !== order.reference)
}

function unknownKidneys(
  ordered: OrderedDrug,
  missing: string,
  egfr?: Reading | UnknownFact
): RuleFinding {
  const evidence = egfr === undefined ? undefined : evidenceOf(egfr)
  return {
    matter,
    indicator: 'info',
    summary: summarise([nameOf(ordered.medication)], (drug) =>
      egfr === undefined
        ? `${drug} ordered: kidney function cannot be assessed, no eGFR in the record`
        : `${drug} ordered: newest ${newestWords(egfr)} does not tell whether it is safe now`
    ),
    why:
      evidence === undefined
        ? [`Not known: ${missing}.`]
        : [`Newest: ${evidence.text}.`, `Not known: ${missing}.`],
    options: ['Consider an eGFR before starting metformin.'],
    evidence: evidence === undefined ? [] : [evidence],
    missing: [missing],
    unchecked: 'kidney function',
    suggestions: [addEgfr],
    about: ordered.order
  }
}

const evidenceOf = (egfr: Reading | UnknownFact): Evidence =>
  'known' in egfr ? unknownEvidence('eGFR', egfr) : readingEvidence('eGFR', egfr)

const newestWords = (egfr: Reading | UnknownFact): string =>
  'known' in egfr
    ? unknownName(egfr, 'eGFR')
    : `eGFR ${writeNumber(egfr)} (${writeDate(egfr.date)})`
