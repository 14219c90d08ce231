import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { Bundle, Patient, Resource } from '@medplum/fhirtypes'
import { expect, test } from 'vitest'
import { buildClinicalIndex } from '../../src/clinical/build-clinical-index.ts'
import { deidentify } from '../../src/chart/deidentify.ts'
import { aRecord } from '../support/records.ts'
import { aMoment } from './an-index.ts'

/* Published synthetic records: whole ones, with everything that records hold. Skipped without them. */

const folder = join(process.env['CURBSIDE_REAL_DATA'] ?? '../shared/data', 'patients')
const files = existsSync(folder)
  ? readdirSync(folder).filter((file) => file.endsWith('.json.gz'))
  : []

const charactersMax = 24_000
const read =
  /^(?:Condition|Medication(?:Request|Statement|Dispense)|AllergyIntolerance|Observation|Encounter|Procedure|Immunization|DiagnosticReport|ServiceRequest)$/

function recordOf(file: string) {
  const bundle = JSON.parse(gunzipSync(readFileSync(join(folder, file))).toString()) as Bundle
  const entries = bundle.entry ?? []
  const all = entries.flatMap(({ resource }) => resource ?? [])
  const patient = all.find(
    (resource): resource is Patient & { id: string } => resource.resourceType === 'Patient'
  )
  if (patient === undefined) throw new Error('no Patient')
  const resources = all
    .filter((resource) => read.test(resource.resourceType))
    .map((resource, at): Resource => ({ ...resource, id: resource.id ?? `entry-${at}` }))
  const supporting = new Map(
    entries.flatMap(({ fullUrl, resource }) =>
      fullUrl && resource ? [[fullUrl, resource] as const] : []
    )
  )
  return aRecord({ patient, resources, supporting })
}

test.skipIf(files.length === 0).for(files.length === 0 ? ['no record'] : files)(
  'of %s nothing that identifies is in the chart',
  (file) => {
    const record = recordOf(file)
    const latest = record.resources
      .flatMap((resource) => resource.meta?.lastUpdated ?? [])
      .toSorted()
      .at(-1)
    const asOf = latest ?? '2026-01-20T12:00:00Z'
    const index = buildClinicalIndex(record, asOf)
    const outcome = deidentify({
      record,
      index,
      moment: aMoment(),
      absences: [],
      profile: 'minimised',
      charactersMax
    })
    if (outcome.outcome !== 'clean') throw new Error(`closed with ${outcome.hits} hits`)
    const { chart, gate, withheld } = outcome.value
    const { name, address, telecom, identifier, birthDate, id } = record.patient
    const parts =
      name?.flatMap((one) =>
        [one.family ?? '', ...(one.given ?? [])].map((part) => part.replace(/\d/g, ''))
      ) ?? []
    const told = [
      id,
      birthDate ?? '',
      ...parts.filter((part) => part.length > 3),
      ...(address?.flatMap((one) => [...(one.line ?? []), one.city ?? '']) ?? []),
      ...(telecom?.map((one) => one.value ?? '') ?? []),
      ...(identifier?.map((one) => one.value ?? '') ?? []),
      ...record.resources.map((resource) => resource.id ?? '').filter((one) => one.length > 12)
    ].filter((text) => text.length > 3)
    const lower = chart.review.toLowerCase()
    expect(told.filter((text) => lower.includes(text.toLowerCase()))).toEqual([])
    expect(chart.review).not.toMatch(/\d{4}-\d{2}-\d{2}|https?:|urn:|[0-9a-f]{8}-[0-9a-f]{4}/i)
    expect(chart.review.length).toBeLessThanOrEqual(charactersMax)
    expect(withheld).toBeLessThan(5)
    expect(gate.hits(JSON.stringify({ content: `<<<CHART\n${chart.review}\nCHART>>>` }))).toBe(0)
    expect(gate.hits(JSON.stringify({ content: JSON.stringify(record.patient) }))).toBeGreaterThan(
      3
    )
  }
)
