import type { Resource } from '@medplum/fhirtypes'
import { expect, test } from 'vitest'
import { aDiagnosticReport } from '../support/events.ts'
import { aLabResult, aPrescription, anObservation, notRead } from '../support/records.ts'
import { aView, expectSaid, runAll, said } from './a-view.ts'
import type { RuleCase } from './a-view.ts'

const preliminary = (id: string, date: string) =>
  aLabResult(id, '2823-3', 4.2, 'mmol/L', date, { status: 'preliminary' })
const withoutValue = (id: string, date?: string): Resource => {
  const given = aLabResult(id, '2823-3', 4.2, 'mmol/L', '2026-11-18', { status: 'registered' })
  const { valueQuantity: _value, effectiveDateTime: _date, ...rest } = given
  return date === undefined ? rest : { ...rest, effectiveDateTime: date }
}
const amlodipine = (id: string, code: string, strength: string) =>
  aPrescription(id, code, `amlodipine ${strength} MG Oral Tablet`)

const cases: readonly RuleCase[] = [
  {
    name: 'a preliminary report of this week',
    given: {
      resources: [aDiagnosticReport({ status: 'preliminary', effectiveDateTime: '2026-11-18' })]
    },
    said: ['D-01 warning'],
    summary: 'Basic metabolic panel - Blood: preliminary (18 Nov 2026), pending at discharge'
  },
  {
    name: 'a preliminary result and a registered report are one card',
    given: {
      resources: [
        preliminary('k1', '2026-11-19'),
        aDiagnosticReport({ status: 'registered', effectiveDateTime: '2026-11-18' })
      ]
    },
    said: ['D-01 warning'],
    summary: '2823-3: preliminary (19 Nov 2026) and 1 more, pending at discharge'
  },
  {
    name: 'a final result came since',
    given: {
      resources: [
        preliminary('k1', '2026-11-18'),
        aLabResult('k2', '2823-3', 4.1, 'mmol/L', '2026-11-19')
      ]
    },
    said: []
  },
  {
    name: 'a test that was registered and has no value yet',
    given: { resources: [withoutValue('k1', '2026-11-18')] },
    said: ['D-01 warning'],
    summary: '2823-3: no result yet (18 Nov 2026), pending at discharge'
  },
  {
    name: 'a registered test without a date may be of today',
    given: { resources: [withoutValue('k1')] },
    said: ['D-01 warning'],
    summary: '2823-3: no result yet (without a date), pending at discharge'
  },
  {
    name: 'a registered test of which a result came since',
    given: {
      resources: [
        withoutValue('k1', '2026-11-18'),
        aLabResult('k2', '2823-3', 4.1, 'mmol/L', '2026-11-19')
      ]
    },
    said: []
  },
  {
    name: 'a registered test of last year',
    given: { resources: [withoutValue('k1', '2025-11-18')] },
    said: []
  },
  { name: 'a final report', given: { resources: [aDiagnosticReport()] }, said: [] },
  {
    name: 'a report that was never finished, of last year',
    given: {
      resources: [aDiagnosticReport({ status: 'partial', effectiveDateTime: '2025-10-01' })]
    },
    said: []
  },
  {
    name: 'reports not read',
    given: { resources: [anObservation()], states: { reports: notRead() } },
    said: ['D-01 info missing']
  },
  {
    name: 'two strengths of amlodipine',
    given: { resources: [amlodipine('m1', '197361', '5'), amlodipine('m2', '308135', '10')] },
    said: ['D-02 info']
  },
  {
    name: 'two strengths of warfarin, which make one dose',
    given: {
      resources: [
        aPrescription('m1', '855332', 'warfarin sodium 5 MG Oral Tablet'),
        aPrescription('m2', '855296', 'warfarin sodium 10 MG Oral Tablet')
      ]
    },
    said: []
  },
  {
    name: 'one of the two was stopped',
    given: {
      resources: [
        amlodipine('m1', '197361', '5'),
        { ...amlodipine('m2', '308135', '10'), status: 'stopped' }
      ]
    },
    said: []
  },
  {
    name: 'medication orders not read',
    given: { states: { medications: notRead() } },
    said: ['D-02 info missing']
  }
]

test.for(cases)('at discharge: $name', (one) => {
  expectSaid(one, 'encounter-discharge')
})

test('none of it is said anywhere else', () => {
  for (const { given } of cases) {
    for (const hook of ['patient-view', 'order-select', 'appointment-book'] as const) {
      expect(said(aView(given), hook).filter((words) => words.startsWith('D-'))).toEqual([])
    }
  }
})

test('what they say stands in the index', () => {
  for (const { given } of cases) {
    const view = aView(given)
    for (const { finding } of runAll(view, 'encounter-discharge')) {
      for (const { reference } of finding.evidence) {
        const isNotKnown = view.index.notKnown?.some((one) => one.reference === reference)
        expect(view.index.byReference.has(reference) || isNotKnown).toBe(true)
      }
      expect(finding.summary.length).toBeLessThan(140)
    }
  }
})
