import type { Aliases } from '../chart/chart.ts'
import type { ProposedClaim, ProposedFinding } from '../model/proposal.ts'
import type { BoundClaim, BoundFinding, RejectionReason } from './claim.ts'

type ClaimBinding = BoundClaim | RejectionReason

/**
 * Puts references and true dates back where the model wrote aliases and day indexes. A claim
 * whose alias or day was never issued, or stands for another kind of thing, is dropped and named in
 * `dropped`; a finding without any claim left, or about an order that is none, is rejected.
 */
export function bindFinding(
  proposed: ProposedFinding,
  aliases: Aliases
):
  | {
      readonly outcome: 'bound'
      readonly finding: BoundFinding
      readonly dropped: readonly RejectionReason[]
    }
  | { readonly outcome: 'rejected'; readonly reason: RejectionReason } {
  const order = proposed.order === null ? null : orderReference(proposed.order, aliases)
  if (order === undefined) return { outcome: 'rejected', reason: 'order-unknown' }
  const claims: BoundClaim[] = []
  const dropped: RejectionReason[] = []
  for (const claim of proposed.claims) {
    const binding = bindClaim(claim, aliases)
    if (typeof binding === 'string') dropped.push(binding)
    else claims.push(binding)
  }
  if (claims.length === 0) return { outcome: 'rejected', reason: dropped[0] ?? 'no-support' }
  const { concern, indicator, reasoning, option, alternative } = proposed
  const words = { reasoning, option, alternative }
  return {
    outcome: 'bound',
    finding: { concern, indicator, claims, orderReference: order, ...words },
    dropped
  }
}

function orderReference(alias: string, aliases: Aliases): string | undefined {
  const target = aliases.resolve(alias)
  return target?.kind === 'order' ? target.reference : undefined
}

function bindClaim(claim: ProposedClaim, aliases: Aliases): ClaimBinding {
  if (claim.claim === 'trend') return bindTrend(claim, aliases)
  const target = aliases.resolve(claim.alias)
  if (target === undefined) return 'alias-unknown'
  if (claim.claim === 'absence') {
    return target.kind === 'absence'
      ? { claim: 'absence', absence: target.absence }
      : 'kind-mismatch'
  }
  if (target.kind !== 'resource' && target.kind !== 'order') return 'kind-mismatch'
  const { reference } = target
  if (claim.claim === 'order') {
    return target.kind === 'order' ? { claim: 'order', reference } : 'kind-mismatch'
  }
  return target.kind === 'resource' ? bindFact(claim, target, aliases) : 'kind-mismatch'
}

function bindFact(
  claim: Exclude<ProposedClaim, { claim: 'trend' | 'absence' | 'order' }>,
  { reference, component }: { readonly reference: string; readonly component?: string },
  aliases: Aliases
): ClaimBinding {
  switch (claim.claim) {
    case 'value': {
      const { value, unit } = claim
      const date = aliases.dateOf(claim.day)
      if (date === undefined) return 'date-mismatch'
      const part = component === undefined ? {} : { component }
      return { claim: 'value', reference, ...part, value, unit, date }
    }
    case 'condition':
      return { claim: 'condition', reference, status: claim.status }
    case 'medication':
      return { claim: 'medication', reference, status: claim.status }
    case 'allergy':
      return { claim: 'allergy', reference }
    case 'event': {
      const date = claim.day === null ? null : aliases.dateOf(claim.day)
      return date === undefined ? 'date-mismatch' : { claim: 'event', reference, date }
    }
  }
}

function bindTrend(
  claim: Extract<ProposedClaim, { claim: 'trend' }>,
  aliases: Aliases
): ClaimBinding {
  const from = aliases.resolve(claim.from)
  const to = aliases.resolve(claim.to)
  if (from === undefined || to === undefined) return 'alias-unknown'
  if (from.kind !== 'resource' || to.kind !== 'resource') return 'kind-mismatch'
  return {
    claim: 'trend',
    fromReference: from.reference,
    toReference: to.reference,
    direction: claim.direction
  }
}
