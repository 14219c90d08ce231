import type { ProblemSet } from '../../terminology/named-sets.ts'
import type { ClinicalIndex } from '../clinical-index.ts'
import { contentOrder } from '../content-order.ts'
import { problemsIn } from '../has-problem.ts'
import { isWhole } from '../is-whole.ts'
import type { ComputedFact, ComputedTerm } from './computed-fact.ts'

interface Item {
  readonly name: string
  readonly set: ProblemSet
  readonly points: number
  /** A stroke counts for good; diabetes while it lasts. */
  readonly ever: boolean
}

// CHA2DS2-VASc: points as in table 3 of doi.org/10.1161/STR.0000000000000046; the 2023
// ACC/AHA/ACCP/HRS guideline for atrial fibrillation was not re-read.
const items: readonly Item[] = [
  { name: 'heart failure', set: 'heart-failure', points: 1, ever: true },
  { name: 'hypertension', set: 'hypertension', points: 1, ever: false },
  { name: 'diabetes', set: 'diabetes', points: 1, ever: false },
  { name: 'stroke or TIA', set: 'stroke', points: 2, ever: true },
  { name: 'vascular disease', set: 'vascular-disease', points: 1, ever: true }
]

/** CHA2DS2-VASc, where atrial fibrillation is active. */
export function strokeRisk(index: ClinicalIndex): ComputedFact | undefined {
  if (problemsIn(index, ['atrial-fibrillation'], { active: true }).length === 0) return undefined
  const { ageYears, sex } = index.person
  const ofAge = ageYears === undefined ? 0 : ageYears >= 75 ? 2 : ageYears >= 65 ? 1 : 0
  const ofSex = sex === 'female' ? 1 : 0
  const found = items.flatMap(({ name, set, points, ever }) => {
    const [problem] = problemsIn(index, [set], { active: !ever })
      .filter(({ social }) => !social)
      .toSorted(contentOrder())
    return problem === undefined ? [] : [{ name, points, reference: problem.reference }]
  })
  const notKnown = [
    ...(ageYears === undefined ? ['age'] : []),
    ...(sex === 'unknown' || sex === 'other' ? ['sex'] : []),
    ...(isWhole(index, 'conditions') ? [] : ['all problems'])
  ]
  const terms: ComputedTerm[] = [
    ...(ofAge > 0 ? [{ words: `age ${ofAge}` }] : []),
    ...found.map(({ name, points, reference }): ComputedTerm => ({
      words: `${name} ${points}`,
      from: { kind: 'problem', reference }
    })),
    ...(ofSex > 0 ? [{ words: 'female 1' }] : [])
  ]
  return {
    name: 'cha2ds2-vasc',
    label: 'CHA2DS2-VASc',
    value: found.reduce((sum, item) => sum + item.points, ofAge + ofSex),
    unit: '',
    atLeast: notKnown.length > 0,
    terms,
    notKnown
  }
}
