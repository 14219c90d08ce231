import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CurbsideError } from '../ground/errors.ts'
import { embeddedKnowledge } from '../knowledge/embedded.ts'
import type { Knowledge } from '../knowledge/knowledge.ts'
import { withSiteKnowledge } from '../knowledge/site-knowledge.ts'
import type { SiteKnowledgeFacts } from '../knowledge/site-knowledge.ts'
import { rules } from '../rules/all-rules.ts'

export interface LoadedKnowledge {
  readonly knowledge: Knowledge
  readonly facts: SiteKnowledgeFacts
  /** Of the files' names and bytes: what the log names the folder by. */
  readonly sha256: string
}

/**
 * Reads the folder that `knowledge.path` names. Throws CURBSIDE_CONFIG_INVALID with one line for
 * each fault: a site's knowledge never counts half.
 */
export function loadSiteKnowledge(path: string): LoadedKnowledge {
  const refuse = (issues: readonly string[], cause?: unknown): CurbsideError =>
    new CurbsideError('CURBSIDE_CONFIG_INVALID', {
      issues: issues.map((issue) => `knowledge.path: ${issue}`),
      cause
    })
  const hash = createHash('sha256')
  const files = new Map<string, unknown>()
  let reading = 'the folder'
  try {
    for (const name of readdirSync(path).toSorted()) {
      if (!name.endsWith('.json')) continue
      reading = name
      const bytes = readFileSync(join(path, name))
      hash.update(name).update(bytes)
      files.set(name, JSON.parse(bytes.toString('utf8')))
    }
  } catch (cause) {
    const what = cause instanceof SyntaxError ? 'is not JSON' : 'cannot be read'
    throw refuse([`${reading} ${what}`], cause)
  }
  const read = withSiteKnowledge(embeddedKnowledge, files, new Set(rules.map(({ id }) => id)))
  if (read.outcome === 'refused') throw refuse(read.issues)
  return { knowledge: read.knowledge, facts: read.facts, sha256: hash.digest('hex') }
}
