import { drugs, readingsOf } from '../analytes.ts'
import { daysAgoMin, daysBetween } from '../chart-text.ts'
import {
  absenceClaims,
  activeDrugs,
  activeProblems,
  conditionClaim,
  drugClaim,
  problems,
  says,
  trend,
  valueOf,
  type Script
} from './script.ts'

export const fallingFiltration: Script = {
  name: 'filtration falls, kidneys never named as a problem',
  ask: 'review',
  find(chart) {
    const filtration = readingsOf(chart, 'egfr')
    const newest = filtration.at(0)
    const earlier = filtration.findLast(
      (reading) => newest !== undefined && daysBetween(reading, newest) <= 760
    )
    if (newest === undefined || earlier === undefined || newest === earlier) return []
    if (newest.value >= 60 || newest.value > earlier.value * 0.8) return []
    if (problems(chart, /kidney disease|renal disease|SCT 43314400|SCT 4318/i).length > 0) return []
    if (readingsOf(chart, 'urineAlbumin').length > 0) return []
    return [
      says({
        claims: [
          valueOf(newest),
          valueOf(earlier),
          trend(earlier, newest, 'falling'),
          ...activeDrugs(chart, drugs.nsaid).map(drugClaim).slice(0, 1),
          ...absenceClaims(chart, /albumin/i)
        ],
        concern: 'worsening',
        because: 'the fall of eGFR is faster than age explains.',
        option: 'Consider repeating it with a urine albumin to creatinine ratio.'
      })
    ]
  }
}

export const metforminInLowFiltration: Script = {
  name: 'metformin goes on while filtration is very low',
  ask: 'review',
  find(chart) {
    const newest = readingsOf(chart, 'egfr').at(0)
    if (newest === undefined || newest.value >= 30) return []
    return activeDrugs(chart, drugs.metformin)
      .slice(0, 1)
      .map((drug) =>
        says({
          claims: [drugClaim(drug), valueOf(newest)],
          concern: 'medication-risk',
          because: 'this medicine builds up when the kidneys filter this little.',
          option: 'Consider a medicine of another class.'
        })
      )
  }
}

export const highHba1c: Script = {
  name: 'high HbA1c that nothing followed',
  ask: 'review',
  find(chart) {
    const newest = readingsOf(chart, 'hba1c').at(0)
    if (newest === undefined || newest.value < 9 || newest.value > 20 || daysAgoMin(newest) < 90)
      return []
    return activeProblems(chart, /diabetes/i)
      .slice(0, 1)
      .map((diabetes) =>
        says({
          claims: [valueOf(newest), conditionClaim(diabetes)],
          concern: 'not-acted-on',
          because: 'the latest result is far above usual goals and is months old.',
          option: 'Consider repeating the test and reviewing treatment.'
        })
      )
  }
}
