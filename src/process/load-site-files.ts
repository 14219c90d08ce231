import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { readSiteTerminology } from '../terminology/site-terminology.ts'
import type { SiteTerminology } from '../terminology/site-terminology.ts'
import { readRxnormFile } from '../terminology/rxnorm/rxnorm-file.ts'
import type { RxnormTable } from '../terminology/rxnorm/rxnorm-file.ts'
import { CurbsideError } from '../ground/errors.ts'

/** The files of names and codes that a site brings: `terminology` of the configuration. */
export const SiteFilesSchema = z
  .strictObject({
    /** The site's own table: what its local codes stand for. A JSON file. */
    path: z.string().min(1).exactOptional(),
    /** RxNorm whole, as `npm run terminology -- import` writes it. */
    rxnorm: z.string().min(1).exactOptional()
  })
  .refine(({ path, rxnorm }) => path !== undefined || rxnorm !== undefined, {
    path: ['path'],
    message: 'names no file; nor does rxnorm'
  })

export interface LoadedTerminology {
  readonly table: SiteTerminology
  /** Of the file's bytes: what the log names it by. */
  readonly sha256: string
}

/**
 * Reads the table that `terminology.path` names. Throws CURBSIDE_CONFIG_INVALID with one line for
 * each fault: a table never counts half.
 */
export function loadSiteTerminology(path: string): LoadedTerminology {
  const refuse = (issues: readonly string[], cause?: unknown): CurbsideError =>
    new CurbsideError('CURBSIDE_CONFIG_INVALID', {
      issues: issues.map((issue) => `terminology.path: ${issue}`),
      cause
    })
  let bytes: Buffer
  let raw: unknown
  try {
    bytes = readFileSync(path)
    raw = JSON.parse(bytes.toString('utf8'))
  } catch (cause) {
    throw refuse([cause instanceof SyntaxError ? 'is not JSON' : 'cannot be read'], cause)
  }
  const read = readSiteTerminology(raw)
  if (read.outcome === 'refused') throw refuse(read.issues)
  return { table: read.table, sha256: createHash('sha256').update(bytes).digest('hex') }
}

export interface LoadedRxnorm {
  readonly table: RxnormTable
  readonly sha256: string
}

/** Reads the file that `terminology.rxnorm` names. Throws CURBSIDE_CONFIG_INVALID when it is none. */
export function loadRxnorm(path: string): LoadedRxnorm {
  const refuse = (issue: string, cause?: unknown): CurbsideError =>
    new CurbsideError('CURBSIDE_CONFIG_INVALID', {
      issues: [`terminology.rxnorm: ${issue}`],
      cause
    })
  let bytes: Buffer
  try {
    bytes = readFileSync(path)
  } catch (cause) {
    throw refuse('cannot be read', cause)
  }
  const table = readRxnormFile(bytes.toString('utf8'))
  if (typeof table === 'string') throw refuse(table)
  return { table, sha256: createHash('sha256').update(bytes).digest('hex') }
}
