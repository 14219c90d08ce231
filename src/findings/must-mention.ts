import { activeMedications } from '../clinical/active-medications.ts'
import type {
  Allergy,
  ClinicalIndex,
  DraftOrder,
  Medication,
  Result
} from '../clinical/clinical-index.ts'
import { currentPregnancy } from '../clinical/current-pregnancy.ts'
import { daysSince } from '../clinical/days-since.ts'
import { classesOf } from '../clinical/drug-classes.ts'
import type { DrugClass } from '../clinical/drug-classes.ts'
import { latestValue } from '../clinical/latest.ts'
import type { Evidence } from '../rules/rule.ts'
import { evidenceOfFacts } from './evidence-of-facts.ts'
import type { FoundFact } from './supported-fact.ts'

/*
 * What a word about a drug must not leave out (trust.md R22, omission: allergy, pregnancy, eGFR,
 * active anticoagulant). Most severe harm of such systems is omission (clinical.md 1.2): a model
 * that speaks of a drug and forgets one of these is completed from the record, not believed.
 */

/** KDIGO 2024, table 2: below 60 the filtration is reduced (G3a), and doses may depend on it. */
const egfrReducedBelow = 60
/** An older value says little of today; our choice, that of the apixaban rule. */
const egfrValidDays = 365

/** Eliquis label 5.2 and warfarin label 7: what raises bleeding beside an anticoagulant. */
const bleedingClasses: readonly DrugClass[] = [
  'anticoagulant',
  'antiplatelet',
  'nsaid',
  'salicylate',
  'ssri',
  'snri'
]
/** A finding on these is about bleeding whatever its drug. */
const bleedingAnalytes: ReadonlySet<string> = new Set(['hemoglobin', 'platelets', 'inr'])

/** A finding that may speak of drugs: by its order, or by what it rests on. */
interface Speaking {
  readonly about?: DraftOrder
  readonly evidence: readonly Evidence[]
}

/**
 * The facts of the record that must stand beside a finding's drugs and do not yet: verified, in
 * Curbside's words, at most one of each kind but for allergies. Empty when it speaks of no drug.
 */
export function mustMention(finding: Speaking, index: ClinicalIndex): readonly Evidence[] {
  const drugs = drugsOf(finding, index)
  if (drugs.length === 0) return []
  const said = new Set(finding.evidence.map(({ reference }) => reference))
  return [
    ...allergiesTo(drugs, index),
    ...pregnancyOf(index),
    ...reducedKidneys(index),
    ...bleedingRisk(finding, drugs, index)
  ].filter(({ reference }) => !said.has(reference))
}

/** Whether an allergy is to one of the ingredients, or to a class that one of them is of. */
export function isAllergyTo({ status, substances }: Allergy, ingredients: readonly string[]) {
  const current = status === 'active' || status === 'unknown'
  const names = new Set(ingredients.flatMap((one) => [one, ...classesOf(one)]))
  return current && substances.some((substance) => names.has(substance))
}

/** The ordered drug and those of the record that the finding rests on. */
function drugsOf({ about, evidence }: Speaking, index: ClinicalIndex): readonly Medication[] {
  const cited = evidence
    .flatMap(({ reference }) => index.byReference.get(reference) ?? [])
    .filter((fact) => fact.kind === 'medication')
  return [...(about?.medication === undefined ? [] : [about.medication]), ...cited]
}

function allergiesTo(drugs: readonly Medication[], index: ClinicalIndex): readonly Evidence[] {
  const ingredients = drugs.flatMap((drug) => drug.ingredients)
  return index.allergies
    .filter((allergy) => isAllergyTo(allergy, ingredients))
    .flatMap((allergy) => said({ kind: 'allergy', allergy }))
}

function pregnancyOf(index: ClinicalIndex): readonly Evidence[] {
  const { pregnant, evidence } = currentPregnancy(index)
  const [fact] = pregnant === 'yes' ? evidence : []
  if (fact === undefined) return []
  return said(
    fact.kind === 'problem'
      ? { kind: 'condition', problem: fact, saysDate: false }
      : { kind: 'value', result: fact satisfies Result, newest: true }
  )
}

function reducedKidneys(index: ClinicalIndex): readonly Evidence[] {
  const egfr = latestValue(index, 'egfr')
  if (egfr === undefined || egfr.comparator === '>' || egfr.comparator === '>=') return []
  const days = daysSince(egfr.date, index)
  const counts = egfr.value < egfrReducedBelow && days >= 0 && days <= egfrValidDays
  return counts ? said({ kind: 'value', result: egfr, newest: true }) : []
}

/** An anticoagulant beside a drug or a result that makes bleeding more likely or tells of it. */
function bleedingRisk(
  { evidence }: Speaking,
  drugs: readonly Medication[],
  index: ClinicalIndex
): readonly Evidence[] {
  const references = new Set(drugs.map(({ reference }) => reference))
  const tells = evidence
    .flatMap(({ reference }) => index.byReference.get(reference) ?? [])
    .some((fact) => fact.kind === 'result' && bleedingAnalytes.has(fact.analyte))
  const raises = drugs.some(({ ingredients }) =>
    ingredients.flatMap(classesOf).some((one) => bleedingClasses.includes(one))
  )
  if (!tells && !raises) return []
  const [anticoagulant] = activeMedications(index, { classes: ['anticoagulant'] }).filter(
    ({ reference }) => !references.has(reference)
  )
  return anticoagulant === undefined
    ? []
    : said({ kind: 'drug', medication: anticoagulant, says: noSlots })
}

const noSlots = { dose: true, form: false, start: false }

const said = (found: FoundFact): readonly Evidence[] =>
  evidenceOfFacts([{ bound: { kind: 'patient', ...basis, age: null, sex: null }, found }])

// Of such a fact only what was found is said: nobody proposed it.
const basis = { role: 'basis', of: null } as const
