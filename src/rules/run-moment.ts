import type { Hook } from '../cds-hooks/service.ts'
import type { ClinicalIndex } from '../clinical/clinical-index.ts'
import { runNewFacts } from './run-new-facts.ts'
import type { Rule, RuleFinding, RuleView } from './rule.ts'
import { runRules } from './run-rules.ts'
import type { RuleRun } from './run-rules.ts'
import { sinceLastOrder } from './since-last-order.ts'

/** Hooks whose rules speak of orders; rules of other hooks speak of the record as a whole. */
const orderHooks: readonly Hook[] = ['order-select', 'order-sign']

/**
 * The rules of a moment, as far as they have to do with it: at orders, a rule of the record as a
 * whole speaks only where it rests on a drug that is ordered (monitoring that a refill needs); with
 * new facts, every rule speaks only of what these facts change.
 */
export function runMoment(rules: readonly Rule[], hooks: readonly Hook[], view: RuleView): RuleRun {
  if (view.moment.about === 'facts') return runNewFacts(rules, hooks, view)
  const run = runRules(rules, hooks, view)
  if (view.moment.about !== 'orders') return run
  const hits = run.hits.filter(
    ({ rule, finding }) => isForOrders(rule) || isAboutOrderedDrug(finding, view)
  )
  if (view.moment.renewals !== true) return { ...run, hits }
  return {
    ...run,
    hits: hits.map(({ rule, finding }) => ({ rule, finding: sinceLastOrder(finding, view.index) }))
  }
}

const isForOrders = (rule: Rule): boolean => rule.hooks.some((hook) => orderHooks.includes(hook))

function isAboutOrderedDrug(finding: RuleFinding, { index, moment }: RuleView): boolean {
  if (finding.about !== undefined) return true
  const ordered = new Set(
    moment.draftOrders.flatMap(({ medication }) => medication?.ingredients ?? [])
  )
  return finding.evidence.some(({ reference }) =>
    ingredientsOf(index, reference).some((ingredient) => ordered.has(ingredient))
  )
}

const ingredientsOf = (index: ClinicalIndex, reference: string): readonly string[] =>
  (index.byReference.get(reference) ?? []).flatMap((fact) =>
    fact.kind === 'medication' ? fact.ingredients : []
  )
