import { describe, expect, test } from 'vitest'
import { oncPairs, quietPairs, situations } from './situations.ts'
import { saidOf } from './a-situation.ts'

/* The pharmacist's floor, from FHIR resources to what all rules say. */

describe('at an order', () => {
  test.for(situations)('%s', ([, situation, row]) => {
    expect(saidOf(situation, 'order-select')).toContain(row)
  })

  test('without what speaks against it the same order is silent about it', () => {
    for (const [name, situation, row] of situations) {
      const { order, request, dose } = situation
      const alone = {
        ...(order !== undefined && { order }),
        ...(request !== undefined && { request })
      }
      const id = row.split(' ')[0] ?? ''
      const age = situation.age ?? 50
      if (dose !== undefined && situation.taking === undefined && id.startsWith('D-')) continue
      if (id.startsWith('C-age'))
        expect(saidOf({ ...alone, age: 40 }, 'order-select'), name).not.toContain(row)
      else expect(saidOf({ ...alone, age }, 'order-select'), name).not.toContain(row)
    }
  })
})

describe('the high-priority list of the ONC speaks in both directions', () => {
  test.for(oncPairs)('%s and %s: %s', ([one, other, row]) => {
    expect(saidOf({ order: one, taking: [other] }, 'order-select')).toContain(row)
    expect(saidOf({ order: other, taking: [one] }, 'order-select')).toContain(row)
    expect(saidOf({ order: one, beside: other }, 'order-select')).toContain(row)
  })

  test('two QT-prolonging drugs by their risk factors', () => {
    const pair = { order: 'ondansetron 4 MG', taking: ['escitalopram 10 MG'] }
    expect(saidOf({ ...pair, results: [['potassium', 3.1]] }, 'order-select')).toContain(
      'R-10 warning'
    )
    expect(saidOf({ ...pair, results: [['potassium', 4.2]] }, 'order-select')).not.toContain(
      'R-10 warning'
    )
  })
})

describe('the low-priority list never interrupts', () => {
  test('it has at least 60 pairs', () => {
    expect(quietPairs.length).toBeGreaterThanOrEqual(60)
  })

  test.for(quietPairs)('%s and %s', ([one, other]) => {
    for (const situation of [
      { order: one, taking: [other] },
      { order: other, taking: [one] }
    ]) {
      const loud = saidOf(situation, 'order-select').filter((text) => !text.includes(' info'))
      expect(loud).toEqual([])
    }
  })
})

describe('when the chart is opened', () => {
  test.for([
    [
      'simvastatin with clarithromycin',
      { taking: ['simvastatin 40 MG', 'clarithromycin 500 MG'] },
      'I-onc-statin-3a4 warning'
    ],
    [
      'warfarin with apixaban',
      { taking: ['warfarin 5 MG', 'apixaban 5 MG'] },
      'U-anticoagulants warning'
    ],
    [
      'sumatriptan with coronary disease',
      { taking: ['sumatriptan 50 MG'], problems: ['Coronary artery disease'] },
      'C-triptan-coronary warning'
    ],
    [
      'several conflicts are one card',
      { taking: ['simvastatin 40 MG', 'clarithromycin 500 MG', 'ergotamine 1 MG'] },
      'K-06 warning'
    ],
    ['sodium 112', { results: [['sodium', 112]] }, 'R-sodium-low warning'],
    [
      'creatinine 0.9 to 3.3 in a month',
      {
        results: [
          ['creatinine', 3.3, 1],
          ['creatinine', 0.9, 40]
        ]
      },
      'R-creatinine-year warning'
    ],
    [
      'creatinine up by 0.4 in two days',
      {
        results: [
          ['creatinine', 1.4, 1],
          ['creatinine', 1.0, 3]
        ]
      },
      'R-creatinine-48h warning'
    ],
    [
      'platelets halved in ten days',
      {
        results: [
          ['platelets', 90, 1],
          ['platelets', 220, 11]
        ]
      },
      'R-platelets-fall warning'
    ],
    [
      'two results are one card',
      {
        results: [
          ['sodium', 112],
          ['glucose', 460]
        ]
      },
      'K-07 warning'
    ]
  ] as const)('%s', ([, situation, row]) => {
    expect(saidOf(situation, 'patient-view')).toContain(row)
  })

  test.for([
    [
      'platelets from 440 to 200',
      {
        results: [
          ['platelets', 200, 1],
          ['platelets', 440, 11]
        ]
      }
    ],
    ['an old sodium', { results: [['sodium', 112, 90]] }],
    [
      'a sodium that is well again',
      {
        results: [
          ['sodium', 136, 1],
          ['sodium', 112, 3]
        ]
      }
    ],
    [
      'rosuvastatin with clarithromycin',
      { taking: ['rosuvastatin 10 MG', 'clarithromycin 500 MG'] }
    ]
  ] as const)('%s is silent', ([, situation]) => {
    const told = saidOf(situation, 'patient-view').filter((text) =>
      /^(?:K-0|[CIRU]-[a-z])/.test(text)
    )
    expect(told).toEqual([])
  })
})
