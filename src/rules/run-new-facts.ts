import type { Hook } from '../cds-hooks/service.ts'
import type {
  Allergy,
  ClinicalIndex,
  DraftOrder,
  Medication,
  Problem
} from '../clinical/clinical-index.ts'
import { activeIn } from './drug-set.ts'
import { medicationEvidence } from './ordered-drugs.ts'
import type { Rule, RuleFinding, RuleView } from './rule.ts'
import { runRules } from './run-rules.ts'
import type { RuleRun } from './run-rules.ts'
import { asTaken } from './words-for-taken.ts'

type Hit = RuleRun['hits'][number]

/**
 * What new entries of the record (an allergy, a problem) change: the rules look at every drug that
 * the patient takes as if it were ordered now, once with these entries and once without. What is
 * said only with them, or louder, or of them, is shown; the rest is known and was the matter of
 * another moment. The drugs stand already, so nothing offers to take one back.
 */
export function runNewFacts(
  rules: readonly Rule[],
  hooks: readonly Hook[],
  view: RuleView
): RuleRun {
  const { index, moment } = view
  const newFacts = new Set(moment.newFacts ?? [])
  if (newFacts.size === 0) return { hits: [], folded: [], failed: [], unknownMatters: false }
  const draftOrders = takenAsOrders(index)
  const asOrdered = { ...moment, draftOrders }
  const before = runRules(rules, hooks, { index: without(index, newFacts), moment: asOrdered })
  const now = runRules(rules, hooks, { index, moment: asOrdered })
  const known = new Map(before.hits.map((hit) => [keyOf(hit), hit]))
  const hits = now.hits
    .filter((hit) => isNews(hit, known.get(keyOf(hit)), newFacts))
    .map(({ rule, finding }) => ({ rule, finding: ofTaken(finding) }))
  return { ...now, hits }
}

/** Every drug that is taken, as an order that stands. */
const takenAsOrders = (index: ClinicalIndex): readonly DraftOrder[] =>
  activeIn(index, { topicalToo: true }).map((medication) => ({
    reference: medication.reference,
    standing: 'active',
    selected: true,
    resource: {
      resourceType: 'MedicationRequest',
      id: medication.reference
    } as DraftOrder['resource'],
    medication,
    recognised: !index.unrecognised.includes(medication)
  }))

/**
 * The index as it was before: without the new entries, and without older ones of the same thing,
 * because whoever records it again is to be told what it means.
 */
function without(index: ClinicalIndex, newFacts: ReadonlySet<string>): ClinicalIndex {
  const all: readonly (Problem | Allergy)[] = [...index.problems, ...index.allergies]
  const said = new Set(all.filter(({ reference }) => newFacts.has(reference)).flatMap(namesOf))
  const isOld = (fact: Problem | Allergy): boolean => !namesOf(fact).some((name) => said.has(name))
  return {
    ...index,
    problems: index.problems.filter(isOld),
    allergies: index.allergies.filter(isOld)
  }
}

const namesOf = ({ kind, label, codes }: Problem | Allergy): readonly string[] => [
  `${kind} ${label.toLowerCase()}`,
  ...codes.map(({ system, code }) => `${kind} ${system}|${code}`)
]

const keyOf = ({ rule, finding }: Hit): string =>
  [rule.id, finding.matter, finding.about?.reference ?? ''].join('\n')

const loudness = { info: 0, warning: 1, critical: 2 } as const

function isNews({ finding }: Hit, known: Hit | undefined, newFacts: ReadonlySet<string>): boolean {
  if (known === undefined) return true
  if (finding.evidence.some(({ reference }) => newFacts.has(reference))) return true
  const before = known.finding
  if (finding.missing.length > 0) return false
  return before.missing.length > 0 || loudness[finding.indicator] > loudness[before.indicator]
}

/** A finding about a drug that is taken: it rests on that drug, and no order is touched. */
function ofTaken(finding: RuleFinding): RuleFinding {
  const { about, ...rest } = finding
  const medication: Medication | undefined = about?.medication
  if (medication === undefined) return finding
  const evidence = medicationEvidence(medication)
  const cited = finding.evidence.some(({ reference }) => reference === evidence.reference)
  return asTaken({
    ...rest,
    evidence: cited ? finding.evidence : [...finding.evidence, evidence],
    why:
      cited || finding.why.includes(`${evidence.text}.`)
        ? finding.why
        : [...finding.why, `${evidence.text}.`],
    suggestions: finding.suggestions.filter((action) => !('order' in action))
  })
}
