import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import type { CaseFault, EvaluationCase } from './case.ts'
import { at, textOf } from './json-value.ts'
import { isObject } from '../ground/is-object.ts'
import { readCase } from './read-case.ts'

/** What one file of the folder holds. */
export interface CaseFile {
  /** Below the folder, with `/` between the parts; `[2]` after it for the third case of a list. */
  readonly file: string
  readonly one?: EvaluationCase
  readonly faults: readonly CaseFault[]
}

/**
 * Every case below a folder (or in one file), by name: `*.json` and `*.json.gz`, one case or a list of them. FHIR
 * resources are taken for the records of cases and left out; so is JSON that shares no field with
 * a case. Throws when the folder cannot be read.
 */
export async function findCases(folder: string): Promise<readonly CaseFile[]> {
  const paths = (await stat(folder)).isFile() ? [folder] : await pathsBelow(folder)
  const found: CaseFile[] = []
  for (const path of paths) {
    const name = (relative(folder, path) || basename(path)).split(sep).join('/')
    const json = await readJson(path)
    if (json.outcome === 'failed') {
      found.push({ file: name, faults: [{ code: 'CASE_NOT_JSON', said: json.said }] })
      continue
    }
    const { value } = json
    const list: readonly unknown[] = Array.isArray(value) ? value : [value]
    for (const [place, one] of list.entries()) {
      if (!looksLikeCase(one)) continue
      const file = Array.isArray(value) ? `${name}[${place}]` : name
      found.push({ file, ...(await fileOf(one, { path, file, folder })) })
    }
  }
  return found
}

async function pathsBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile() && /\.json(\.gz)?$/i.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
}

async function fileOf(
  value: unknown,
  { path, file, folder }: { readonly path: string; readonly file: string; readonly folder: string }
): Promise<Omit<CaseFile, 'file'>> {
  const reading = readCase(value, file)
  if (reading.outcome === 'unreadable') return { faults: reading.faults }
  const { one, faults } = reading
  if (one.record === undefined) return { one, faults }
  const record = await recordOf(one.record, [dirname(path), folder, process.cwd()])
  if (record === undefined) {
    return { faults: [...faults, { code: 'CASE_RECORD_UNREADABLE', said: 'record.' }] }
  }
  return { one: { ...one, record }, faults }
}

/** The record as it stands in the case, or from the file that it names: beside it, or in a folder above. */
async function recordOf(record: unknown, folders: readonly string[]): Promise<unknown> {
  if (typeof record === 'string') {
    const names = [record, `${record}.gz`, record.replace(/\.gz$/, '')]
    for (const path of folders.flatMap((folder) => names.map((name) => resolve(folder, name)))) {
      const json = await readJson(path)
      if (json.outcome === 'read') return isRecord(json.value) ? json.value : undefined
    }
    return undefined
  }
  return isRecord(record) ? record : undefined
}

const isRecord = (value: unknown): boolean =>
  Array.isArray(value) || textOf(at(value, 'resourceType')) !== undefined

/** A record or a list of other things lies beside the cases; a misspelt case still shares a field. */
const looksLikeCase = (value: unknown): boolean =>
  isObject(value) &&
  !('resourceType' in value) &&
  ['asOf', 'service', 'request', 'expect', 'silent'].some((name) => name in value)

type JsonReading =
  | { readonly outcome: 'read'; readonly value: unknown }
  | { readonly outcome: 'failed'; readonly said: string }

async function readJson(path: string): Promise<JsonReading> {
  try {
    const bytes = await readFile(path)
    const text = path.endsWith('.gz') ? await promisify(gunzip)(bytes) : bytes
    // Editors on some systems put a byte order mark before the text.
    return { outcome: 'read', value: JSON.parse(text.toString('utf8').replace(/^\uFEFF/, '')) }
  } catch (thrown) {
    const said = thrown instanceof SyntaxError ? 'The file is no JSON.' : 'It cannot be read.'
    return { outcome: 'failed', said }
  }
}
