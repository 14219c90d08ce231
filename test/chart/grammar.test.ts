import { expect, test } from 'vitest'
import { aServiceRequest } from '../support/events.ts'
import { notRead, aRecord } from '../support/records.ts'
import {
  aDraftOrder,
  aMedication,
  aMoment,
  anAllergyFact,
  anEvent,
  anIndex,
  aProblem,
  aResult,
  chartOf,
  code,
  day,
  month
} from './an-index.ts'

/* The text is parsed by models and by the stand-in: pinned by literals, never by what src says. */

const egfr = (reference: string, value: number, at: number) =>
  aResult(reference, value, at, { label: 'eGFR' })

const pressure = (reference: string, value: number, at: number, which: 'systolic' | 'diastolic') =>
  aResult(reference, value, at, {
    label: which === 'systolic' ? 'Systolic blood pressure' : 'Diastolic blood pressure',
    codes: code(which === 'systolic' ? 'LN 8480-6' : 'LN 8462-4'),
    analyte: `${which}-bp`,
    category: 'vital-sign',
    recorded: { value, unit: 'mm[Hg]' },
    component: which
  })

const wholeIndex = () =>
  anIndex({
    problems: [
      aProblem(),
      aProblem({
        reference: 'Condition/c2',
        label: 'Acute bronchitis',
        codes: code('SCT 10509002'),
        status: 'resolved',
        onset: day(-800),
        abated: day(-780)
      }),
      aProblem({ reference: 'Condition/c3', label: 'Unemployed', social: true })
    ],
    allergies: [anAllergyFact()],
    medications: [
      aMedication({ dailyDose: { value: 1000, unit: 'mg' }, repeats: Array<string>(12).fill('r') }),
      aMedication({
        reference: 'MedicationRequest/m2',
        label: 'Lisinopril 10 MG Oral Tablet',
        codes: code('RX 314076'),
        status: 'stopped',
        ingredients: ['lisinopril'],
        ended: day(-300),
        started: month(-900)
      }),
      aMedication({
        reference: 'MedicationDispense/d1',
        label: 'Warfarin 5 MG',
        codes: code('NDC 00056017270'),
        source: 'dispense',
        status: 'completed',
        started: day(-40)
      })
    ],
    results: [
      egfr('o1', 24, -20),
      egfr('o2', 31, -200),
      egfr('o3', 45, -400),
      ...[46, 45, 60, 70, 78, 77].map((value, at) => egfr(`old${at}`, value, -500 - at)),
      aResult('fit', 0, -70, {
        label: 'Fecal immunochemical test',
        codes: code('LN 29771-3'),
        analyte: 'fit',
        recorded: { text: 'Positive' }
      }),
      pressure('bp1', 152, -10, 'systolic'),
      pressure('bp2', 148, -100, 'systolic'),
      pressure('bp1', 90, -10, 'diastolic'),
      pressure('bp2', 88, -100, 'diastolic')
    ],
    events: [
      anEvent(),
      anEvent({
        kind: 'immunization',
        reference: 'Immunization/v1',
        label: 'Influenza, seasonal',
        codes: code('CVX 140'),
        date: day(-30)
      }),
      anEvent({
        kind: 'encounter',
        reference: 'Encounter/e1',
        label: 'Admission to hospital',
        codes: code('SCT 32485007'),
        status: 'finished',
        date: day(-20),
        end: day(-18)
      }),
      anEvent({
        kind: 'order',
        reference: 'ServiceRequest/q1',
        label: 'Referral to nephrology',
        codes: [],
        status: 'active',
        date: day(3)
      })
    ],
    states: {
      ...aRecord().states,
      laboratory: notRead('late'),
      vitals: { state: 'partial', reason: 'more-pages' },
      reports: notRead('not-read')
    }
  })

test('writes every section of the review in its order, as the grammar says', () => {
  const { chart } = chartOf({
    index: wholeIndex(),
    absences: [{ kind: 'result', key: 'ferritin', label: 'ferritin', since: day(-730) }]
  })
  expect(chart.review).toBe(
    `CHART day 0 is today; D-14 is 14 days ago; every line of the record carries its alias in [ ]
PATIENT [Y1] 67y female
PROBLEMS
[C1] Type 2 diabetes mellitus (SCT 44054006) active since D-2920
ALLERGIES
[A1] Penicillin (SCT 373270004) active, severe: Anaphylaxis; recorded D-5000
MEDICATIONS
[M1] Metformin 500 MG Oral Tablet (RX 861007) active since D-1000; 1000 mg/d; 12 renewals
STOPPED MEDICATIONS
[D1] Warfarin 5 MG completed; started D-40
[M2] Lisinopril 10 MG Oral Tablet (RX 314076) stopped D-300; started ~D-900
RESULTS
Fecal immunochemical test (LN 29771-3): Positive D-70 [O1]
eGFR (LN 98979-8) mL/min/1.73m2: 24 D-20 [O2]; 31 D-200 [O3]; 45 D-400 [O4]; +6 older min 45 max 78; change -47 % in 380 d; slope -31.8/y of 9
VITALS
Diastolic blood pressure (LN 8462-4) mm[Hg]: 90 D-10 [O5]; 88 D-100 [O6]; change +2 % in 90 d
Systolic blood pressure (LN 8480-6) mm[Hg]: 152 D-10 [O7]; 148 D-100 [O8]; change +3 % in 90 d
IMMUNIZATIONS
[V1] Influenza, seasonal (CVX 140) completed D-30
PROCEDURES
[P1] Colonoscopy (SCT 73761001) completed D-900
ENCOUNTERS
[E1] Admission to hospital (SCT 32485007) finished D-20 until D-18
ORDERS
[Q1] Referral to nephrology active D+3
RESOLVED PROBLEMS
[C2] Acute bronchitis (SCT 10509002) resolved since D-800 until D-780
ABSENCES
[X1] no ferritin (searched D-730 to D0, 0 hits)
NOT KNOWN
laboratory results: not read (late)
vital signs: partly read (more pages)
reports: not read`
  )
  expect(chart.moment).toBeNull()
  expect(chart.size).toEqual({ lines: 33, characters: chart.review.length, omitted: 0 })
})

test('writes the moment with aliases that go on after those of the review', () => {
  const ibuprofen = aMedication({
    reference: 'MedicationRequest/draft1',
    label: 'Ibuprofen 400 MG Oral Tablet',
    codes: code('RX 197805'),
    ingredients: ['ibuprofen'],
    status: 'draft',
    dailyDose: { value: 1200, unit: 'mg' }
  })
  const amoxicillin = aMedication({
    reference: 'MedicationRequest/draft2',
    label: 'Amoxicillin 250 MG Oral Capsule',
    codes: code('RX 308182'),
    ingredients: ['amoxicillin'],
    status: 'draft'
  })
  const colonoscopy = {
    reference: 'ServiceRequest/draft3',
    selected: false,
    resource: aServiceRequest({
      id: 'draft3',
      code: {
        coding: [{ system: 'http://snomed.info/sct', code: '73761001', display: 'Colonoscopy' }]
      },
      note: [{ text: 'call Mrs Smithers' }]
    })
  }
  const { chart, aliases, withheld } = chartOf({
    index: wholeIndex(),
    moment: aMoment([colonoscopy, aDraftOrder(amoxicillin, false), aDraftOrder(ibuprofen)])
  })
  expect(chart.moment).toBe(
    `MOMENT order-select
[M3] DRAFT selected: Ibuprofen 400 MG Oral Tablet (RX 197805); 1200 mg/d
[M4] DRAFT other: Amoxicillin 250 MG Oral Capsule (RX 308182)
[Q2] DRAFT other: Colonoscopy (SCT 73761001)`
  )
  expect(aliases.resolve('M3')).toEqual({ kind: 'order', reference: 'MedicationRequest/draft1' })
  expect(aliases.resolve('Q2')).toEqual({ kind: 'order', reference: 'ServiceRequest/draft3' })
  expect(withheld).toBe(0)
})

test('the review reads the same with and without a moment', () => {
  const draft = aDraftOrder(aMedication({ reference: 'MedicationRequest/draft' }))
  const withMoment = chartOf({ index: wholeIndex(), moment: aMoment([draft]) })
  const without = chartOf({ index: wholeIndex() })
  expect(withMoment.chart.review).toBe(without.chart.review)
  expect(withMoment.digests.review).toBe(without.digests.review)
})

test('resolves aliases to resources and absences, and only those that were written', () => {
  const absence = { kind: 'result', key: 'ferritin', label: 'ferritin', since: day(-730) } as const
  const { aliases } = chartOf({ index: wholeIndex(), absences: [absence] })
  expect(aliases.resolve('C1')).toEqual({ kind: 'resource', reference: 'Condition/c1' })
  // Systolic and diastolic each have an alias of their own.
  for (const [alias, component] of [
    ['O5', 'diastolic'],
    ['O7', 'systolic']
  ] as const) {
    const target = { kind: 'resource', reference: 'Observation/bp1', component }
    expect(aliases.resolve(alias)).toEqual(target)
  }
  expect(aliases.resolve('Y1')).toEqual({ kind: 'patient' })
  expect(aliases.resolve('X1')).toEqual({ kind: 'absence', absence })
  for (const unknown of ['O9', 'C3', 'c1', 'Condition/c1', '', '__proto__']) {
    expect(aliases.resolve(unknown)).toBeUndefined()
  }
  expect(aliases.dateOf(0)).toBe('2026-11-20')
  expect(aliases.dateOf(-14)).toBe('2026-11-06')
})

test.for([
  [{ ageYears: 2 }, '2y female'],
  [{ ageYears: 89 }, '89y female'],
  [{ ageYears: 90 }, '90+ female'],
  [{ ageYears: 104 }, '90+ female'],
  [{ ageYears: 1, ageMonths: 23 }, '23mo female'],
  [{ ageYears: 0, ageMonths: 0 }, '0mo female'],
  [{ ageYears: 1 }, 'under 2y female'],
  [{}, 'age unknown female'],
  [{ ageYears: -3 }, 'age unknown female'],
  [{ ageYears: 40, sex: 'other' }, '40y other'],
  [{ ageYears: 40, sex: 'unknown' }, '40y sex unknown'],
  [{ ageYears: 40, sex: 'male', deceased: true }, '40y male deceased']
] as const)('writes the patient %j as %s', ([person, line]) => {
  const index = anIndex({
    person: { reference: 'Patient/p1', sex: 'female', deceased: false, ...person }
  })
  expect(chartOf({ index }).chart.review.split('\n')[1]).toBe(`PATIENT [Y1] ${line}`)
})

test('nothing is further back than 89 years, so that no age over 89 can be counted', () => {
  const index = anIndex({
    problems: [
      aProblem({ onset: day(-33_000) }),
      aProblem({ reference: 'Condition/c2', onset: day(-32_485) })
    ],
    results: [egfr('new', 20, 0), egfr('old', 40, -40_000)]
  })
  const { review } = chartOf({ index }).chart
  const days = [...review.matchAll(/D-(\d+)/g)].map(([, days]) => Number(days))
  expect(Math.max(...days)).toBe(32_485)
  expect(review).not.toContain('change')
})

test.for([
  [
    'a comparator is kept and stops the arithmetic',
    { comparator: '<' as const },
    '<24 D-20',
    /change/
  ],
  [
    'another unit is written with its value',
    { recorded: { value: 24, unit: 'mL/s' } },
    '24 D-20 [O1]; 31 mL/min/1.73m2 D-200',
    /change/
  ]
] as const)('%s', ([, newest, expected, never]) => {
  const index = anIndex({ results: [{ ...egfr('o1', 24, -20), ...newest }, egfr('o2', 31, -200)] })
  const { review } = chartOf({ index }).chart
  expect(review).toContain(expected)
  expect(review).not.toMatch(never)
})

test('numbers carry no noise of binary fractions', () => {
  const index = anIndex({ results: [egfr('o1', 0.1 + 0.2, -20)] })
  expect(chartOf({ index }).chart.review).toContain(': 0.3 D-20')
})
