import type { Hook } from '../cds-hooks/service.ts'
import type { DraftOrder } from '../clinical/clinical-index.ts'
import { withConflictingDirections } from './conflicting-directions.ts'
import { couldMatter } from './could-matter.ts'
import { evaluateInDoubt, withoutDoubtful } from './doubtful-drugs.ts'
import { evaluateAtEachAge } from './age-range.ts'
import { foldUnassessed } from './fold-unassessed.ts'
import type { Rule, RuleFinding, RuleView } from './rule.ts'
import { foldUnread, unreadResults } from './unread-results.ts'

/** What the rules said: hits in the order of the rules, and the rules that broke. */
export interface RuleRun {
  readonly hits: readonly { readonly rule: Rule; readonly finding: RuleFinding }[]
  /** Rules that had data missing for an order, and whose finding is told within another's. */
  readonly folded: readonly { readonly ruleId: string }[]
  /** Counted and said to operators; what a broken rule would have said stays unknown. */
  readonly failed: readonly { readonly ruleId: string }[]
  /** A drug that was not recognised could have made a rule speak. */
  readonly unknownMatters: boolean
}

/**
 * Runs the rules of one hook over one view. A rule that throws is isolated: it is counted as
 * failed, with nothing of its error, and the others still run. What could
 * not be assessed about one order is one finding, whatever the number of rules.
 */
export function runRules(
  rules: readonly Rule[],
  hooks: Hook | readonly Hook[],
  view: RuleView
): RuleRun {
  const hits: RuleRun['hits'][number][] = []
  const failed: RuleRun['failed'][number][] = []
  const evaluate = evaluateAtEachAge(view, (aged) => {
    const firm = withoutDoubtful(aged.index)
    return (rule) => evaluateInDoubt(rule, aged, firm)
  })
  const asked = rules.filter((rule) => [hooks].flat().some((hook) => rule.hooks.includes(hook)))
  for (const rule of asked) {
    try {
      // A row of the knowledge tables speaks in its own name, with its own version and source.
      for (const { row, ...found } of evaluate(rule)) {
        const finding = withConflictingDirections(found)
        hits.push({ rule: row === undefined ? rule : { ...rule, ...row }, finding })
      }
    } catch {
      failed.push({ ruleId: rule.id })
    }
  }
  const said = hits.map(({ finding }) => finding)
  const unknownMatters = couldMatter(asked, view, said)
  const told = foldedByOrder(withoutTold(hits))
  return { hits: unreadTogether(told.hits), folded: told.folded, failed, unknownMatters }
}

/** What rules of the chart could not read is one finding, in the place of the first. */
function unreadTogether(hits: RuleRun['hits']): RuleRun['hits'] {
  const unread = hits.filter(
    ({ finding }) => finding.unread !== undefined && finding.about === undefined
  )
  const [first] = unread
  if (first === undefined) return hits
  const finding = foldUnread(unread.map((hit) => hit.finding))
  return hits.flatMap((hit) => {
    if (hit === first) return [{ rule: unreadResults, finding }]
    return unread.includes(hit) ? [] : [hit]
  })
}

/**
 * A row of the knowledge tables falls where a rule of its own speaks of the same order and rests on
 * all of its facts, or misses the same: the rule's words say it, with more.
 */
function withoutTold(hits: RuleRun['hits']): RuleRun['hits'] {
  const own = hits.filter(({ rule }) => rule.fromTables !== true)
  return hits.filter(
    ({ rule, finding }) =>
      rule.fromTables !== true || !own.some((other) => tells(other.finding, finding))
  )
}

function tells(own: RuleFinding, row: RuleFinding): boolean {
  if (own.about === undefined || own.about !== row.about) return false
  if (row.missing.length > 0) return row.missing.every((what) => own.missing.includes(what))
  if (own.missing.length > 0 || row.evidence.length === 0) return false
  return row.evidence.every(({ reference }) =>
    own.evidence.some((one) => one.reference === reference)
  )
}

function foldedByOrder(hits: RuleRun['hits']): Pick<RuleRun, 'hits' | 'folded'> {
  const byOrder = Map.groupBy(
    hits.filter(({ finding }) => finding.missing.length > 0 && finding.about !== undefined),
    ({ finding }) => finding.about as DraftOrder
  )
  const kept: RuleRun['hits'][number][] = []
  const folded: RuleRun['folded'][number][] = []
  for (const hit of hits) {
    const { about } = hit.finding
    const group = about === undefined ? undefined : byOrder.get(about)
    if (group === undefined || group.length < 2 || !group.includes(hit)) kept.push(hit)
    else if (hit === group[0]) {
      kept.push({ ...hit, finding: foldUnassessed(group.map(({ finding }) => finding)) })
    } else folded.push({ ruleId: hit.rule.id })
  }
  return { hits: kept, folded }
}
