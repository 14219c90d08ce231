import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { FhirStore } from '../../../src/testbed/fhir-server/fhir-store.ts'
import { loadBundle } from '../../../src/demo/ehr/load-bundle.ts'
import { fillStore, loadFolder } from '../../../src/demo/ehr/load-folder.ts'
import { askFhir, startTestEhr } from './ehr-builder.ts'

const uuid = '11111111-2222-4333-8444-555555555555'
const transaction = {
  resourceType: 'Bundle',
  type: 'transaction',
  entry: [
    { fullUrl: `urn:uuid:${uuid}`, resource: { resourceType: 'Patient' } },
    {
      fullUrl: 'urn:uuid:obs-1',
      resource: {
        resourceType: 'Observation',
        id: 'obs-1',
        subject: { reference: `urn:uuid:${uuid}` },
        performer: [{ reference: 'Practitioner?identifier=x|1' }]
      }
    },
    { resource: { resourceType: 'Condition', id: 'not an id' } },
    { resource: { resourceType: 'Condition' } },
    { request: { method: 'GET' } }
  ]
}

describe('loadBundle', () => {
  it('gives ids from fullUrl, rewrites references, leaves conditional ones, counts the rest', () => {
    const { resources, skipped } = loadBundle(transaction)
    expect(resources).toEqual([
      { resourceType: 'Patient', id: uuid },
      {
        resourceType: 'Observation',
        id: 'obs-1',
        subject: { reference: `Patient/${uuid}` },
        performer: [{ reference: 'Practitioner?identifier=x|1' }]
      }
    ])
    expect(skipped).toBe(3)
  })

  it.for([null, [], 'text', {}, { entry: 5 }])('takes nothing from %j', (bundle) => {
    expect(loadBundle(bundle)).toEqual({ resources: [], skipped: 0 })
  })
})

describe('loadFolder', () => {
  it('reads plain and gzipped files and names those that are no record of one patient', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'demo-ehr-'))
    try {
      await writeFile(join(folder, 'a.json'), JSON.stringify(transaction))
      await writeFile(join(folder, 'b.json.gz'), gzipSync(JSON.stringify(transaction)))
      await writeFile(join(folder, 'broken.json'), '{')
      await writeFile(join(folder, 'nobody.json'), '{"entry":[]}')
      await writeFile(join(folder, 'readme.txt'), 'not read')
      const loaded = await loadFolder(folder)
      expect(loaded.patients.map((each) => each.id)).toEqual([uuid, uuid])
      expect(loaded.unreadable).toEqual(['broken.json', 'nobody.json'])
      expect(loaded).toMatchObject({ files: 4, resourcesSkipped: 6 })
    } finally {
      await rm(folder, { recursive: true })
    }
  })
})

const published = join(process.env['CURBSIDE_REAL_DATA'] ?? '../shared/data', 'patients')

describe.skipIf(!existsSync(published))('published records', () => {
  it('takes them in whole: each patient’s own reference, and no resource of nobody', async () => {
    const loaded = await loadFolder(published)
    expect(loaded.unreadable).toEqual([])
    expect(loaded.resourcesSkipped).toBe(0)
    expect(loaded.patients).toHaveLength(loaded.files)
    for (const patient of loaded.patients) {
      const store = new FhirStore()
      expect(fillStore(store, [patient])).toEqual({ left: 0 })
      expect(JSON.stringify(patient.resources)).not.toContain('"reference":"urn:uuid:')
    }
  })

  it('serves every patient’s conditions and newest medication orders', async () => {
    const { patients } = await loadFolder(published)
    const ehr = await startTestEhr({ patients })
    try {
      for (const { id, resources } of patients) {
        const token = ehr.tokens.issue({ patientId: id, callId: id })
        const count = (type: string) =>
          resources.filter((each) => each.resourceType === type).length
        const fhir = `${ehr.url}/fhir`
        const conditions = await askFhir(`${fhir}/Condition?patient=${id}&_count=1000`, token)
        expect(conditions.body.entry?.length ?? 0).toBe(count('Condition'))
        const orders = await askFhir(
          `${fhir}/MedicationRequest?patient=${id}&_sort=-authoredon&_count=5`,
          token
        )
        expect(orders.body.total).toBe(count('MedicationRequest'))
        const dates = (orders.body.entry ?? []).map(({ resource }) =>
          Date.parse(String(resource['authoredOn']))
        )
        expect(dates).toEqual(dates.toSorted((a, b) => b - a))
      }
    } finally {
      await ehr.close()
    }
  })
})
