import { expect, test } from 'vitest'
import { datedStatements } from '../../src/evaluation/dated-statements.ts'
import { groundCard } from '../../src/evaluation/ground-card.ts'
import { loadRecord } from '../../src/evaluation/load-record.ts'
import { readCards } from '../../src/evaluation/read-card.ts'
import { active, draft } from './drugs.ts'
import { aPerson, bloodPressure, condition, result } from './resources.ts'
import { problems } from './situations/problems.ts'

/* The check of cards against what was served must fail where a card says what is not there. */

const named = <Given extends object>(id: string, given: Given) => ({ ...given, id })
const record = loadRecord(
  [
    aPerson('female', '1959-03-02'),
    named('egfr', result('egfr', 24, '2026-11-01')),
    named('creatinine', {
      ...result('creatinine', 141.5, '2026-10-01'),
      valueQuantity: { value: 141.5, unit: 'umol/L' }
    }),
    named('pressure', bloodPressure(152, 88, '2026-06-01')),
    named('warfarin', active('warfarin')),
    named('ulcer', condition(problems.upperBleeding, '2019-02-01', '2019-04-01'))
  ],
  'evaluation-patient'
)
const sent = {
  context: { draftOrders: { entry: [{ resource: named('d1', draft('ibuprofen')) }] } }
}

function ungrounded(summary: string, why = '', references: readonly string[] = []) {
  const [card] =
    readCards({
      cards: [
        {
          indicator: 'warning',
          summary,
          detail: `**Rule R-01, version 1**\n\n**Why** ${why}\n\n**Do** Consider it.`,
          extension: {
            'davinci-crd.associated-resource': references.map((reference) => ({ reference }))
          }
        }
      ]
    }) ?? []
  if (card === undefined) throw new Error('no card was read')
  return groundCard(card, { asOf: '2026-11-20', sent, record }).ungrounded
}

test.for([
  ['eGFR 24 (1 Nov 2026): metformin is contraindicated below 30'],
  ['eGFR was 24 mL/min/1.73m2 on 1 Nov 2026'],
  ['Blood pressure 152/88 (1 Jun 2026)'],
  ['Ibuprofen ordered, warfarin active (3 Nov 2025): bleeding'],
  ['warfarin sodium 5 MG Oral Tablet: active (3 Nov 2025)'],
  ['Acute peptic ulcer with hemorrhage: resolved (1 Apr 2019)'],
  ['Acute peptic ulcer since Feb 2019'],
  ['Creatinine 1.6 mg/dL (1 Oct 2026)'],
  ['No uACR since 20 Nov 2025'],
  ['Ibuprofen ordered: age 67, high bleeding risk'],
  ['Two of age 80, weight 60 kg and creatinine 1.5 mg/dL ask for less']
] as const)('%s stands there', ([said]) => {
  expect(ungrounded(said)).toEqual([])
  expect(ungrounded('x', `${said}.`)).toEqual([])
})

test.for([
  ['eGFR 42 (1 Nov 2026)', 'another value'],
  ['eGFR 24 (2 Nov 2026)', 'another day'],
  ['eGFR 24 (1 Nov 2025)', 'another year'],
  ['Blood pressure 152/98 (1 Jun 2026)', 'another diastolic value'],
  ['Ibuprofen ordered, apixaban active (3 Nov 2025)', 'another drug'],
  ['warfarin sodium 5 MG Oral Tablet: stopped (3 Nov 2025)', 'another status'],
  ['warfarin sodium 2 MG Oral Tablet: active (3 Nov 2025)', 'another strength'],
  ['Acute peptic ulcer with hemorrhage: active (1 Apr 2019)', 'a resolved problem as active'],
  ['Creatinine 3.2 mg/dL (1 Oct 2026)', 'a wrong conversion'],
  ['No uACR since 13 Aug 2025', 'a look-back that no rule has'],
  ['Ibuprofen ordered: age 76', 'another age']
] as const)('%s does not: %s', ([said]) => {
  expect(ungrounded(said)).toHaveLength(1)
  expect(ungrounded('x', `${said}.`)).toHaveLength(1)
})

test('what a card rests on must have been sent or served', () => {
  const there = [
    'Observation/egfr',
    'MedicationRequest/d1',
    'https://e.example/fhir/Condition/ulcer'
  ]
  expect(ungrounded('x', '', there)).toEqual([])
  expect(ungrounded('x', '', ['Observation/gone', 'Condition/egfr'])).toHaveLength(2)
})

test('numbers in the words of the AI stand in what it rests on', () => {
  const rests = ['Observation/egfr']
  expect(ungrounded('x', 'AI reasoning: a value of 24 is low.', rests)).toEqual([])
  expect(ungrounded('x', 'AI reasoning: a value of 42 is low.', rests)).toHaveLength(1)
})

test('each date has its own words and numbers', () => {
  expect(datedStatements('eGFR 78 (20 May 2025) to 47 (1 Nov 2026), -40 %: no uACR found')).toEqual(
    [
      { text: 'eGFR 78 (20 May 2025', date: '2025-05-20', numbers: ['78'], words: ['egfr'] },
      { text: ') to 47 (1 Nov 2026', date: '2026-11-01', numbers: ['47'], words: [] }
    ]
  )
})
