import type { Resource } from '@medplum/fhirtypes'
import { describe, expect, test } from 'vitest'
import { buildClinicalIndex } from '../../src/clinical/build-clinical-index.ts'
import type { ClinicalIndex } from '../../src/clinical/clinical-index.ts'
import { localiseRecord } from '../../src/clinical/localise-record.ts'
import { aConcept, aRecord, anObservation, loinc } from '../support/records.ts'
import { filledResource } from '../chart/filled-resource.ts'

/* An evening in Chicago, which is the next day in UTC. */
const instant = '2026-03-01T02:30:00Z'
const asOf = '2026-02-28T20:45:00-06:00'
const chicago = { timeZone: 'America/Chicago' }

const types = [
  'Condition',
  'Observation',
  'AllergyIntolerance',
  'MedicationRequest',
  'MedicationStatement',
  'MedicationDispense',
  'MedicationAdministration',
  'Procedure',
  'Encounter',
  'Immunization',
  'DiagnosticReport',
  'ServiceRequest'
]

/** Every day that the index holds, wherever it stands. */
function daysIn(index: ClinicalIndex): readonly string[] {
  const found: string[] = []
  const { person: _born, asOf: _today, ...facts } = index
  JSON.stringify([facts, [...index.results.values()]], (_key, value: unknown) => {
    if (typeof value === 'object' && value !== null && 'epochDay' in value && 'iso' in value) {
      found.push(String(value.iso))
    }
    return value
  })
  return found
}

describe.for(['dateTime', 'Period'])('every date of a record, as %s', (choose) => {
  test.for(types)('of %s is the day in the time zone of the EHR', (type) => {
    const filled = JSON.stringify(
      filledResource(type, {
        text: () => 'x',
        system: loinc,
        choose: [choose, 'CodeableConcept', 'Quantity']
      })
    )
    const atNight = filled.replace(/"\d{4}-\d{2}-\d{2}(?:T[^"]*)?"/g, JSON.stringify(instant))
    const { modifierExtension: _withheld, ...rest } = JSON.parse(atNight) as Resource &
      Record<string, unknown>
    const status = type === 'Observation' ? 'final' : 'completed'
    const resource = {
      ...rest,
      id: 'r1',
      status,
      intent: 'order',
      doNotPerform: false
    } as unknown as Resource
    const record = aRecord({ resources: [resource] })
    const days = daysIn(buildClinicalIndex(localiseRecord(record, chicago), asOf))
    expect(new Set(days)).toEqual(new Set(['2026-02-28']))
    expect(new Set(daysIn(buildClinicalIndex(record, asOf)))).toEqual(new Set(['2026-03-01']))
  })
})

test('a date without a time stays, and the order within a day is that of the instants', () => {
  const record = aRecord({
    resources: [
      anObservation({ id: 'o1', effectiveDateTime: '2026-03-01' }),
      anObservation({ id: 'o2', effectiveDateTime: '2026-03-01T03:30:00Z' }),
      anObservation({ id: 'o3', effectiveDateTime: '2026-02-28T21:00:00-06:00' })
    ]
  })
  const index = buildClinicalIndex(localiseRecord(record, chicago), '2026-03-02')
  expect(
    index.results.get('egfr')?.readings.map(({ reference, date }) => [reference, date.iso])
  ).toEqual([
    ['Observation/o2', '2026-02-28'],
    ['Observation/o3', '2026-02-28'],
    ['Observation/o1', '2026-03-01']
  ])
})

test('without time zone and codes a record is itself, and so is what holds nothing of either', () => {
  const record = aRecord({ resources: [anObservation({ effectiveDateTime: '2026-03-01' })] })
  expect(localiseRecord(record, {})).toBe(record)
  expect(localiseRecord(record, chicago).resources[0]).toBe(record.resources[0])
})

describe('local codes', () => {
  const local = 'urn:site:lab'
  const codes = new Map([[`${local}|KREA`, [{ system: loinc, code: '2160-0', unit: 'mg/dL' }]]])
  const creatinine = (given: object) =>
    aRecord({
      resources: [anObservation({ code: aConcept(local, 'KREA', 'Kreatinin'), ...given })]
    })

  test('are known by the public code beside them, with the unit that a bare number lacks', () => {
    const record = creatinine({ valueQuantity: { value: 2.1 } })
    expect(buildClinicalIndex(record, asOf).results.has('creatinine')).toBe(false)
    const index = buildClinicalIndex(localiseRecord(record, { codes }), asOf)
    const [reading] = index.results.get('creatinine')?.readings ?? []
    expect(reading).toMatchObject({ value: 2.1, unit: 'mg/dL', label: 'Kreatinin' })
    expect(reading?.codes.map(({ code }) => code)).toEqual(['KREA', '2160-0'])
  })

  test('never change a unit that is there', () => {
    const record = creatinine({ valueQuantity: { value: 185, unit: 'umol/L' } })
    const index = buildClinicalIndex(localiseRecord(record, { codes }), asOf)
    expect(index.results.get('creatinine')?.readings[0]?.recorded).toEqual({
      value: 185,
      unit: 'umol/L'
    })
  })

  test('are known in components too', () => {
    const component = [
      { code: aConcept(local, 'KREA', 'Kreatinin'), valueQuantity: { value: 2.1 } }
    ]
    const record = aRecord({ resources: [anObservation({ component })] })
    const index = buildClinicalIndex(localiseRecord(record, { codes }), asOf)
    expect(index.results.get('creatinine')?.readings[0]?.value).toBe(2.1)
  })
})
