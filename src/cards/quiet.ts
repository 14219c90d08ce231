import type { Finding } from '../findings/finding.ts'
import { factsSha256 } from './facts.ts'

/** An override of this user for this patient, as the store remembers it. */
export interface Held {
  readonly matter: string
  readonly factsSha256: string
}

/**
 * Takes out what this user has overridden, until its facts change. Shown is not seen: only an
 * override holds back, and never a critical finding (DESIGN section 6).
 */
export function holdBack(
  findings: readonly Finding[],
  held: readonly Held[]
): { readonly shown: readonly Finding[]; readonly heldBack: readonly Finding[] } {
  const keys = new Set(held.map((one) => `${one.matter}\n${one.factsSha256}`))
  const isHeld = (finding: Finding): boolean =>
    finding.indicator !== 'critical' && keys.has(`${finding.matter}\n${factsSha256(finding)}`)
  return {
    shown: findings.filter((finding) => !isHeld(finding)),
    heldBack: findings.filter(isHeld)
  }
}
