import { activeMedications } from '../../clinical/active-medications.ts'
import type { ClinicalIndex } from '../../clinical/clinical-index.ts'
import { problemsIn } from '../../clinical/has-problem.ts'
import { isWhole } from '../../clinical/is-whole.ts'
import { morphineEquivalentOf } from '../../clinical/morphine-equivalents.ts'
import type { ProblemSet } from '../../terminology/named-sets.ts'
import type { ChartLine, LineContext, Lines, Part } from '../chart-line.ts'
import { plainText } from '../chart-line.ts'
import { writeNumber } from '../write-number.ts'
import { isClean } from './fact-line.ts'

/**
 * What is computed from several entries, because models are poor at it: each line names the entries
 * it rests on, and what was not known for it.
 */
export function computedLines(index: ClinicalIndex, context: LineContext): Lines {
  const lines = [strokeRiskParts(index, context), morphineParts(index)].flatMap((parts) =>
    parts === undefined ? [] : [lineOf(parts)]
  )
  const clean = lines.filter((line) => isClean([], plainText(line), context))
  return { lines: clean, withheld: lines.length - clean.length }
}

function lineOf(parts: readonly Part[]): ChartLine {
  return { section: 'COMPUTED', cut: 'never', day: 0, parts: () => parts, points: 1 }
}

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

/** `CHA2DS2-VASc 4: age 2; hypertension 1 [C10]; female 1`, where atrial fibrillation is active. */
function strokeRiskParts(
  index: ClinicalIndex,
  { inOrder }: LineContext
): readonly Part[] | undefined {
  if (problemsIn(index, ['atrial-fibrillation'], { active: true }).length === 0) return undefined
  const { ageYears, sex } = index.person
  const ofAge = ageYears === undefined ? 0 : ageYears >= 75 ? 2 : ageYears >= 65 ? 1 : 0
  const ofSex = sex === 'female' ? 1 : 0
  const found = items.flatMap(({ name, set, points, ever }) => {
    const [problem] = problemsIn(index, [set], { active: !ever })
      .filter(({ social }) => !social)
      .toSorted((one, other) => inOrder(one.reference, other.reference))
    return problem === undefined ? [] : [{ name, points, reference: problem.reference }]
  })
  const points = found.reduce((sum, item) => sum + item.points, ofAge + ofSex)
  const unknown = [
    ...(ageYears === undefined ? ['age'] : []),
    ...(sex === 'unknown' || sex === 'other' ? ['sex'] : []),
    ...(isWhole(index, 'conditions') ? [] : ['all problems'])
  ]
  const terms: Part[][] = [
    ...(ofAge > 0 ? [[`age ${ofAge}`]] : []),
    ...found.map((item): Part[] => [
      `${item.name} ${item.points} [`,
      { letter: 'C', reference: item.reference },
      ']'
    ]),
    ...(ofSex > 0 ? [['female 1']] : [])
  ]
  return [
    `CHA2DS2-VASc ${unknown.length > 0 ? 'at least ' : ''}${points}`,
    ...listed(terms),
    ...(unknown.length > 0 ? [`; not known: ${unknown.join(', ')}`] : [])
  ]
}

/** `Active opioids 90 MME/d: 60 [M3]; 30 [M5]; no factor or dose [M7]`. */
function morphineParts(index: ClinicalIndex): readonly Part[] | undefined {
  const opioids = activeMedications(index, { classes: ['opioid'], route: 'systemic' })
  if (opioids.length === 0) return undefined
  const each = opioids.map((medication) => ({
    medication,
    equivalent: morphineEquivalentOf(medication)
  }))
  const known = each.flatMap(({ equivalent }) => (typeof equivalent === 'number' ? equivalent : []))
  const sum = known.reduce((total, one) => total + one, 0)
  const isPartial = known.length < each.length
  const terms = each.map(({ medication, equivalent }): Part[] => [
    `${typeof equivalent === 'number' ? writeNumber(equivalent) : 'no factor or dose'} [`,
    { letter: medication.source === 'dispense' ? 'D' : 'M', reference: medication.reference },
    ']'
  ])
  const total =
    known.length === 0 ? 'not known' : `${isPartial ? 'at least ' : ''}${writeNumber(sum)} MME/d`
  return [`Active opioids ${total}`, ...listed(terms)]
}

/** `: one; other`. */
function listed(terms: readonly (readonly Part[])[]): Part[] {
  return terms.flatMap((term, at) => [at === 0 ? ': ' : '; ', ...term])
}
