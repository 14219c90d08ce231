import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { readSiteTerminology } from '../terminology/site-terminology.ts'
import type { SiteTerminology } from '../terminology/site-terminology.ts'
import { CurbsideError } from '../ground/errors.ts'

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
