import { z } from 'zod'
import { CdsResponseSchema } from '../../../src/cds-hooks/card.ts'
import type { Attack } from './mutations.ts'
import { canary } from './valid-calls.ts'

export interface Seen {
  readonly status: number
  readonly contentType: string
  readonly text: string
  readonly elapsedMs: number
}

/** A hang, not a wait: the attacker shares two cores with it; the deadline is counted at the server. */
const wayMs = 3000

/** The only refusals there are. Frozen here, not read from the table of errors. */
const refusals: Readonly<Record<number, readonly string[]>> = {
  400: [
    'CURBSIDE_REQUEST_INVALID',
    'CURBSIDE_HOOK_MISMATCH',
    'CURBSIDE_FHIR_SERVER_REFUSED',
    'CURBSIDE_PATIENT_MISMATCH',
    'CURBSIDE_TIMED_OUT_READING'
  ],
  401: ['Authentication failed.'],
  404: ['CURBSIDE_NOT_FOUND'],
  412: ['CURBSIDE_RECORD_UNREADABLE'],
  413: ['CURBSIDE_BODY_TOO_LARGE'],
  415: ['CURBSIDE_MEDIA_TYPE_REFUSED'],
  429: ['CURBSIDE_TOO_MANY_CALLS']
}

const OutcomeSchema = z.strictObject({
  resourceType: z.literal('OperationOutcome'),
  issue: z
    .array(
      z.strictObject({
        severity: z.literal('error'),
        code: z.string().min(1),
        details: z.strictObject({ text: z.string().min(1).max(200) }),
        diagnostics: z.string().min(1).max(400).optional()
      })
    )
    .min(1)
    .max(20)
})

/** What must never be, found in one answer; nothing for an answer that is as it should be. */
export function faultsOf(
  seen: Seen | undefined,
  { answerWithinMs, attack }: { readonly answerWithinMs: number; readonly attack: Attack }
): readonly string[] {
  if (seen === undefined) return []
  const { status, text, elapsedMs, contentType } = seen
  const faults: string[] = []
  if (elapsedMs > answerWithinMs + wayMs) faults.push(`answered after ${Math.round(elapsedMs)} ms`)
  if (!contentType.startsWith('application/json')) faults.push(`content type "${contentType}"`)
  if (/\bat .+:\d+:\d+|node_modules/.test(text)) faults.push('a stack')
  if (status === 200) {
    if (text !== '{}' && !CdsResponseSchema.safeParse(parse(text)).success) {
      faults.push('a 200 that is neither cards nor an acknowledgement')
    }
    return faults
  }
  const words = refusals[status]
  if (words === undefined) faults.push(`status ${status}`)
  // A HEAD or an OPTIONS is refused like any other; every refusal has a body.
  const outcome = OutcomeSchema.safeParse(parse(text))
  if (!outcome.success) faults.push(`${status} without an OperationOutcome`)
  for (const { details } of outcome.data?.issue ?? []) {
    if (!words?.some((word) => details.text.startsWith(word))) faults.push(`${status} with no code`)
  }
  if (text.toLowerCase().includes(canary)) faults.push(`${status} repeats a value of the request`)
  if (status === 401 && attack.envelope.token === 'good') faults.push('a good token was refused')
  return faults
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
