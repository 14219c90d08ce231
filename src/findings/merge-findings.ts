import { speaksReassuringly } from './check-words.ts'
import type { Finding, RuleHit, VerifiedFinding } from './finding.ts'
import { genericOption } from './write-summary.ts'

/**
 * One list of what rules and model found. Both found it: the rule's wording, confirmed. Only the
 * model: its verified facts, `warning` at most. The model says all is well where a rule fired: the
 * rule is shown, and the disagreement counted. A rule that could not assess is never hidden.
 */
export function mergeFindings(given: {
  readonly ruleHits: readonly RuleHit[]
  readonly verified: readonly VerifiedFinding[]
}): { readonly findings: readonly Finding[]; readonly disagreements: number } {
  const confirmed = new Set<RuleHit>()
  const modelOnly = new Map<string, Finding>()
  let disagreements = 0
  for (const finding of given.verified) {
    const same = given.ruleHits.filter((hit) => isSameMatter(hit, finding))
    if (same.length > 0 && speaksReassuringly(finding.bound)) disagreements += 1
    else if (same.length > 0) for (const hit of same) confirmed.add(hit)
    else {
      const key = `${finding.matter}\n${finding.about?.reference ?? ''}`
      if (!modelOnly.has(key)) modelOnly.set(key, ofModel(finding))
    }
  }
  const ofRules = given.ruleHits.map((hit) => ofRule(hit, confirmed.has(hit)))
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

function ofRule({ rule, finding }: RuleHit, confirmedByModel: boolean): Finding {
  return { ...finding, origin: 'rule', rule, confirmedByModel }
}

function ofModel(finding: VerifiedFinding): Finding {
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
    ...(about !== undefined && { about })
  }
}
