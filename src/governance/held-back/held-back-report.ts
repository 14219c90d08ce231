import { heldForAll, relevantDays } from '../../cards/quiet.ts'
import type { HeldForAll } from '../../cards/quiet.ts'
import { outcomesByTopic } from '../../feedback/outcomes.ts'
import type { TopicOutcomes } from '../../feedback/outcomes.ts'
import type { Service } from '../../services/service-contract.ts'
import type { HeldBackCount, Store, StoredDecision } from '../../store/store.ts'
import { dayMs } from '../../ground/time.ts'

/** One finding that is held back for everyone at present. */
export interface HeldFinding extends HeldForAll {
  readonly topic: string
  readonly ruleId: string | null
  readonly patientId: string
  /** Whose policies hold it back. */
  readonly services: readonly string[]
}

/** What governance is told of one EHR. */
export interface HeldBackReport {
  readonly ehrId: string
  readonly days: number
  readonly atMs: number
  readonly forAll: readonly HeldFinding[]
  readonly counts: readonly HeldBackCount[]
  readonly outcomes: readonly TopicOutcomes[]
}

/**
 * What is held back for everyone at an EHR now, how often topics were held back in the last days,
 * and what clinicians did with the cards. Throws CURBSIDE_STORE_UNAVAILABLE.
 */
export async function heldBackReport(given: {
  readonly store: Pick<Store, 'decisions' | 'heldBackCounts' | 'findingFeedback'>
  readonly services: Iterable<Service>
  readonly ehrId: string
  readonly days: number
  readonly nowMs: number
}): Promise<HeldBackReport> {
  const { store, services, ehrId, days, nowMs } = given
  const sinceMs = nowMs - days * dayMs
  return {
    ehrId,
    days,
    atMs: nowMs,
    forAll: await heldNow(given, [...services]),
    counts: (await store.heldBackCounts({ sinceMs })).filter((count) => count.ehrId === ehrId),
    outcomes: outcomesByTopic(await store.findingFeedback({ ehrId, sinceMs }))
  }
}

async function heldNow(
  {
    store,
    ehrId,
    nowMs
  }: {
    readonly store: Pick<Store, 'decisions'>
    readonly ehrId: string
    readonly nowMs: number
  },
  services: readonly Service[]
): Promise<readonly HeldFinding[]> {
  const policies = services.flatMap(({ id, policy: { holdBackForAll } }) =>
    holdBackForAll === undefined ? [] : [{ id, holdBackForAll }]
  )
  const days = Math.max(0, ...policies.map(({ holdBackForAll }) => relevantDays(holdBackForAll)))
  const decisions = await store.decisions({ ehrId, sinceMs: nowMs - days * dayMs })
  const held = new Map<string, HeldFinding>()
  for (const of of Map.groupBy(decisions, ({ patientId }) => patientId).values()) {
    for (const { id, holdBackForAll } of policies) {
      for (const one of heldForAll(of, holdBackForAll, nowMs)) add(held, one, of, id)
    }
  }
  return [...held.values()].toSorted((one, other) => other.sinceMs - one.sinceMs)
}

function add(
  held: Map<string, HeldFinding>,
  one: HeldForAll,
  decisions: readonly StoredDecision[],
  service: string
): void {
  const decided = decisions.find(
    ({ matter, factsSha256 }) => matter === one.matter && factsSha256 === one.factsSha256
  )
  if (decided === undefined) return
  const { patientId, topic, ruleId } = decided
  const key = `${patientId}\n${one.matter}\n${one.factsSha256}`
  const known = held.get(key)
  const services = [...(known?.services ?? []), service]
  held.set(key, { ...(known ?? one), patientId, topic, ruleId, services })
}
