import type { Resource } from '@medplum/fhirtypes'
import { describe, expect, test } from 'vitest'
import { mustMention } from '../../src/findings/must-mention.ts'
import {
  aClinicalStatus,
  aConcept,
  aCondition,
  aDraft,
  aLabResult,
  anAllergy,
  aPatient,
  aPrescription,
  snomed
} from '../support/records.ts'
import { aView, egfrUnit } from './a-view.ts'

const amoxicillin = aDraft('d1', '308191', 'amoxicillin 500 MG Oral Capsule')
const ibuprofen = aDraft('d1', '197806', 'ibuprofen 600 MG Oral Tablet')
const levothyroxine = aDraft('d1', '966247', 'levothyroxine sodium 0.05 MG Oral Tablet')
const warfarin = aPrescription('w', '855332', 'warfarin sodium 5 MG Oral Tablet')
const hemoglobin = aLabResult('hb', '718-7', 9.8, 'g/dL', '2026-11-01')
const egfr = (value: number, date: string) => aLabResult('e', '98979-8', value, egfrUnit, date)
const pregnancy = aCondition({
  id: 'pregnancy',
  code: aConcept(snomed, '77386006', 'Pregnancy (finding)'),
  onsetDateTime: '2026-08-03'
})
const youngWoman = aPatient({ birthDate: '1995-01-20' })

/** What must stand beside a finding about the draft, or about an entry of the record. */
function mentioned(
  resources: readonly Resource[],
  of: { draft?: Resource; rests?: readonly string[]; patient?: ReturnType<typeof aPatient> }
): readonly string[] {
  const { draft, rests = [], patient } = of
  const { index, moment } = aView(resources, {
    drafts: draft === undefined ? [] : [draft],
    ...(patient === undefined ? {} : { patient })
  })
  const [about] = moment.draftOrders
  const evidence = rests.map((reference) => ({ reference, text: '' }))
  return mustMention({ evidence, ...(about && { about }) }, index).map(({ text }) => text)
}

describe('beside a drug', () => {
  test('stands an allergy to it or to its class, as the record has it', () => {
    expect(mentioned([anAllergy()], { draft: amoxicillin })).toEqual([
      'Penicillin -class of antibiotic- allergy (severe).'
    ])
    expect(mentioned([anAllergy()], { draft: ibuprofen })).toEqual([])
    const resolved = anAllergy({
      clinicalStatus: aClinicalStatus('resolved', 'allergyintolerance')
    })
    expect(mentioned([resolved], { draft: amoxicillin })).toEqual([])
  })

  test('stands a current pregnancy', () => {
    const of = { draft: levothyroxine, patient: youngWoman }
    expect(mentioned([pregnancy], of)).toEqual(['On the problem list: pregnancy.'])
    expect(mentioned([], of)).toEqual([])
  })

  test('stands a reduced eGFR of the last year, and no other', () => {
    const of = { draft: levothyroxine }
    expect(mentioned([egfr(41, '2026-03-01')], of)).toEqual(['eGFR 41 mL/min/1.73m2 (1 Mar 2026).'])
    expect(mentioned([egfr(72, '2026-03-01')], of)).toEqual([])
    expect(mentioned([egfr(41, '2025-03-01')], of)).toEqual([])
  })

  test('stands an active anticoagulant where the drug, or the finding, is about bleeding', () => {
    const active = [expect.stringMatching(/^Taking warfarin/)]
    expect(mentioned([warfarin], { draft: ibuprofen })).toEqual(active)
    expect(mentioned([warfarin], { draft: levothyroxine })).toEqual([])
    const aboutBlood = { draft: levothyroxine, rests: ['Observation/hb'] }
    expect(mentioned([warfarin, hemoglobin], aboutBlood)).toEqual(active)
    const stopped = { ...warfarin, status: 'stopped' } as Resource
    expect(mentioned([stopped], { draft: ibuprofen })).toEqual([])
  })
})

test('what the finding rests on already is not said twice', () => {
  const of = { draft: amoxicillin, rests: ['AllergyIntolerance/a1'] }
  expect(mentioned([anAllergy()], of)).toEqual([])
  expect(
    mentioned([warfarin, hemoglobin], { rests: ['MedicationRequest/w', 'Observation/hb'] })
  ).toEqual([])
})

test('a drug of the record that the finding rests on counts like an ordered one', () => {
  const of = { rests: ['MedicationRequest/w'] }
  expect(mentioned([warfarin, egfr(28, '2026-10-01')], of)).toHaveLength(1)
})

test('a finding that speaks of no drug has nothing to add', () => {
  const all = [anAllergy(), pregnancy, egfr(24, '2026-10-01'), warfarin, hemoglobin]
  expect(mentioned(all, { rests: ['Observation/hb'], patient: youngWoman })).toEqual([])
})
