import { describe, expect, it } from 'vitest'
import { chartView } from '../../../src/demo/ehr/chart-view.ts'
import type { FhirResource } from '../../../src/testbed/fhir-server/fhir-resource.ts'
import { FhirStore } from '../../../src/testbed/fhir-server/fhir-store.ts'
import { fillStore } from '../../../src/demo/ehr/load-folder.ts'
import { orderOptions } from '../../../src/demo/ehr/order-list.ts'
import { signOrders } from '../../../src/demo/ehr/sign-orders.ts'
import { buildPatient, manualEhrClock } from './ehr-builder.ts'

function build(more: readonly FhirResource[] = []) {
  const patient = buildPatient('ada', more)
  const store = new FhirStore()
  fillStore(store, [patient])
  return { patient, store, chart: () => chartView(store, patient, [], '2026-11-20T10:00:00Z') }
}

const subject = { reference: 'Patient/ada' }

describe('chartView', () => {
  it('shows who the patient is, with the age on the EHR’s day', () => {
    expect(build().chart().head).toMatchObject({
      name: 'Example, ada',
      sex: 'female',
      ageYears: 68,
      deceased: false
    })
  })

  it('lists active entries first, past ones with their status, drugs named by reference too', () => {
    expect(build().chart().medications).toEqual([
      { text: 'Lisinopril 10 MG Oral Tablet', date: '2026-01-15', active: true },
      { text: 'Furosemide 40 MG Oral Tablet', note: 'stopped', date: '2020-01-15', active: false }
    ])
  })

  it('leaves out what was entered in error or refuted', () => {
    const wrong = (id: string, verification: string): FhirResource => ({
      resourceType: 'Condition',
      id,
      code: { text: 'Wrong' },
      verificationStatus: { coding: [{ code: verification }] },
      subject
    })
    const { chart } = build([wrong('w1', 'entered-in-error'), wrong('w2', 'refuted')])
    expect(chart().problems.map((each) => each.text)).toEqual(['Hypertension'])
  })

  it('makes one series per code and unit, oldest first, and one line per component', () => {
    const pressure: FhirResource = {
      resourceType: 'Observation',
      id: 'pressure',
      status: 'final',
      category: [{ coding: [{ code: 'vital-signs' }] }],
      code: { text: 'Blood pressure' },
      subject,
      effectiveDateTime: '2026-09-02',
      component: [
        { code: { text: 'Systolic' }, valueQuantity: { value: 142, unit: 'mmHg' } },
        { code: { text: 'Diastolic' }, valueQuantity: { value: 88.333, unit: 'mmHg' } }
      ]
    }
    const { results } = build([pressure]).chart()
    expect(results.map((each) => [each.name, each.group, each.lines, each.unit])).toEqual([
      ['Blood pressure', 'vital signs', ['Systolic', 'Diastolic'], 'mmHg'],
      ['Creatinine', 'laboratory', ['Creatinine'], 'mg/dL']
    ])
    expect(results[0]?.points[0]).toMatchObject({ text: '142 / 88.33', values: [142, 88.333] })
    expect(results[1]?.points.map((each) => each.values)).toEqual([[0.9], [1.1], [1.6]])
  })
})

describe('orderOptions', () => {
  it('offers the story’s orders first, then what the record holds, then the formulary, each once', () => {
    const { store, patient } = build()
    const formulary = [
      { label: 'naproxen 500 mg', resource: { resourceType: 'MedicationRequest' } },
      { label: 'Warfarin 5 mg', resource: { resourceType: 'MedicationRequest' } }
    ]
    expect(
      orderOptions(store, patient, formulary).map((each) => [each.label, each.origin])
    ).toEqual([
      ['Naproxen 500 mg', 'suggested for this visit'],
      ['Lisinopril 10 MG Oral Tablet', 'from this record'],
      ['Warfarin 5 mg', 'formulary']
    ])
  })
})

describe('signOrders', () => {
  it('makes drafts active orders of this patient, and takes nothing else', () => {
    const { store, chart } = build()
    const world = { store, clock: manualEhrClock() }
    const draft = {
      resourceType: 'MedicationRequest',
      id: 'draft-1',
      status: 'draft',
      medicationCodeableConcept: { text: 'Naproxen' },
      subject: { reference: 'Patient/ben' }
    }
    expect(signOrders(world, 'ada', [draft, { resourceType: 'Patient', id: 'x' }, 'x'])).toEqual({
      signed: 1
    })
    expect(chart().medications[0]).toMatchObject({ text: 'Naproxen', active: true })
  })
})
