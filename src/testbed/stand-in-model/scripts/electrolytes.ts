import { drugs, readingsOf, type NumericReading } from '../analytes.ts'
import {
  activeDrugs,
  activeProblems,
  as,
  conditionFact,
  drugFact,
  orderTest,
  places,
  problems,
  says,
  sinceDay,
  trend,
  valueOf,
  type Fact,
  type Script
} from './script.ts'

/** Upper limits of common adult reference ranges: 10.5 mg/dL, 2.62 mmol/L. */
const isHighCalcium = ({ value, unit }: NumericReading) => value > (unit === 'mmol/L' ? 2.62 : 10.5)

export const highCalcium: Script = {
  name: 'calcium high three times, parathyroid hormone never asked for',
  ask: 'review',
  find(chart) {
    const high = readingsOf(chart, 'calcium').filter(isHighCalcium)
    const [newest, middle, oldest] = high
    if (newest === undefined || middle === undefined || oldest === undefined) return []
    if (readingsOf(chart, 'calcium').at(0) !== newest) return []
    if (activeDrugs(chart, drugs.raisesCalcium).length > 0) return []
    if (problems(chart, /parathyroid/i).length > 0) return []
    if (chart.series.some(({ label }) => /parathyr/i.test(label))) return []
    const missing: Fact = {
      kind: 'not-found',
      role: 'missing',
      thing: 'test',
      text: 'parathyroid hormone'
    }
    const harmed = [
      ...activeProblems(chart, /osteopor|osteopen/i).slice(0, 1),
      ...problems(chart, /kidney stone|calculus of kidney|nephrolith/i).slice(0, 1)
    ].map(conditionFact)
    return [
      says({
        facts: [
          valueOf(newest),
          valueOf(middle),
          valueOf(oldest),
          missing,
          ...as('matters-more', harmed)
        ],
        meanings: [
          {
            relation: 'would-explain',
            subjects: [],
            objects: [0, 1, 2, ...places(4, harmed.length)],
            conceptKind: 'diagnosis',
            concept: 'primary hyperparathyroidism'
          }
        ],
        settle: [
          orderTest('parathyroid hormone'),
          orderTest('albumin'),
          { action: 'repeat-test', alias: newest.alias, inDays: 0 }
        ],
        urgency: 'soon'
      })
    ]
  }
}

export const lowPotassium: Script = {
  name: 'high blood pressure with low potassium and no diuretic',
  ask: 'review',
  slow: true,
  find(chart) {
    const low = readingsOf(chart, 'potassium').filter(({ value }) => value < 3.5)
    const [newest, before] = low
    const systolic = readingsOf(chart, 'systolic').at(0)
    if (newest === undefined || before === undefined || systolic === undefined) return []
    if (readingsOf(chart, 'potassium').at(0) !== newest || systolic.value < 140) return []
    const hypertension = activeProblems(chart, /hypertens|SCT (59621000|38341003)\b/i)
    const treatment = activeDrugs(chart, drugs.antihypertensive)
    if (hypertension.length === 0 || treatment.length < 2) return []
    if (activeDrugs(chart, drugs.diuretic).length > 0) return []
    const others = [
      ...hypertension.map(conditionFact).slice(0, 1),
      ...treatment.map(drugFact).slice(0, 3)
    ]
    return [
      says({
        facts: [valueOf(newest), valueOf(before), valueOf(systolic), ...others],
        meanings: [
          {
            relation: 'would-explain',
            subjects: [],
            objects: [0, 1, 2],
            conceptKind: 'diagnosis',
            concept: 'primary aldosteronism'
          },
          {
            relation: 'fails-despite-treatment',
            subjects: [2, 3],
            objects: places(4, others.length - 1)
          }
        ],
        settle: [orderTest('aldosterone-renin ratio')],
        urgency: 'soon'
      })
    ]
  }
}

export const lowSodium: Script = {
  name: 'sodium falls after a serotonin reuptake inhibitor is started',
  ask: 'review',
  find(chart) {
    const sodium = readingsOf(chart, 'sodium')
    const newest = sodium.at(0)
    if (newest === undefined || newest.value >= 135) return []
    return activeDrugs(chart, drugs.ssri)
      .slice(0, 1)
      .flatMap((drug) => {
        const started = sinceDay(drug)
        const normal = sodium.find(
          ({ day, value }) => started !== undefined && day <= started && value >= 135
        )
        if (started === undefined || newest.day <= started || normal === undefined) return []
        return [
          says({
            facts: [
              { ...trend([newest, normal], 'falling'), role: 'after', of: 1 },
              { ...drugFact(drug), started },
              valueOf(newest)
            ],
            meanings: [
              { relation: 'can-cause', subjects: [1], objects: [0], effect: 'sodium-down' }
            ],
            settle: [
              { action: 'repeat-test', alias: newest.alias, inDays: 0 },
              orderTest('serum osmolality'),
              orderTest('urine osmolality')
            ],
            options: [{ action: 'taper', alias: drug.alias }]
          })
        ]
      })
  }
}
