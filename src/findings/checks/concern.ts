import type { Concern } from '../../model/proposal.ts'
import type { RejectionReason } from '../claim.ts'
import type { SupportedClaim, VerifierView } from '../supported-claim.ts'

type Kind = SupportedClaim['kind']

/**
 * What a concern cannot do without, once claims that failed are gone: no drug risk without a drug,
 * no duplication of one. `stale`: a newer result stands in the record than the finding speaks of.
 */
export function checkConcern(
  concern: Concern,
  claims: readonly SupportedClaim[],
  view: VerifierView
): RejectionReason | undefined {
  const has = (...kinds: Kind[]): boolean => claims.some(({ kind }) => kinds.includes(kind))
  const unless = (held: boolean): RejectionReason | undefined => (held ? undefined : 'no-support')
  switch (concern) {
    case 'worsening':
      return worseningFault(claims, view)
    case 'not-acted-on':
      if (!has('absence', 'value', 'trend', 'event')) return 'no-support'
      return has('absence') || hasNewest(claims, view) ? undefined : 'stale'
    case 'monitoring-due':
      return unless(has('absence', 'value', 'trend', 'event'))
    case 'medication-risk':
      return unless(has('medication', 'order'))
    case 'missing-therapy':
      return unless(has('condition', 'value', 'trend', 'event'))
    case 'duplication':
      return unless(
        claims.filter(({ kind }) => kind === 'medication' || kind === 'order').length > 1
      )
    case 'possible-cause':
    case 'diagnosis-to-consider':
      return undefined
  }
}

function worseningFault(
  claims: readonly SupportedClaim[],
  view: VerifierView
): RejectionReason | undefined {
  const changes = claims.filter((claim) => claim.kind === 'trend' && claim.direction !== 'stable')
  if (changes.length === 0) return 'no-support'
  return hasNewest(changes, view) ? undefined : 'stale'
}

/** Whether one of the results is the last of its series; true when no result is claimed. */
function hasNewest(claims: readonly SupportedClaim[], { index }: VerifierView): boolean {
  const results = claims.flatMap((claim) => {
    if (claim.kind === 'value') return [claim.result]
    return claim.kind === 'trend' ? [claim.to] : []
  })
  if (results.length === 0) return true
  return results.some(({ analyte, sortMs, component }) => {
    const readings = index.results.get(analyte)?.readings ?? []
    return readings.every((reading) => reading.component !== component || reading.sortMs <= sortMs)
  })
}
