import { heldForAll, relevantDays } from '../cards/quiet.ts'
import type { Held } from '../cards/quiet.ts'
import { until } from '../ground/deadline.ts'
import { limits } from '../ground/limits.ts'

import type { Call } from './call.ts'
import type { Outside } from './outside.ts'
import { dayMs } from '../ground/time.ts'

/** What is to be held back in one call: for its user, and for everyone at its EHR. */
export interface Quiet {
  readonly forUser: readonly Held[]
  readonly forAll: readonly Held[]
}

/**
 * Reads what feedback says to hold back about this patient, as the service's policy has it. A store
 * that does not answer in time holds nothing back: a card too many is the lesser fault.
 */
export async function quietFor(
  call: Call,
  outside: Outside,
  userId: string | undefined
): Promise<Quiet> {
  const [forUser, forAll] = await Promise.all([
    userId === undefined ? [] : inTime(call, outside, ofUser(call, outside, userId)),
    call.service.policy.holdBackForAll === undefined
      ? []
      : inTime(call, outside, ofEveryone(call, outside))
  ])
  return { forUser, forAll }
}

function ofUser({ ehr, request, service }: Call, outside: Outside, userId: string) {
  const sinceMs = outside.clock.nowMs() - service.policy.holdBackDays * dayMs
  const { patientId } = request.context
  return outside.store.heldBack({ ehrId: ehr.id, userId, patientId, sinceMs })
}

async function ofEveryone({ ehr, request, service }: Call, outside: Outside) {
  const { holdBackForAll } = service.policy
  if (holdBackForAll === undefined) return []
  const nowMs = outside.clock.nowMs()
  const decisions = await outside.store.decisions({
    ehrId: ehr.id,
    patientId: request.context.patientId,
    sinceMs: nowMs - relevantDays(holdBackForAll) * dayMs
  })
  return heldForAll(decisions, holdBackForAll, nowMs)
}

async function inTime(
  { deadline }: Call,
  { onStoreFailure }: Outside,
  asked: Promise<readonly Held[]>
): Promise<readonly Held[]> {
  try {
    return (await until(asked, deadline.signalBeforeEnd(limits.answerReserveMs / 2))) ?? []
  } catch (thrown) {
    onStoreFailure(thrown)
    return []
  }
}
