import type { ShownFinding } from './door.ts'
import type { Finding, RuleHit } from './finding.ts'
import type { Relation } from '../model/proposal/words.ts'
import type { Evidence } from '../rules/rule.ts'
import type { ChartPart } from '../ground/chart-part.ts'

/** A finding of the model, with the part of the chart that it was asked about. */
export type ReadFinding = ShownFinding & { readonly part?: ChartPart }

/** What merging knows of a finding beside what it says. */
export type MergedFinding = Finding & {
  /** The parts of the chart on which a model found it too, or found it alone. */
  readonly modelParts?: readonly ChartPart[]
  /** Facts that must stand beside its drugs (must-mention.ts). */
  readonly mentions?: readonly Evidence[]
}

/**
 * One list of what rules and model found. Both found it: the rule's wording, with what the model
 * adds. Only the model: its verified facts, `warning` at most. The model doubts what a rule rests on:
 * the rule is shown, and the disagreement counted. A rule that could not assess is never hidden.
 */
export function mergeFindings(given: {
  readonly ruleHits: readonly RuleHit[]
  readonly verified: readonly ReadFinding[]
}): { readonly findings: readonly MergedFinding[]; readonly disagreements: number } {
  const beside = new Map<RuleHit, readonly ReadFinding[]>()
  const modelOnly = new Map<string, MergedFinding>()
  let disagreements = 0
  for (const finding of given.verified) {
    const same = given.ruleHits.filter((hit) => isSameMatter(hit, finding))
    if (same.length > 0) {
      if (doubts(finding)) disagreements += 1
      for (const hit of same) beside.set(hit, [...(beside.get(hit) ?? []), finding])
    } else {
      const key = `${finding.matter}\n${finding.about?.reference ?? ''}`
      if (!modelOnly.has(key)) modelOnly.set(key, ofModel(finding))
    }
  }
  const ofRules = given.ruleHits.map((hit) => ofRule(hit, beside.get(hit) ?? []))
  return { findings: [...ofRules, ...modelOnly.values()], disagreements }
}

const doubting: ReadonlySet<Relation> = new Set([
  'contradict',
  'implausible',
  'sample-or-person-mixed-up',
  'makes-unreliable',
  'list-cannot-be-right'
])

/** Whether a finding says that what it rests on may not be so. */
function doubts({ bound }: ReadFinding): boolean {
  return bound.meanings.some(({ relation }) => doubting.has(relation))
}

/**
 * The same order, or both about the record as a whole, and a shared part of at least half of what
 * the one or the other rests on, not counting the order: a low potassium that mentions a blood
 * pressure is another matter than the blood pressures. Where a finding rests on more than problems, problems
 * do not count: half of a record's matters share a diagnosis.
 */
function isSameMatter({ finding: rule }: RuleHit, finding: ShownFinding): boolean {
  if (rule.missing.length > 0) return false
  const order = finding.about?.reference
  if (rule.about?.reference !== order) return false
  const problems = new Set(
    finding.bound.facts.flatMap((fact) => (fact?.kind === 'condition' ? [fact.reference] : []))
  )
  const references = finding.evidence
    .map(({ reference }) => reference)
    .filter((reference) => reference !== order)
  const telling = references.filter((reference) => !problems.has(reference))
  const sought = new Set(telling.length > 0 ? telling : references)
  const rested = new Set(rule.evidence.map(({ reference }) => reference))
  const shared = rested.intersection(sought).size
  return shared > 0 && shared * 2 >= Math.min(rested.size, sought.size)
}

function ofRule({ rule, finding }: RuleHit, beside: readonly ReadFinding[]): MergedFinding {
  const aiAdds = [...new Set(beside.map(({ meaning }) => meaning))]
  return { ...finding, origin: 'rule', rule, aiAdds, ...partsOf(beside) }
}

function partsOf(found: readonly ReadFinding[]): Pick<MergedFinding, 'modelParts'> {
  const modelParts = [...new Set(found.flatMap(({ part }) => part ?? []))]
  return modelParts.length === 0 ? {} : { modelParts }
}

function ofModel(finding: ReadFinding): MergedFinding {
  const {
    matter,
    indicator,
    summary,
    why,
    options,
    evidence,
    suggestions,
    sources,
    toCheck,
    about
  } = finding
  return {
    origin: 'model',
    matter,
    indicator,
    summary,
    why,
    options,
    evidence,
    missing: [],
    suggestions,
    sources,
    toCheck,
    ...(about !== undefined && { about }),
    ...partsOf([finding])
  }
}
