import { isSupplyUnknown } from '../clinical/active-medications.ts'
import type { ClinicalIndex, Medication } from '../clinical/clinical-index.ts'
import type { Rule, RuleFinding, RuleView } from './rule.ts'

/*
 * Drugs of which the record says in one breath that they are taken and that they may not be: an
 * order recorded active whose course ended more than a week ago, and what was handed out for nobody
 * knows how long. What rests on one of them is information at most.
 */

/** The index without such drugs; undefined when it holds none, and nothing is to be judged twice. */
export function withoutDoubtful(index: ClinicalIndex): ClinicalIndex | undefined {
  const medications = index.medications.filter((one) => !isDoubtful(one, index))
  return medications.length === index.medications.length ? undefined : { ...index, medications }
}

function isDoubtful(medication: Medication, index: ClinicalIndex): boolean {
  return medication.courseEnded !== undefined || isSupplyUnknown(medication, index)
}

/**
 * What a rule finds. Where the record holds doubtful drugs it is asked again without them: what it
 * finds then stands; what it finds with them alone is information.
 */
export function evaluateInDoubt(
  rule: Rule,
  view: RuleView,
  firm: ClinicalIndex | undefined
): readonly RuleFinding[] {
  const findings = rule.evaluate(view)
  if (firm === undefined || findings.length === 0) return findings
  const standing = Map.groupBy(rule.evaluate({ ...view, index: firm }), keyOf)
  return findings.map((finding) => {
    const same = standing.get(keyOf(finding)) ?? []
    const [first] = same
    if (first === undefined) return { ...finding, indicator: 'info' as const }
    return same.find(({ summary }) => summary === finding.summary) ?? first
  })
}

const keyOf = ({ matter, about }: RuleFinding): string => `${matter} ${about?.reference ?? ''}`
