import { drugPairRule } from '../drug-pair-rule.ts'
import type { PairWeight } from '../drug-pair-rule.ts'
import { isAboveOwnRange, isBelowOwnRange } from '../own-range.ts'
import { isBelow, newestKnown, readingEvidence, unknownReading } from '../readings.ts'
import type { Reading } from '../readings.ts'
import type { RuleView } from '../rule.ts'
import { addDigoxinLevel, addPotassium } from '../suggested-tests.ts'
import { joinWords } from '../wording.ts'
import { factOf } from '../../clinical/known.ts'

/** Lower reference limit of potassium in mmol/L, as the HL7 PDDI-CDS request prints it. */
const potassiumLowBelow = 3.5
/** Electrolytes as old as that say nothing of today; our choice. */
const validDays = 90

/*
 * For magnesium and calcium the source names no limit: the laboratory's own flag or range decides.
 */
const electrolytes: readonly {
  readonly analyte: string
  readonly name: string
  readonly words: string
  readonly isOff: (reading: Reading) => boolean
}[] = [
  {
    analyte: 'potassium',
    name: 'Potassium',
    words: 'low potassium',
    isOff: (reading) => isBelow(reading, potassiumLowBelow) === 'yes' || isBelowOwnRange(reading)
  },
  { analyte: 'magnesium', name: 'Magnesium', words: 'low magnesium', isOff: isBelowOwnRange },
  { analyte: 'calcium', name: 'Calcium', words: 'high calcium', isOff: isAboveOwnRange }
]

/** Situation 18: digoxin meets cyclosporine; electrolytes decide how much it matters. */
export const digoxinCyclosporine = drugPairRule({
  id: 'R-18',
  version: '1.0',
  title: 'Digoxin with cyclosporine',
  when: 'Digoxin meets cyclosporine, whichever is ordered: warning; critical when within 90 days potassium is below 3.5 mmol/L, or potassium or magnesium is low or calcium high by the laboratory’s own flag or range.',
  whenNot: 'One of them is stopped or on hold; cyclosporine for the eye.',
  topic: 'digoxinCyclosporine',
  source: {
    title: 'HL7 Potential Drug-Drug Interaction CDS Implementation Guide',
    section: 'Use cases, Digoxin + Cyclosporine',
    url: 'https://www.hl7.org/fhir/uv/pddi/2023Jan/',
    date: '2023-01',
    verified: true
  },
  matter: 'digoxin-cyclosporine',
  indicator: 'warning',
  first: { ingredients: ['cyclosporine'] },
  second: { ingredients: ['digoxin'] },
  names: { first: 'cyclosporine', second: 'digoxin' },
  consequence: 'digoxin level may rise, risk of arrhythmia',
  why: ['Cyclosporine inhibits P-glycoprotein, which carries digoxin out.'],
  watched: [
    { analyte: 'digoxin-level', name: 'Digoxin level' },
    { analyte: 'egfr', name: 'eGFR' }
  ],
  weigh,
  options: () => [
    'Consider a digoxin level before and soon after, and adjusting its dose.',
    'Consider correcting electrolytes first.'
  ],
  suggestions: () => [addDigoxinLevel, addPotassium]
})

function weigh({ index }: RuleView): PairWeight {
  const since = index.asOf.epochDay - validDays
  const known = electrolytes.map((one) => ({
    ...one,
    newest: newestKnown(index, one.analyte, since)
  }))
  const readings = known.flatMap(({ newest, ...one }) => {
    const reading = factOf(newest)
    return reading === undefined ? [] : [{ ...one, reading }]
  })
  const unread = known.flatMap(({ newest, name }) => unknownReading(newest, name) ?? [])
  const off = readings.filter(({ isOff, reading }) => isOff(reading))
  const evidence = (off.length > 0 ? off : readings).map(({ name, reading }) =>
    readingEvidence(name, reading)
  )
  const why = evidence.map(({ text }) => `${text}.`)
  if (off.length === 0) {
    const unknown = [
      ...unread,
      ...(known.some(({ analyte, newest }) => analyte === 'potassium' && newest.known === 'none')
        ? [`a potassium of the last ${validDays} days`]
        : [])
    ].map((words) => `Not known: ${words}.`)
    return { evidence, why: [...why, ...unknown] }
  }
  return {
    indicator: 'critical',
    evidence,
    why,
    consequence: `${joinWords(off.map(({ words }) => words))}, risk of digoxin toxicity`
  }
}
