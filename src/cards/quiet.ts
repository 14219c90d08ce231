import { userReference } from '../cds-hooks/user-reference.ts'
import type { MergedFinding } from '../findings/merge-findings.ts'
import { factsSha256 } from './facts.ts'
import { topicOf } from './topics.ts'
import { dayMs } from '../ground/time.ts'

/** What is held back: one matter while its facts are these. */
export interface Held {
  readonly matter: string
  readonly factsSha256: string
}

/** The newest decision of one user about one matter on these facts, for one patient. */
export interface Decision extends Held {
  readonly userId: string
  readonly outcome: 'accepted' | 'overridden'
  readonly reasonCode: string | null
  readonly decidedAtMs: number
}

/** policy.json, `holdBackForAll`. Undefined in a policy: never for everyone. */
export interface HoldBackForAll {
  /** So many different users must have overridden it. */
  readonly users: number
  /** With one of these reasons, by code. */
  readonly reasons: readonly string[]
  /** All of them within so many days. */
  readonly withinDays: number
  /** It is then held back for so many days, counted from the last of them. */
  readonly days: number
}

/** For how long a decision can matter to everyone: what is older need not be read. */
export const relevantDays = ({ withinDays, days }: HoldBackForAll): number => withinDays + days

/** A finding that is held back for everyone at an EHR, with what holds it. */
export interface HeldForAll extends Held {
  readonly users: number
  readonly reasons: readonly string[]
  readonly sinceMs: number
  readonly untilMs: number
}

/**
 * What enough different users of one EHR have overridden for this patient on the same facts, with
 * reasons that say that the card is wrong for whoever sees it (trust.md, threat 18: never on the
 * word of one). A user counts once, with the newest decision: whoever accepted it later, or gave
 * another reason, does not count. An acceptance by anybody that is newer than the overrides ends it,
 * because somebody had use for it.
 */
export function heldForAll(
  decisions: readonly Decision[],
  policy: HoldBackForAll | undefined,
  nowMs: number
): readonly HeldForAll[] {
  if (policy === undefined) return []
  const findings = Map.groupBy(decisions, keyOf)
  return [...findings.values()].flatMap((of) => {
    const held = heldBy(newestOfEachUser(of), policy)
    return held !== undefined && held.untilMs > nowMs ? [held] : []
  })
}

function heldBy(
  decisions: readonly Decision[],
  { users, reasons, withinDays, days }: HoldBackForAll
): HeldForAll | undefined {
  const counting = decisions
    .filter(
      ({ outcome, reasonCode }) =>
        outcome === 'overridden' && reasonCode !== null && reasons.includes(reasonCode)
    )
    .toSorted((one, other) => other.decidedAtMs - one.decidedAtMs)
  const [newest] = counting
  if (newest === undefined) return undefined
  const together = counting.filter(
    ({ decidedAtMs }) => newest.decidedAtMs - decidedAtMs <= withinDays * dayMs
  )
  const accepted = decisions.some(
    ({ outcome, decidedAtMs }) => outcome === 'accepted' && decidedAtMs >= newest.decidedAtMs
  )
  const people = peopleAmong(together)
  if (accepted || people < users) return undefined
  return {
    matter: newest.matter,
    factsSha256: newest.factsSha256,
    users: people,
    reasons: [...new Set(together.flatMap(({ reasonCode }) => reasonCode ?? []))].toSorted(),
    sinceMs: newest.decidedAtMs,
    untilMs: newest.decidedAtMs + days * dayMs
  }
}

/** By type and id: one person in two forms is one. Nobody is no one. */
function newestOfEachUser(decisions: readonly Decision[]): readonly Decision[] {
  const newest = new Map<string, Decision>()
  for (const decision of decisions) {
    const userId = userReference(decision.userId) ?? decision.userId.trim()
    if (userId === '') continue
    const known = newest.get(userId)
    if (known === undefined || known.decidedAtMs < decision.decidedAtMs) {
      newest.set(userId, { ...decision, userId })
    }
  }
  return [...newest.values()]
}

/** A practitioner and a role may be one person: only those of one type are surely different. */
function peopleAmong(decisions: readonly Decision[]): number {
  const byType = Map.groupBy(decisions, ({ userId }) =>
    userId.includes('/') ? userId.split('/')[0] : ''
  )
  return Math.max(0, ...[...byType.values()].map(({ length }) => length))
}

/** One finding that was held back, as audit and counters know it. */
export interface HeldBackFinding {
  readonly matter: string
  readonly topic: string
  readonly heldFor: 'user' | 'everyone'
}

/**
 * Takes out what this user has overridden, and what was overridden for everyone, until its facts
 * change. Shown is not seen: only an override holds back, and never a critical finding.
 */
export function holdBack(
  findings: readonly MergedFinding[],
  held: { readonly forUser: readonly Held[]; readonly forAll: readonly Held[] }
): { readonly shown: readonly MergedFinding[]; readonly heldBack: readonly HeldBackFinding[] } {
  const ofUser = new Set(held.forUser.map(keyOf))
  const ofAll = new Set(held.forAll.map(keyOf))
  const shown: MergedFinding[] = []
  const heldBack: HeldBackFinding[] = []
  for (const finding of findings) {
    const { matter } = finding
    const key = keyOf({ matter, factsSha256: factsSha256(finding) })
    const isHeld = finding.indicator !== 'critical' && (ofUser.has(key) || ofAll.has(key))
    if (!isHeld) shown.push(finding)
    else {
      const heldFor = ofUser.has(key) ? 'user' : 'everyone'
      heldBack.push({ matter, topic: topicOf(finding).code, heldFor })
    }
  }
  return { shown, heldBack }
}

const keyOf = ({ matter, factsSha256: facts }: Held): string => `${matter}\n${facts}`
