import { speaksReassuringly } from './check-words.ts'
import type { Finding, RuleHit, VerifiedFinding } from './finding.ts'
import type { Evidence } from '../rules/rule.ts'
import { genericOption } from './write-summary.ts'
import type { ChartPart } from '../ground/chart-part.ts'

/** A finding of the model, with the part of the chart that it was asked about. */
export type ReadFinding = VerifiedFinding & { readonly part?: ChartPart }

/** What merging knows of a finding beside what it says. */
export type MergedFinding = Finding & {
  /** The parts of the chart on which a model found it too, or found it alone. */
  readonly modelParts?: readonly ChartPart[]
  /** Facts that must stand beside its drugs (must-mention.ts). */
  readonly mentions?: readonly Evidence[]
}

/**
 * One list of what rules and model found. Both found it: the rule's wording, confirmed. Only the
 * model: its verified facts, `warning` at most. The model says all is well where a rule fired: the
 * rule is shown, and the disagreement counted. A rule that could not assess is never hidden.
 */
export function mergeFindings(given: {
  readonly ruleHits: readonly RuleHit[]
  readonly verified: readonly ReadFinding[]
}): { readonly findings: readonly MergedFinding[]; readonly disagreements: number } {
  const confirmed = new Map<RuleHit, readonly ReadFinding[]>()
  const modelOnly = new Map<string, MergedFinding>()
  let disagreements = 0
  for (const finding of given.verified) {
    const same = given.ruleHits.filter((hit) => isSameMatter(hit, finding))
    // "All is well" is no reason for a card. A model that failed must never seem to say it.
    if (speaksReassuringly(finding.bound)) disagreements += same.length > 0 ? 1 : 0
    else if (same.length > 0) {
      for (const hit of same) confirmed.set(hit, [...(confirmed.get(hit) ?? []), finding])
    } else {
      const key = `${finding.matter}\n${finding.about?.reference ?? ''}`
      if (!modelOnly.has(key)) modelOnly.set(key, ofModel(finding))
    }
  }
  const ofRules = given.ruleHits.map((hit) => ofRule(hit, confirmed.get(hit)))
  return { findings: [...ofRules, ...modelOnly.values()], disagreements }
}

/**
 * The same order, or both about the record as a whole, and a shared part of at least half of what
 * the one or the other rests on, not counting the order: a low potassium that mentions a blood
 * pressure is another matter than the blood pressures. Where a finding rests on more than problems, problems
 * do not count: half of a record's matters share a diagnosis.
 */
function isSameMatter({ finding: rule }: RuleHit, finding: VerifiedFinding): boolean {
  if (rule.missing.length > 0) return false
  const order = finding.about?.reference
  if (rule.about?.reference !== order) return false
  const problems = new Set(
    finding.bound.claims.flatMap((claim) => (claim.claim === 'condition' ? [claim.reference] : []))
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

function ofRule(
  { rule, finding }: RuleHit,
  confirming: readonly ReadFinding[] | undefined
): MergedFinding {
  const confirmedByModel = confirming !== undefined
  return { ...finding, origin: 'rule', rule, confirmedByModel, ...partsOf(confirming ?? []) }
}

function partsOf(found: readonly ReadFinding[]): Pick<MergedFinding, 'modelParts'> {
  const modelParts = [...new Set(found.flatMap(({ part }) => part ?? []))]
  return modelParts.length === 0 ? {} : { modelParts }
}

function ofModel(finding: ReadFinding): MergedFinding {
  const { bound, matter, summary, why, evidence, reasoning, option, alternative, about } = finding
  return {
    origin: 'model',
    matter,
    // Stored findings came from outside this process: only the two words a model may use pass.
    indicator: bound.indicator === 'info' ? 'info' : 'warning',
    summary,
    why,
    options: [option ?? genericOption(bound.concern), alternative].filter(
      (each) => each !== undefined
    ),
    evidence,
    missing: [],
    suggestions: [],
    ...(reasoning !== undefined && { reasoning }),
    ...(about !== undefined && { about }),
    ...partsOf([finding])
  }
}
