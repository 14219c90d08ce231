import { z } from 'zod'
import { CdsFeedbackEntrySchema } from '../cds-hooks/feedback.ts'
import type { CdsFeedbackEntry } from '../cds-hooks/feedback.ts'
import { isObject } from '../ground/is-object.ts'

/** What a feedback body holds, and what is wrong with the rest: paths, never values. */
export interface ReadFeedback {
  readonly entries: readonly CdsFeedbackEntry[]
  readonly faults: readonly string[]
}

const ListSchema = z.looseObject({ feedback: z.array(z.unknown()).min(1).max(200) })

/**
 * Reads a feedback body (CDS Hooks 2.0.1, Feedback), each entry by itself: EHRs send what happened
 * over hours in one batch and seldom send a refused one again, so that one malformed entry must not
 * cost the others. The caller keeps the good ones and still answers with the faults; sending
 * everything again is harmless, because each entry is kept once.
 */
export function readFeedback(body: unknown): ReadFeedback {
  const list = ListSchema.safeParse(body)
  if (!list.success) return { entries: [], faults: faultsOf(list.error, []) }
  const entries: CdsFeedbackEntry[] = []
  const faults: string[] = []
  for (const [index, given] of list.data.feedback.entries()) {
    const entry = CdsFeedbackEntrySchema.safeParse(inOurWords(given))
    if (entry.success) entries.push(entry.data)
    else faults.push(...faultsOf(entry.error, ['feedback', index]))
  }
  return { entries, faults }
}

const faultsOf = (error: z.ZodError, path: readonly PropertyKey[]): readonly string[] =>
  error.issues.map(
    (issue) => `${[...path, ...issue.path].map(String).join('.') || 'body'}: ${issue.message}`
  )

/** The standard's words for one entry, whichever dialect it came in. */
function inOurWords(given: unknown): unknown {
  if (!isObject(given)) return given
  const { overrideReasons, ...entry } = withoutEmpty(given)
  // Epic names the one reason `overrideReasons` (fhir.epic.com, docId=cds-hooks, Feedback).
  const override = entry['overrideReason'] ?? overrideReasons
  return isObject(override) ? { ...entry, overrideReason: reasonInOurWords(override) } : entry
}

const commentCharactersMax = 2000

function reasonInOurWords(given: Readonly<Record<string, unknown>>): unknown {
  const { extension, userComment, ...rest } = withoutEmpty(given)
  const reason = isObject(rest['reason']) ? withoutEmpty(rest['reason']) : nativeReason(extension)
  return {
    ...rest,
    ...(reason === undefined ? {} : { reason }),
    // A long comment is cut, not refused: the decision counts.
    ...(typeof userComment === 'string'
      ? { userComment: userComment.slice(0, commentCharactersMax) }
      : {})
  }
}

const nativeName = 'com.epic.cdshooks.feedback.overrideReason'

/** A reason of the EHR's own list, which the site has not mapped to one of ours. */
function nativeReason(extension: unknown): { code: string; display?: string } | undefined {
  if (!isObject(extension)) return undefined
  const [category, display, title] = ['reasonCategory', 'reasonDisplay', 'reasonTitle'].map(
    (name) => textOf(extension[`${nativeName}.${name}`])
  )
  const words = display ?? title
  const number = category === undefined ? [] : [`epic:${category}`]
  const code = [...number, ...(words === undefined ? [] : [words])].join(' ')
  if (code === '') return undefined
  return {
    code: code.slice(0, 200),
    ...(words === undefined ? {} : { display: words.slice(0, 500) })
  }
}

const textOf = (value: unknown): string | undefined =>
  (typeof value === 'string' && value !== '') || typeof value === 'number'
    ? String(value)
    : undefined

/** Null, empty text and empty lists stand for absent: some EHRs send every attribute. */
const withoutEmpty = (given: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(given).filter(
      ([, value]) => value !== null && value !== '' && !(Array.isArray(value) && value.length === 0)
    )
  )
