import { expect, test } from 'vitest'
import type { FhirOutcome, FhirReader } from '../../src/fhir/fhir-reader.ts'
import { patient, record, resource } from './record-call.ts'

/** Answers orders at once, and everything else when the drugs have been asked for. */
function drugsFirst(orders: readonly object[], patientSent = true) {
  const asked: string[] = []
  let release = (): void => undefined
  const drugsAsked = new Promise<void>((resolve) => (release = resolve))
  const done = (resources: readonly object[]) => ({ outcome: 'complete', resources }) as FhirOutcome
  const reader: FhirReader = {
    requests: 0,
    fetch: async (query, signal) => {
      asked.push(query)
      if (query.startsWith('Patient') && patientSent) return done([patient])
      if (query.startsWith('MedicationRequest')) return done(orders)
      if (query.startsWith('Medication?')) {
        release()
        return done([{ resourceType: 'Medication', id: 'm1', code: { text: 'warfarin' } }])
      }
      const aborted = new Promise<void>((resolve) =>
        signal.addEventListener('abort', () => resolve())
      )
      await Promise.race([drugsAsked, aborted])
      return done([])
    }
  }
  return { reader, asked }
}

const order = (id: string, more: object = {}) =>
  resource('MedicationRequest', id, {
    medicationReference: { reference: 'Medication/m1' },
    ...more
  })

test('drugs are asked for once, while other reads still go on', async () => {
  const { reader, asked } = drugsFirst([order('mr1'), order('mr2')])
  const signal = AbortSignal.timeout(2_000)
  const { supporting } = await record({ prefetch: null, reader, signal })
  expect(signal.aborted).toBe(false)
  expect(supporting.get('Medication/m1')).toMatchObject({ code: { text: 'warfarin' } })
  expect(asked.filter((query) => query.startsWith('Medication?'))).toEqual(['Medication?_id=m1'])
})

test('drugs of another patient’s orders are not asked for', async () => {
  const { reader, asked } = drugsFirst([order('mr1', { subject: { reference: 'Patient/p2' } })])
  await record({ prefetch: null, reader, signal: AbortSignal.timeout(200) })
  expect(asked.some((query) => query.startsWith('Medication?'))).toBe(false)
})

test('without a Patient nothing is asked ahead', async () => {
  const { reader, asked } = drugsFirst([order('mr1')], false)
  const reading = record({ prefetch: null, reader, signal: AbortSignal.timeout(200) })
  await expect(reading).rejects.toMatchObject({ code: 'CURBSIDE_RECORD_UNREADABLE' })
  expect(asked.some((query) => query.startsWith('Medication?'))).toBe(false)
})
