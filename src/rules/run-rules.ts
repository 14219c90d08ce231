import type { Hook } from '../cds-hooks/service.ts'
import type { Rule, RuleFinding, RuleView } from './rule.ts'

/** What the rules said: hits in the order of the rules, and the rules that broke. */
export interface RuleRun {
  readonly hits: readonly { readonly rule: Rule; readonly finding: RuleFinding }[]
  /** Counted and said to operators; what a broken rule would have said stays unknown. */
  readonly failed: readonly { readonly ruleId: string }[]
}

/**
 * Runs the rules of one hook over one view. A rule that throws is isolated: it is counted as
 * failed, with nothing of its error, and the others still run (DESIGN section 5, 5).
 */
export function runRules(
  rules: readonly Rule[],
  hooks: Hook | readonly Hook[],
  view: RuleView
): RuleRun {
  const hits: RuleRun['hits'][number][] = []
  const failed: RuleRun['failed'][number][] = []
  for (const rule of rules) {
    if (![hooks].flat().some((hook) => rule.hooks.includes(hook))) continue
    try {
      for (const finding of rule.evaluate(view)) hits.push({ rule, finding })
    } catch {
      failed.push({ ruleId: rule.id })
    }
  }
  return { hits, failed }
}
