import type { DraftOrder } from '../clinical/clinical-index.ts'
import type { Evidence } from '../rules/rule.ts'
import { checkWords, speaksTimeCritically } from './check-words.ts'
import { checkConcern } from './checks/concern.ts'
import type { BoundClaim, BoundFinding, RejectionReason } from './claim.ts'
import type { VerifiedFinding } from './finding.ts'
import { matterOf } from './matter-of.ts'
import type { SupportedClaim, VerifierView } from './supported-claim.ts'
import { verifyClaim } from './verify-claim.ts'
import { evidenceOf, factSentence } from './write-facts.ts'
import { writeSummary } from './write-summary.ts'

/**
 * Looks every claim of a model's finding up in the record of this call. Claims that fail are
 * dropped and named; without enough left for its concern the finding is rejected. What stays is
 * written by Curbside from the record; the model's words stand beside it only where they hold
 * nothing else.
 */
export function verifyFinding(
  bound: BoundFinding,
  view: VerifierView
):
  | {
      readonly outcome: 'verified'
      readonly finding: VerifiedFinding
      readonly dropped: readonly RejectionReason[]
    }
  | { readonly outcome: 'rejected'; readonly reasons: readonly RejectionReason[] } {
  if (speaksTimeCritically(bound)) return { outcome: 'rejected', reasons: ['topic-time-critical'] }
  const { kept, supported, dropped } = checkClaims(bound.claims, view)
  const about = orderOf(bound, supported, view)
  if (about === 'order-unknown') {
    return { outcome: 'rejected', reasons: [...dropped, 'order-unknown'] }
  }
  // An order the finding is about counts as one it names.
  const claims = withOrder(supported, about)
  const fault = isSupported(claims)
    ? checkConcern(bound.concern, claims, view)
    : ('no-support' as const)
  if (fault !== undefined) return { outcome: 'rejected', reasons: [...dropped, fault] }
  const { dropped: droppedWords, ...words } = checkWords(bound, claims, view)
  return {
    outcome: 'verified',
    finding: {
      bound: { ...bound, claims: kept },
      matter: matterOf(bound.concern, claims),
      summary: writeSummary(bound.concern, claims),
      why: [...new Set(claims.map(factSentence))],
      evidence: evidenceFrom(claims),
      ...words,
      ...(about !== undefined && { about })
    },
    dropped: [...dropped, ...droppedWords]
  }
}

function checkClaims(
  claims: readonly BoundClaim[],
  view: VerifierView
): { kept: BoundClaim[]; supported: SupportedClaim[]; dropped: RejectionReason[] } {
  const kept: BoundClaim[] = []
  const supported: SupportedClaim[] = []
  const dropped: RejectionReason[] = []
  for (const claim of claims) {
    const verdict = verifyClaim(claim, view)
    if (verdict.outcome === 'rejected') dropped.push(verdict.reason)
    // Social findings are kept from the model, so it cannot have read one.
    else if (verdict.claim.kind === 'condition' && verdict.claim.problem.social) {
      dropped.push('kind-mismatch')
    } else {
      kept.push(claim)
      supported.push(verdict.claim)
    }
  }
  return { kept, supported, dropped }
}

/** The order the finding says it is about, else the only one that it claims. */
function orderOf(
  { orderReference }: BoundFinding,
  supported: readonly SupportedClaim[],
  { moment }: VerifierView
): DraftOrder | undefined | 'order-unknown' {
  if (orderReference !== null) {
    return (
      moment.draftOrders.find(({ reference }) => reference === orderReference) ?? 'order-unknown'
    )
  }
  const claimed = supported.flatMap((claim) => (claim.kind === 'order' ? [claim.order] : []))
  return claimed.length === 1 ? claimed[0] : undefined
}

function withOrder(
  supported: readonly SupportedClaim[],
  about: DraftOrder | undefined
): readonly SupportedClaim[] {
  const isNamed = supported.some(
    (claim) => claim.kind === 'order' && claim.order.reference === about?.reference
  )
  return about === undefined || isNamed
    ? supported
    : [{ kind: 'order', order: about }, ...supported]
}

/** A fact of the record stands behind it; an absence counts beside the order it matters to. */
function isSupported(claims: readonly SupportedClaim[]): boolean {
  const hasFact = claims.some(({ kind }) => kind !== 'order' && kind !== 'absence')
  const kinds = new Set(claims.map(({ kind }) => kind))
  return hasFact || (kinds.has('order') && kinds.has('absence'))
}

function evidenceFrom(claims: readonly SupportedClaim[]): readonly Evidence[] {
  const all = claims.flatMap(evidenceOf)
  return [...new Map(all.map((entry) => [`${entry.reference}\n${entry.text}`, entry])).values()]
}
