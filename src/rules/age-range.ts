import type { ClinicalIndex, Person } from '../clinical/clinical-index.ts'
import type { Rule, RuleFinding, RuleView } from './rule.ts'

/** How a rule is asked about a patient. */
export type Evaluate = (rule: Rule) => ReturnType<Rule['evaluate']>

/**
 * A birth date with the year only leaves two ages open. Each rule is asked about both: where it says
 * the same, that holds, with both ages in its words; where it does not, the age decides and is not
 * known, so the rule cannot assess.
 */
export function evaluateAtEachAge(
  view: RuleView,
  evaluatorOf: (view: RuleView) => Evaluate
): Evaluate {
  const { ageYears: most, ageYearsLeast: least } = view.index.person
  if (most === undefined || least === undefined) return evaluatorOf(view)
  const [older, younger, unknown] = [most, least, undefined].map((ageYears) =>
    evaluatorOf({ ...view, index: withAge(view.index, ageYears) })
  ) as [Evaluate, Evaluate, Evaluate]
  return (rule) => {
    const [atMost, atLeast] = [older(rule), younger(rule)]
    if (saysOf(atMost) === saysOf(atLeast)) {
      return atMost.map((finding) => inWords(finding, { most, least }))
    }
    const cannotAssess = unknown(rule)
    if (cannotAssess.length > 0) return cannotAssess
    const louder = atMost.length > 0 ? atMost : atLeast
    return louder.map((finding) => inDoubt(inWords(finding, { most, least })))
  }
}

function withAge(index: ClinicalIndex, ageYears: number | undefined): ClinicalIndex {
  const { ageYears: _years, ageYearsLeast: _least, ...person } = index.person
  const aged: Person = { ...person, ...(ageYears !== undefined && { ageYears }) }
  return { ...index, person: aged }
}

/** What was found, without the words: the age stands in them. */
function saysOf(findings: readonly RuleFinding[]): string {
  return JSON.stringify(
    findings.map(({ matter, indicator, missing, about }) => [
      matter,
      indicator,
      missing,
      about?.reference
    ])
  )
}

interface Ages {
  readonly most: number
  readonly least: number
}

function inWords(finding: RuleFinding, { most, least }: Ages): RuleFinding {
  const age = new RegExp(`\\b(age|at) (?:${most}|${least})\\b`, 'gi')
  const write = (text: string): string => text.replaceAll(age, `$1 ${least} or ${most}`)
  return {
    ...finding,
    summary: write(finding.summary),
    why: finding.why.map(write),
    evidence: finding.evidence.map((one) => ({ ...one, text: write(one.text) }))
  }
}

/** A rule that has no words for an unknown age: what it would say, as a question. */
function inDoubt(finding: RuleFinding): RuleFinding {
  return {
    ...finding,
    indicator: 'info',
    missing: [...finding.missing, 'the age: the birth date holds no day'],
    suggestions: []
  }
}
