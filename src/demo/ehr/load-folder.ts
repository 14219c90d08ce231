import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import type { EhrPatient } from './ehr-patient.ts'
import type { FhirStore } from '../../testbed/fhir-server/fhir-store.ts'
import { loadBundle } from './load-bundle.ts'

export interface LoadedFolder {
  readonly patients: readonly EhrPatient[]
  readonly files: number
  /** Files that are no readable Bundle with one Patient, by name. */
  readonly unreadable: readonly string[]
  readonly resourcesSkipped: number
}

/** Reads every `*.json` and `*.json.gz` of a folder as one patient's Bundle. */
export async function loadFolder(folder: string): Promise<LoadedFolder> {
  const names = (await readdir(folder)).filter((name) => /\.json(\.gz)?$/.test(name)).sort()
  const patients: EhrPatient[] = []
  const unreadable: string[] = []
  let resourcesSkipped = 0
  for (const name of names) {
    const { resources, skipped } = loadBundle(await readBundle(join(folder, name)))
    resourcesSkipped += skipped
    const ids = resources.filter((each) => each.resourceType === 'Patient').map(({ id }) => id)
    const [id] = ids
    if (id === undefined || ids.length > 1) unreadable.push(name)
    else patients.push({ id, resources, orders: [] })
  }
  return { patients, files: names.length, unreadable, resourcesSkipped }
}

/** Puts records into one store; returns how many resources were left out (same id twice, nobody's). */
export function fillStore(
  store: FhirStore,
  patients: readonly EhrPatient[]
): { readonly left: number } {
  let left = 0
  for (const patient of patients) {
    for (const resource of patient.resources) {
      const isAnother = resource.resourceType === 'Patient' && resource.id !== patient.id
      if (isAnother || store.add(resource, patient.id) !== 'added') left += 1
    }
  }
  return { left }
}

/** The parsed JSON, or undefined when the file cannot be unpacked or parsed. */
async function readBundle(path: string): Promise<unknown> {
  try {
    const bytes = await readFile(path)
    const text = path.endsWith('.gz') ? await promisify(gunzip)(bytes) : bytes
    return JSON.parse(text.toString('utf8'))
  } catch {
    return undefined
  }
}
