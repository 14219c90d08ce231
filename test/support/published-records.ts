import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { ServedResource } from './fake-ehr.ts'

/*
 * Records that others have published: read where they are at hand (CURBSIDE_REAL_DATA), never part
 * of this project. Tests over them are skipped without them.
 */

const folder = process.env['CURBSIDE_REAL_DATA'] ?? '../shared/data'

export interface PublishedBundle {
  readonly entry?: readonly { readonly fullUrl?: string; readonly resource?: ServedResource }[]
}

/** The names of the files below `under`, or none. */
export function publishedFiles(under: string): readonly string[] {
  const place = join(folder, under)
  return existsSync(place)
    ? readdirSync(place)
        .filter((name) => name.endsWith('.json.gz'))
        .toSorted()
    : []
}

/** The published text of one of them, unpacked. */
export const publishedText = (under: string, name: string): string =>
  gunzipSync(readFileSync(join(folder, under, name))).toString('utf8')

/** A record's own time: the end of its last encounter, else the newest date anywhere in it. */
export function ownTimeOf(bundle: PublishedBundle): string {
  const resources = (bundle.entry ?? []).flatMap(({ resource }) => resource ?? [])
  const encounters = resources
    .filter(({ resourceType }) => resourceType === 'Encounter')
    .flatMap(({ period }) => instantsIn(period))
  const last = (encounters.length > 0 ? encounters : instantsIn(resources)).toSorted().at(-1)
  if (last === undefined) throw new Error('the record names no time')
  return last
}

/** Every instant in it, as UTC; dates without a time are left out. */
function instantsIn(value: unknown): readonly string[] {
  const found = JSON.stringify(value ?? null).match(
    /(?<=")\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})(?=")/g
  )
  return (found ?? []).map((text) => new Date(text).toISOString())
}
