import type { MergedFinding } from '../findings/merge-findings.ts'
import { rank } from './rank.ts'

/** What one card says: one finding, or every critical one of a call together. */
export type CardMatter = readonly [MergedFinding, ...(readonly MergedFinding[])]

/**
 * Ranked findings as cards. At most one card interrupts: the criticals of a call are one card, the
 * first of them in the lead and each further one joined to it, so that none is lost to another or
 * to `max`. What is not critical fills the rest of `max` (clinical.md 2.5: each further reminder
 * lowers the acceptance of all); what is cut is counted, never critical.
 */
export function chooseCards(
  findings: readonly MergedFinding[],
  max: number
): { readonly shown: readonly CardMatter[]; readonly cut: number } {
  const ranked = rank(findings)
  const [first, ...joined] = ranked.filter(({ indicator }) => indicator === 'critical')
  const others = ranked.filter(({ indicator }) => indicator !== 'critical')
  const interrupting: readonly CardMatter[] = first === undefined ? [] : [[first, ...joined]]
  const passive = others.slice(0, Math.max(0, max - interrupting.length))
  return {
    shown: [...interrupting, ...passive.map((finding): CardMatter => [finding])],
    cut: others.length - passive.length
  }
}
