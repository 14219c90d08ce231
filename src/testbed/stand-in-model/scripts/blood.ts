import { readingsOf } from '../analytes.ts'
import { daysBetween, type ChartText } from '../chart-text.ts'
import { absenceFacts, orderTest, says, trend, valueOf, type Script } from './script.ts'

/** AGA 2020 on iron deficiency: hemoglobin under 13 (men) or 12 (women) g/dL, ferritin under 45. */
const lowHemoglobin = { male: 13, female: 12 }
const lowFerritin = 45

export const ironDeficiency: Script = {
  name: 'iron deficiency without a work-up',
  ask: 'review',
  find(chart) {
    const hemoglobin = readingsOf(chart, 'hemoglobin')
    const [newest] = hemoglobin
    const earlier = hemoglobin.findLast((reading) => newest !== undefined && reading !== newest)
    if (newest === undefined || earlier === undefined) return []
    if (newest.value >= lowHemoglobin[chart.sex ?? 'female']) return []
    if (newest.value > earlier.value * 0.95) return []
    if (endoscopySince(chart, earlier.day)) return []
    const ferritin = readingsOf(chart, 'ferritin').at(0)
    const neverMeasured = absenceFacts(chart, /\bferritin\b/i)
    const low = ferritin !== undefined && ferritin.value < lowFerritin
    if (!low && neverMeasured.length === 0) return []
    const small = readingsOf(chart, 'mcv').at(0)
    const endoscopy = absenceFacts(chart, /colonoscopy|endoscopy/i)
    return [
      says({
        facts: [
          trend([newest, earlier], 'falling'),
          ...(low ? [valueOf(ferritin)] : neverMeasured),
          ...(small !== undefined && small.value < 80 ? [valueOf(small)] : []),
          ...endoscopy
        ],
        meanings: [
          {
            relation: 'would-explain',
            subjects: [],
            objects: low ? [0, 1] : [0],
            conceptKind: 'diagnosis',
            concept: 'iron deficiency anemia'
          },
          { relation: 'not-acted-on', subjects: [0] }
        ],
        settle: low
          ? [{ action: 'ask', question: 'bleeding' }, orderTest('tissue transglutaminase IgA')]
          : [orderTest('ferritin'), orderTest('transferrin saturation')],
        options: low
          ? [{ action: 'refer', conceptKind: 'specialty', concept: 'gastroenterology' }]
          : [],
        urgency: 'soon'
      })
    ]
  }
}

function endoscopySince(chart: ChartText, day: number): boolean {
  return chart.entries.some(
    (entry) => /colonoscopy|endoscopy/i.test(entry.text) && entry.days.some((when) => when >= day)
  )
}

export const wasting: Script = {
  name: 'weight loss with rising platelets or falling albumin',
  ask: 'review',
  find(chart) {
    const [weight, ...older] = readingsOf(chart, 'weight')
    if (weight === undefined) return []
    const earlier = older.find(
      (reading) =>
        daysBetween(reading, weight) >= 90 &&
        daysBetween(reading, weight) <= 400 &&
        weight.value <= reading.value * 0.95
    )
    if (earlier === undefined) return []
    const platelets = readingsOf(chart, 'platelets')
    const albumin = readingsOf(chart, 'albumin')
    const [highPlatelets, lowAlbumin] = [platelets.at(0), albumin.at(0)]
    const blood = [
      ...(highPlatelets !== undefined && highPlatelets.value > 400 ? [valueOf(highPlatelets)] : []),
      ...(lowAlbumin !== undefined && lowAlbumin.value < 3.5 ? [valueOf(lowAlbumin)] : [])
    ]
    if (blood.length === 0) return []
    return [
      says({
        facts: [trend([weight, earlier], 'falling'), valueOf(weight), ...blood],
        meanings: [
          { relation: 'worsening', subjects: [0] },
          { relation: 'not-acted-on', subjects: [0, 2] }
        ],
        settle: [
          { action: 'ask', question: 'weight-change' },
          { action: 'ask', question: 'nausea-or-appetite' },
          { action: 'ask', question: 'bowel-habit' },
          { action: 'ask', question: 'night-sweats-or-fever' }
        ],
        urgency: 'soon'
      })
    ]
  }
}
