import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { Bundle, Patient, Resource } from '@medplum/fhirtypes'
import { expect, test } from 'vitest'
import { buildClinicalIndex } from '../../src/clinical/build-clinical-index.ts'
import { readDraftOrders } from '../../src/clinical/read-draft-orders.ts'
import { anOrder, aRecord } from '../support/records.ts'
import { runAll } from './a-view.ts'
import { draft } from './drugs.ts'
import type { Product } from './drugs.ts'

/*
 * Records made by others, read at their own time: no rule breaks on them, and what is said has its
 * evidence in them. Skipped where the published records are not at hand.
 */

const folder = join(process.env['CURBSIDE_REAL_DATA'] ?? '../shared/data', 'patients')
const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.gz')) : []
const ordered: readonly Product[] = ['ibuprofen', 'metformin', 'sulfamethoxazole', 'clarithromycin']

test.skipIf(files.length === 0).for(files)('%s: every finding has its evidence', (file) => {
  const { record, asOf } = readRecord(join(folder, file))
  const index = buildClinicalIndex(record, asOf)
  const orders = ordered.map((product) => anOrder(draft(product)))
  const draftOrders = readDraftOrders(orders, record.supporting)
  const hits = [
    ...runAll({ index, moment: { hook: 'patient-view', draftOrders: [] } }, 'patient-view'),
    ...runAll({ index, moment: { hook: 'order-select', draftOrders } }, 'order-select')
  ]
  for (const { rule, finding } of hits) {
    expect(finding.summary.length, rule.id).toBeLessThan(140)
    for (const { reference } of finding.evidence) {
      expect(index.byReference.has(reference), `${rule.id} ${reference}`).toBe(true)
    }
  }
})

test.skipIf(files.length === 0)('all rules over a long record take few milliseconds', () => {
  const largest = files.find((file) => file.includes('verylarge')) ?? files[0] ?? ''
  const { record, asOf } = readRecord(join(folder, largest))
  const index = buildClinicalIndex(record, asOf)
  const view = { index, moment: { hook: 'patient-view', draftOrders: [] } }
  runAll(view, 'patient-view')
  const before = performance.now()
  runAll(view, 'patient-view')
  expect(performance.now() - before).toBeLessThan(50)
})

function readRecord(path: string) {
  const bundle = JSON.parse(gunzipSync(readFileSync(path)).toString('utf8')) as Bundle
  const entries = bundle.entry ?? []
  const all = entries.flatMap(({ resource }) => (resource === undefined ? [] : [resource]))
  const patient = all.find(
    (resource): resource is Patient & { readonly id: string } =>
      resource.resourceType === 'Patient' && resource.id !== undefined
  )
  if (patient === undefined) throw new Error('no Patient in the record')
  const supporting = new Map<string, Resource>(
    entries.flatMap(({ fullUrl, resource }) =>
      fullUrl === undefined || resource === undefined ? [] : [[fullUrl, resource] as const]
    )
  )
  const resources = all.filter((resource) => resource !== patient)
  return { record: aRecord({ patient, resources, supporting }), asOf: lastDayOf(resources) }
}

/** A record's own time: the last day on which anything was measured or ordered. */
function lastDayOf(resources: readonly Resource[]): string {
  const days = resources.flatMap((resource) => {
    if (resource.resourceType === 'Observation') return resource.effectiveDateTime ?? []
    return resource.resourceType === 'MedicationRequest' ? (resource.authoredOn ?? []) : []
  })
  return days.toSorted().at(-1) ?? '2020-01-01T00:00:00Z'
}
