import { drugs, readingsOf } from '../analytes.ts'
import { daysAgoMin, daysBetween } from '../chart-text.ts'
import {
  absenceFacts,
  activeDrugs,
  activeProblems,
  as,
  conditionFact,
  drugFact,
  orderTest,
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
    const nsaid = activeDrugs(chart, drugs.nsaid).map(drugFact).slice(0, 1)
    return [
      says({
        facts: [
          trend([newest, earlier], 'falling'),
          valueOf(newest),
          ...as('matters-more', nsaid),
          ...absenceFacts(chart, /albumin/i)
        ],
        meanings: [
          { relation: 'worsening', subjects: [0] },
          ...(nsaid.length === 0
            ? []
            : [{ relation: 'worsens', subjects: [2], objects: [0], effect: 'kidney-harm' }])
        ],
        settle: [
          { action: 'repeat-test', alias: newest.alias, inDays: 14 },
          orderTest('urine albumin-creatinine ratio')
        ],
        options: nsaid.flatMap((fact) =>
          fact.kind === 'drug' ? [{ action: 'stop', alias: fact.alias }] : []
        ),
        urgency: nsaid.length === 0 ? 'soon' : 'today'
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
          facts: [drugFact(drug), valueOf(newest)],
          meanings: [{ relation: 'contraindicated-by', subjects: [0], objects: [1] }],
          settle: [{ action: 'repeat-test', alias: newest.alias, inDays: 0 }],
          options: [{ action: 'stop', alias: drug.alias }]
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
          facts: [valueOf(newest), conditionFact(diabetes)],
          meanings: [
            { relation: 'not-at-goal', subjects: [0], objects: [1] },
            { relation: 'not-acted-on', subjects: [0] }
          ],
          settle: [
            { action: 'repeat-test', alias: newest.alias, inDays: 0 },
            { action: 'ask', question: 'taken-as-prescribed' }
          ],
          urgency: 'soon'
        })
      )
  }
}
