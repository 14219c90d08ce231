import { drugs, readingsOf, type NumericReading } from '../analytes.ts'
import {
  absenceClaims,
  activeDrugs,
  activeProblems,
  conditionClaim,
  drugClaim,
  problems,
  says,
  sinceDay,
  trend,
  valueOf,
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
    return [
      says({
        claims: [
          valueOf(newest),
          valueOf(middle),
          valueOf(oldest),
          ...activeProblems(chart, /osteopor|osteopen/i)
            .map(conditionClaim)
            .slice(0, 1),
          ...problems(chart, /kidney stone|calculus of kidney|nephrolith/i)
            .map(conditionClaim)
            .slice(0, 1),
          ...absenceClaims(chart, /parathyr|\bPTH\b/i)
        ],
        concern: 'diagnosis-to-consider',
        because:
          'lasting high calcium fits overactive parathyroid glands, seen in bone and kidney.',
        option: 'Consider parathyroid hormone with calcium and albumin in the same sample.'
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
    return [
      says({
        claims: [
          valueOf(newest),
          valueOf(before),
          valueOf(systolic),
          ...hypertension.map(conditionClaim).slice(0, 1),
          ...treatment.map(drugClaim).slice(0, 3),
          ...absenceClaims(chart, /aldosterone|renin/i)
        ],
        concern: 'diagnosis-to-consider',
        because:
          'pressure that resists treatment with low potassium suggests aldosterone in excess.',
        option: 'Consider a morning aldosterone to renin ratio after correcting potassium.'
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
        const between = sodium.filter(
          ({ day, value }) => day > started && value < 135 && day < newest.day
        )
        return [
          says({
            claims: [
              valueOf(newest),
              ...between.slice(0, 2).map(valueOf),
              valueOf(normal),
              trend(normal, newest, 'falling'),
              drugClaim(drug)
            ],
            concern: 'possible-cause',
            because: 'sodium fell after this medicine was started.',
            option: 'Consider serum and urine osmolality, and another class of medicine.'
          })
        ]
      })
  }
}
