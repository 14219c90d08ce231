import { createWriteStream, readdirSync, readFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { gunzipSync } from 'node:zlib'
import { readSearchset } from '../../fhir/searchset.ts'
import { claimRecordOf } from './claim-record.ts'
import type { ClaimRecord } from './claim-record.ts'
import { judgeClaim } from './judge-claim.ts'
import { StatedClaimSchema } from './stated-claim.ts'
import { ClaimTally } from './tally.ts'

const progressEvery = 500

/**
 * Judges every claim of an NDJSON file against the records in a folder: one line each, `{id,
 * accepted, reason}`, in the order of the file. Throws with the line's number when it is no claim.
 */
export async function evaluateClaims(
  options: { readonly claims: string; readonly records: string; readonly out?: string },
  print: { line(text: string): void; progress(text: string): void }
): Promise<{ claims: number; accepted: number; rejected: number; corruptedAccepted: number }> {
  const records = recordsIn(options.records)
  const tally = new ClaimTally()
  const out = options.out === undefined ? undefined : createWriteStream(options.out)
  const file = await open(options.claims)
  let number = 0
  for await (const line of file.readLines()) {
    number += 1
    if (line.trim() === '') continue
    const claim = readClaim(line, number)
    const record = records(claim.bundle)
    const reason = record === undefined ? 'reference-unknown' : judgeClaim(claim, record)
    tally.count(claim, reason === null)
    const verdict = JSON.stringify({ id: claim.id, accepted: reason === null, reason })
    if (out === undefined) print.line(verdict)
    else out.write(`${verdict}\n`)
    if (tally.claims % progressEvery === 0) print.progress(`${tally.claims} claims judged`)
  }
  if (out !== undefined) {
    out.end()
    await finished(out)
  }
  const { claims, accepted, corruptedAccepted } = tally
  for (const row of tally.lines()) print.progress(row)
  print.progress(`${claims} claims, ${accepted} accepted, ${claims - accepted} rejected`)
  return { claims, accepted, rejected: claims - accepted, corruptedAccepted }
}

function readClaim(line: string, number: number) {
  let json: unknown
  try {
    json = JSON.parse(line)
  } catch {
    throw new Error(`Line ${number} of the claims is no JSON.`)
  }
  const read = StatedClaimSchema.safeParse(json)
  if (!read.success) throw new Error(`Line ${number} of the claims is no claim.`)
  return read.data
}

/**
 * Records by the first part of their file's name, read when first asked for; where no file has such
 * a name, by the given name of their patient.
 */
function recordsIn(folder: string): (bundle: string) => ClaimRecord | undefined {
  const files = readdirSync(folder).filter((name) => /\.json(?:\.gz)?$/.test(name))
  const known = new Map<string, ClaimRecord | undefined>()
  const names = new Map<string, readonly string[]>()
  const namesOf = (file: string): readonly string[] => {
    const given = names.get(file) ?? givenNamesIn(readJson(join(folder, file)))
    names.set(file, given)
    return given
  }
  return (bundle) => {
    if (known.has(bundle)) return known.get(bundle)
    const file = fileOf(bundle, files) ?? files.find((one) => namesOf(one).includes(bundle))
    const record = file === undefined ? undefined : claimRecordOf(readJson(join(folder, file)))
    known.set(bundle, record)
    return record
  }
}

/** The whole name, else its part before `_`, else before `-`; in whatever form accents are kept. */
function fileOf(bundle: string, files: readonly string[]): string | undefined {
  const [name, ...sorted] = [bundle, ...files.toSorted()].map((one) => one.normalize('NFC'))
  const ends = [/^\.json(?:\.gz)?$/, /^_/, /^-/]
  const place = ends
    .map((end) =>
      sorted.findIndex(
        (file) => file.startsWith(name ?? '') && end.test(file.slice((name ?? '').length))
      )
    )
    .find((found) => found >= 0)
  return place === undefined ? undefined : files.toSorted()[place]
}

function givenNamesIn(bundle: unknown): readonly string[] {
  const entries = readSearchset(bundle)?.entries ?? []
  return entries.flatMap(({ resource }) =>
    resource.resourceType === 'Patient'
      ? (resource.name ?? []).flatMap(({ given }) => given ?? [])
      : []
  )
}

function readJson(path: string): unknown {
  const bytes = readFileSync(path)
  return JSON.parse((path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8'))
}
