import { fakeEhr } from '../../support/fake-ehr.ts'
import type { ServedResource } from '../../support/fake-ehr.ts'
import { aLabResult, aPatient } from '../../support/records.ts'

/* A FHIR server in a process of its own: so many patients, each with three raised calcium results. */

const patients = Number(process.argv[2] ?? '64')
const resources = Array.from({ length: patients }, (_, place) => {
  const id = `p${place}`
  const subject = { reference: `Patient/${id}` }
  const calcium = (turn: number, value: number, date: string) =>
    aLabResult(`calcium-${place}-${turn}`, '17861-6', value, 'mg/dL', date, { subject })
  return [
    aPatient({ id }),
    calcium(1, 11.2, '2026-10-01'),
    calcium(2, 10.9, '2026-03-01'),
    calcium(3, 10.8, '2025-09-01')
  ]
}).flat() as unknown as ServedResource[]
const ehr = await fakeEhr({ resources })
process.stdout.write(`${JSON.stringify({ baseUrl: ehr.baseUrl, token: ehr.token })}\n`)
