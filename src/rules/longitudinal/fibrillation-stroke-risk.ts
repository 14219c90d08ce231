import type { ClinicalIndex } from '../../clinical/clinical-index.ts'
import { problemsIn } from '../../clinical/has-problem.ts'
import type { ProblemSet } from '../../terminology/named-sets.ts'
import type { DrugSet } from '../drug-set.ts'
import { eventsIn } from '../events.ts'
import { isEndOfLife, presentProblems, problemEvidence } from '../problems.ts'
import type { Evidence, Rule, RuleFinding } from '../rule.ts'
import { isTaken, unknownTherapy } from '../therapy.ts'
import { summarise } from '../wording.ts'

/*
 * CHA2DS2-VASc. Two points for men and three for women are two points beside sex for both: the
 * decision does not need the sex, the score that is printed does.
 */
const discussedFromPoints = 2
const ageYears = { onePointFrom: 65, twoPointsFrom: 75 } as const

interface Item {
  readonly name: string
  readonly sets: readonly ProblemSet[]
  readonly points: number
  /** A stroke counts for good; diabetes while it lasts. */
  readonly ever: boolean
}

const items: readonly Item[] = [
  { name: 'heart failure', sets: ['heart-failure'], points: 1, ever: true },
  { name: 'hypertension', sets: ['hypertension'], points: 1, ever: false },
  { name: 'diabetes', sets: ['diabetes'], points: 1, ever: false },
  { name: 'stroke or TIA', sets: ['stroke'], points: 2, ever: true },
  { name: 'vascular disease', sets: ['vascular-disease'], points: 1, ever: true }
]

const anticoagulant: DrugSet = { classes: ['anticoagulant'] }
const matter = 'fibrillation-stroke-risk'

/** Situation L9: atrial fibrillation at risk of stroke, without an anticoagulant. */
export const fibrillationStrokeRisk: Rule = {
  id: 'L-09',
  version: '1.0',
  title: 'Atrial fibrillation without an anticoagulant',
  when: 'Atrial fibrillation is active, CHA2DS2-VASc is 2 or more in men or 3 or more in women, and no anticoagulant is taken: warning. Medications, problems or age not known: cannot assess.',
  whenNot:
    'Anticoagulant taken; lower score; left atrial appendage closed; hospice, palliative care and likely terminal conditions.',
  hooks: ['patient-view'],
  topic: 'fibrillationStrokeRisk',
  source: {
    title: 'ACC/AHA/ACCP/HRS Guideline for Atrial Fibrillation',
    section: '6.3, Oral anticoagulants',
    url: 'https://doi.org/10.1161/CIR.0000000000001193',
    date: '2023-11-30',
    verified: false
  },
  evaluate: ({ index }) => {
    const [fibrillation] = presentProblems(index, 'atrial-fibrillation')
    if (fibrillation === undefined || isTaken(index, anticoagulant) || isEndOfLife(index)) return []
    if (eventsIn(index, ['left-atrial-appendage-occlusion'], -Infinity).length > 0) return []
    const score = scoreOf(index)
    const age = index.person.ageYears
    const enough = score.points >= discussedFromPoints
    const possible = age === undefined && score.points + 2 >= discussedFromPoints
    if (!enough && !possible) return []
    const therapy = unknownTherapy(index)
    const missing = [...(enough ? [] : ['the age']), ...(therapy === undefined ? [] : [therapy])]
    const evidence = [problemEvidence(fibrillation), ...score.evidence]
    return [finding(index, evidence, { ...score, missing })]
  }
}

function finding(
  { person }: ClinicalIndex,
  evidence: readonly Evidence[],
  { points, missing }: { readonly points: number; readonly missing: readonly string[] }
): RuleFinding {
  const printed = points + (person.sex === 'female' ? 1 : 0)
  return {
    matter,
    indicator: missing.length === 0 ? 'warning' : 'info',
    summary: summarise([evidence[0]?.text ?? ''], (text) =>
      missing.length === 0
        ? `${text}: CHA2DS2-VASc ${printed}, no anticoagulant found`
        : `${text}: stroke prevention cannot be assessed`
    ),
    why: [
      ...evidence.map(({ text }) => `${text}.`),
      ...(person.ageYears === undefined ? [] : [`Age ${person.ageYears} years.`]),
      ...missing.map((words) => `Not known: ${words}.`)
    ],
    options: [
      'Consider discussing an anticoagulant, with the risk of bleeding.',
      'Consider noting why not, if it was decided before.'
    ],
    evidence,
    missing,
    suggestions: []
  }
}

/** Points beside sex, and the problems that give them. */
function scoreOf(index: ClinicalIndex): {
  readonly points: number
  readonly evidence: readonly Evidence[]
} {
  const { ageYears: age = 0 } = index.person
  const ofAge = age >= ageYears.twoPointsFrom ? 2 : age >= ageYears.onePointFrom ? 1 : 0
  const found = items.flatMap(({ sets, points, ever }) => {
    const [problem] = ever ? problemsIn(index, sets) : presentProblems(index, ...sets)
    return problem === undefined ? [] : [{ points, evidence: problemEvidence(problem) }]
  })
  return {
    points: found.reduce((sum, { points }) => sum + points, ofAge),
    evidence: found.map(({ evidence }) => evidence)
  }
}
