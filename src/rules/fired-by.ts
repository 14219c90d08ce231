import type { Rule, RuleFinding } from './rule.ts'

/**
 * What the audit calls a hit: the id of a rule, and of a knowledge row its version too, for a site
 * may have lowered it. A card that tells several rows names each.
 */
export function firedBy({
  rule,
  finding
}: {
  readonly rule: Rule
  readonly finding: RuleFinding
}): readonly string[] {
  if (rule.fromTables !== true) return [rule.id]
  const rows = finding.rows ?? []
  return [...new Set([`${rule.id}@${rule.version}`, ...rows])]
}
