import fc from 'fast-check'
import type { Resource } from '@medplum/fhirtypes'
import { expect, test } from 'vitest'
import { buildClinicalIndex } from '../../src/clinical/build-clinical-index.ts'
import { standardAbsences } from '../../src/clinical/standard-absences.ts'
import type { PatientRecord } from '../../src/record/patient-record.ts'
import {
  aBloodPressure,
  aDosage,
  aPrescription,
  aConcept,
  aCondition,
  aLabResult,
  aPatient,
  aRecord,
  loinc,
  snomed
} from '../support/records.ts'
import { anEncounter } from '../support/events.ts'
import { aMoment, chartOf } from './an-index.ts'
import { ordinaryRecord } from './ordinary-record.ts'

/*
 * The same record in another order, under other ids, of a patient of another name, or with all its
 * dates and the clock moved together, must give the same bytes: nothing of these may leak into the
 * chart, not even as the order of its lines.
 */

const asOf = '2026-11-20T10:00:00Z'
const msPerDay = 86_400_000

function reviewOf(record: PatientRecord, at = asOf, charactersMax = 100_000) {
  const index = buildClinicalIndex(record, at)
  return chartOf({
    record,
    index,
    moment: aMoment(),
    absences: standardAbsences(index),
    charactersMax
  })
}

/** Small domains, so that ties of every kind come up: same day, same label, same value. */
const someResources: fc.Arbitrary<Resource[]> = fc
  .array(
    fc.record({
      kind: fc.constantFrom('problem', 'result', 'other', 'pressure', 'drug', 'visit' as const),
      label: fc.constantFrom('Asthma', 'Cough', 'Gout'),
      date: fc.constantFrom(
        '2026-10-01',
        '2026-10-02T08:00:00Z',
        '2026-10-02T09:00:00Z',
        '2020-01-31'
      ),
      value: fc.integer({ min: 60, max: 63 }),
      other: fc.integer({ min: 40, max: 42 })
    }),
    { maxLength: 24 }
  )
  .map((seeds) =>
    seeds.map(({ kind, label, date, value, other }, at): Resource => {
      const id = `resource-${at + 100}`
      if (kind === 'problem') {
        return aCondition({ id, code: aConcept(snomed, '9999991', label), onsetDateTime: date })
      }
      if (kind === 'drug') {
        // One product written twice on one day, in two doses: the index folds one into the other.
        return aPrescription(id, `86100${label.length}`, label, {
          authoredOn: date,
          dosageInstruction: [aDosage(value - 59, 1)],
          status: other === 42 ? 'stopped' : 'active'
        })
      }
      if (kind === 'visit') {
        return anEncounter({
          id,
          type: [aConcept(snomed, '9999992', label)],
          period: { start: date }
        })
      }
      if (kind === 'pressure') return aBloodPressure(id, value + 60, other + 30, date)
      const code = kind === 'result' ? '2823-3' : '9999-9'
      return aLabResult(id, code, value, 'mmol/L', date, { code: aConcept(loinc, code, label) })
    })
  )

function withOtherIds(resources: readonly Resource[], by: (id: string) => string): Resource[] {
  return resources.map((resource) => ({ ...resource, id: by(resource.id ?? '') }))
}

test('another order of the record gives the same bytes', () => {
  fc.assert(
    fc.property(
      someResources.chain((all) =>
        fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))
      ),
      ([resources, shuffled]) => {
        const inOrder = { ...aRecord(), resources }
        const another = { ...aRecord(), resources: shuffled }
        const [one, other] = [reviewOf(inOrder), reviewOf(another)]
        expect(other.chart.review).toBe(one.chart.review)
        expect(other.digests).toEqual(one.digests)
      }
    ),
    { numRuns: 60 }
  )
})

test('other ids give the same bytes, and another digest', () => {
  fc.assert(
    fc.property(someResources, fc.infiniteStream(fc.uuid()), (resources, uuids) => {
      const record = aRecord({ resources })
      const fresh = new Map<string, string>()
      const renamed = aRecord({
        resources: withOtherIds(resources, (id) => {
          const uuid = fresh.get(id) ?? uuids.next().value
          fresh.set(id, uuid)
          return uuid
        })
      })
      const [one, other] = [reviewOf(record), reviewOf(renamed)]
      expect(other.chart.review).toBe(one.chart.review)
      expect(other.digests.review === one.digests.review).toBe(resources.length === 0)
    }),
    { numRuns: 60 }
  )
})

test('also when the chart has to be cut', () => {
  fc.assert(
    fc.property(someResources, fc.integer({ min: 200, max: 900 }), (resources, charactersMax) => {
      const one = reviewOf(aRecord({ resources }), asOf, charactersMax)
      const reversed = withOtherIds(
        resources.toReversed(),
        (id) => `other-${1000 - Number(id.slice(9))}`
      )
      const other = reviewOf(aRecord({ resources: reversed }), asOf, charactersMax)
      expect(other.chart.review).toBe(one.chart.review)
      expect(other.chart.size).toEqual(one.chart.size)
    }),
    { numRuns: 60 }
  )
})

test('another patient with the same facts gives the same bytes', () => {
  const word = fc.string({
    unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyzéñü'.split('')),
    minLength: 7,
    maxLength: 14
  })
  const usual = reviewOf(ordinaryRecord(aPatient())).chart.review
  fc.assert(
    fc.property(fc.record({ family: word, given: word, city: word, id: fc.uuid() }), (given) => {
      const patient = aPatient({
        id: given.id,
        name: [{ family: `Q${given.family}`, given: [`Z${given.given}`] }],
        address: [{ city: `X${given.city}` }],
        identifier: [{ value: given.id.toUpperCase() }]
      })
      expect(reviewOf(ordinaryRecord(patient)).chart.review).toBe(usual)
    }),
    { numRuns: 40 }
  )
})

function moved(value: unknown, days: number): unknown {
  if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}/.test(value)) {
    const ms = Date.parse(`${value.slice(0, 10)}T00:00:00Z`) + days * msPerDay
    return `${new Date(ms).toISOString().slice(0, 10)}${value.slice(10)}`
  }
  if (Array.isArray(value)) return value.map((item) => moved(item, days))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, moved(item, days)]))
}

test('all dates and the clock moved together give the same bytes', () => {
  const record = ordinaryRecord(aPatient({ birthDate: '1959-07-15' }))
  const usual = reviewOf(record).chart.review
  fc.assert(
    fc.property(fc.integer({ min: -3000, max: 3000 }), (days) => {
      const later = {
        ...record,
        patient: moved(record.patient, days),
        resources: moved(record.resources, days)
      }
      const at = moved(asOf, days) as string
      expect(reviewOf(later as PatientRecord, at).chart.review).toBe(usual)
    }),
    { numRuns: 40 }
  )
})

test('a new day moves the days of the chart and leaves its digest', () => {
  const record = ordinaryRecord(aPatient())
  const [today, tomorrow] = [reviewOf(record), reviewOf(record, '2026-11-21T10:00:00Z')]
  expect(tomorrow.chart.review).not.toBe(today.chart.review)
  expect(tomorrow.digests.review).toBe(today.digests.review)
})
