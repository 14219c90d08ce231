import type { ClinicalIndex } from '../../clinical/clinical-index.ts'
import { dailyDoseOfIngredient } from '../../clinical/ingredient-dose.ts'
import { adjustOrder } from '../adjusted-dose.ts'
import { isIn } from '../drug-set.ts'
import type { DrugSet } from '../drug-set.ts'
import { orderedDrugs, partnersOf, removeOrder } from '../ordered-drugs.ts'
import type { OrderedDrug } from '../ordered-drugs.ts'
import { presentProblems, problemEvidence } from '../problems.ts'
import { isAbove, isBelow, newestKnown, readingEvidence, unknownReading } from '../readings.ts'
import type { Answer } from '../readings.ts'
import type { Evidence, Rule, RuleFinding, RuleView } from '../rule.ts'
import { labelToVerify } from '../sources.ts'
import { addCreatinine } from '../suggested-tests.ts'
import { unreadWords } from '../unread.ts'
import { joinWords, nameOf, summarise } from '../wording.ts'
import { factOf } from '../../clinical/known.ts'

/** Eliquis label 2.1: two of these three ask for 2.5 mg twice a day. */
const reduceFrom = { ageYears: 80, weightKgAtMost: 60, creatinineAtLeast: 1.5, count: 2 } as const
/** Eliquis label 2.1: the reduced dose is 2.5 mg twice a day. */
const reducedMgADay = 5
const reducedTabletMg = 2.5
/** Weight and creatinine as old as that say little of today; our choice. */
const validDays = 365

/** Eliquis label 2.1; RxNorm products as in situation 32 of the clinical reference. */
const reduced = {
  mg: 2.5,
  timesADay: 2,
  product: { code: '1364435', display: 'apixaban 2.5 MG Oral Tablet', mg: 2.5 }
} as const
const whole = {
  mg: 5,
  timesADay: 2,
  product: { code: '1364445', display: 'apixaban 5 MG Oral Tablet', mg: 5 }
} as const

const apixaban: DrugSet = { ingredients: ['apixaban'] }
const strongInhibitors: DrugSet = { classes: ['strong-cyp3a4-inhibitor'] }
const matter = 'apixaban-dose'

interface Criterion {
  /** There is one, and it cannot be used. */
  readonly unread?: boolean
  readonly answer: Answer
  readonly words: string
  readonly name: string
  readonly evidence: readonly Evidence[]
}

/** Situation 32: the apixaban dose does not fit age, weight and creatinine. */
export const apixabanDose: Rule = {
  id: 'R-32',
  version: '1.0',
  title: 'Apixaban dose in atrial fibrillation',
  when: 'Apixaban is ordered at more than 5 mg a day with two of: 80 years or older, 60 kg or less, creatinine 1.5 mg/dL or more (weight and creatinine within a year): warning. Ordered at 5 mg a day or less in atrial fibrillation with fewer than two, all three known: information. One met and another not known: cannot assess.',
  whenNot:
    'Venous thromboembolism on the problem list without atrial fibrillation; strong CYP3A4 inhibitors beside a reduced dose; no criterion met at full dose.',
  hooks: ['order-select'],
  topic: 'apixabanDose',
  source: labelToVerify('Eliquis (apixaban)', '2.1, Dose: reduction in atrial fibrillation'),
  evaluate: (view) =>
    orderedDrugs(view)
      .filter(({ medication }) => isIn(medication, apixaban))
      .flatMap((ordered) => assess(view, ordered))
}

function assess(view: RuleView, ordered: OrderedDrug): readonly RuleFinding[] {
  const { index } = view
  const [fibrillation] = presentProblems(index, 'atrial-fibrillation').map(problemEvidence)
  const thrombosis = presentProblems(index, 'venous-thromboembolism').length > 0
  if (fibrillation === undefined && thrombosis) return []
  const full = isFullDose(ordered)
  if (full === undefined) return []
  const criteria = criteriaOf(index)
  const met = criteria.filter(({ answer }) => answer === 'yes')
  const open = criteria.filter(({ answer }) => answer === 'unknown')
  if (full) {
    if (met.length >= reduceFrom.count) return [tooMuch(ordered, met, fibrillation)]
    const decides = met.length > 0 && met.length + open.length >= reduceFrom.count
    return decides ? [unknown(index, ordered, { met, open })] : []
  }
  if (fibrillation === undefined || thrombosis || met.length >= reduceFrom.count) return []
  const unread = open.filter((one) => one.unread === true)
  if (open.length > 0) {
    return unread.length > 0 && unread.length === open.length
      ? [unknown(index, ordered, { met, open })]
      : []
  }
  if (partnersOf(view, ordered, strongInhibitors).length > 0) return []
  return [underdosed(ordered, criteria, fibrillation)]
}

/** By the daily dose; without one, by the tablet: the full dose is never made of 2.5 mg. */
function isFullDose({ medication }: OrderedDrug): boolean | undefined {
  const dose = dailyDoseOfIngredient(medication, 'apixaban')
  if (dose?.unit === 'mg') return dose.value > reducedMgADay
  const { strength } = medication
  return strength?.unit === 'mg' && strength.value > reducedTabletMg ? true : undefined
}

function criteriaOf(index: ClinicalIndex): readonly Criterion[] {
  const { ageYears } = index.person
  const since = index.asOf.epochDay - validDays
  const weights = newestKnown(index, 'weight', since)
  const creatinines = newestKnown(index, 'creatinine', since)
  const [weight, creatinine] = [factOf(weights), factOf(creatinines)]
  return [
    {
      answer: ageYears === undefined ? 'unknown' : ageYears >= reduceFrom.ageYears ? 'yes' : 'no',
      words: `age ${ageYears}`,
      name: 'the age',
      evidence: []
    },
    {
      answer: weight === undefined ? 'unknown' : not(isAbove(weight, reduceFrom.weightKgAtMost)),
      words: 'weight 60 kg or less',
      name: unknownReading(weights, 'weight') ?? 'a weight of the last year',
      unread: weights.known === 'unreadable',
      evidence: weight === undefined ? [] : [readingEvidence('Weight', weight)]
    },
    {
      answer:
        creatinine === undefined
          ? 'unknown'
          : not(isBelow(creatinine, reduceFrom.creatinineAtLeast)),
      words: 'creatinine 1.5 or more',
      name: unknownReading(creatinines, 'creatinine') ?? 'a creatinine of the last year',
      unread: creatinines.known === 'unreadable',
      evidence: creatinine === undefined ? [] : [readingEvidence('Creatinine', creatinine)]
    }
  ]
}

function not(answer: Answer): Answer {
  return answer === 'unknown' ? 'unknown' : answer === 'yes' ? 'no' : 'yes'
}

function tooMuch(
  ordered: OrderedDrug,
  met: readonly Criterion[],
  fibrillation: Evidence | undefined
): RuleFinding {
  const words = joinWords(met.map((one) => one.words))
  const evidence = [
    ...met.flatMap((one) => one.evidence),
    ...(fibrillation === undefined ? [] : [fibrillation])
  ]
  return {
    ...common(ordered),
    indicator: 'warning',
    summary: summarise(
      [nameOf(ordered.medication)],
      (drug) => `${drug} full dose ordered; ${words}: 2.5 mg twice a day, bleeding risk`
    ),
    why: [
      ...evidence.map(({ text }) => `${text}.`),
      fibrillation === undefined
        ? 'The reduced dose is for atrial fibrillation, which is not recorded as the reason.'
        : 'Two of age 80, weight 60 kg and creatinine 1.5 mg/dL ask for the reduced dose.'
    ],
    options: [
      'Consider 2.5 mg twice a day if it is for atrial fibrillation.',
      'Consider confirming weight and creatinine first.'
    ],
    evidence,
    missing: [],
    // For another reason than atrial fibrillation the label states no reduced dose.
    suggestions:
      fibrillation === undefined
        ? [removeOrder(ordered), addCreatinine]
        : [...adjustOrder(ordered, reduced), removeOrder(ordered)]
  }
}

function underdosed(
  ordered: OrderedDrug,
  criteria: readonly Criterion[],
  fibrillation: Evidence
): RuleFinding {
  const evidence = [...criteria.flatMap((one) => one.evidence), fibrillation]
  return {
    ...common(ordered),
    indicator: 'info',
    summary: summarise(
      [nameOf(ordered.medication)],
      (drug) => `${drug} reduced dose ordered, fewer than two of three criteria: less protection`
    ),
    why: evidence.map(({ text }) => `${text}.`),
    options: ['Consider 5 mg twice a day in atrial fibrillation, unless there is another reason.'],
    evidence,
    missing: [],
    suggestions: adjustOrder(ordered, whole)
  }
}

function unknown(
  index: ClinicalIndex,
  ordered: OrderedDrug,
  { met, open }: { readonly met: readonly Criterion[]; readonly open: readonly Criterion[] }
): RuleFinding {
  const unread = [unreadWords(index, 'laboratory'), unreadWords(index, 'vitals')]
  const missing = [...open.map(({ name }) => name), ...unread.filter((one) => one !== undefined)]
  return {
    ...common(ordered),
    indicator: 'info',
    summary: summarise(
      [nameOf(ordered.medication)],
      (drug) => `${drug} ordered: whether the dose is to be reduced cannot be assessed`
    ),
    why: [
      ...met.flatMap(({ evidence }) => evidence.map(({ text }) => `${text}.`)),
      `Not known: ${joinWords(missing)}.`
    ],
    options: ['Consider weight and creatinine before the dose is chosen.'],
    evidence: met.flatMap(({ evidence }) => evidence),
    missing,
    unchecked: 'the criteria for a reduced dose',
    suggestions: [addCreatinine]
  }
}

function common({ order }: OrderedDrug) {
  return { matter, about: order }
}
