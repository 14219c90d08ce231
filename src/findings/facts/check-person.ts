import { computedFacts } from '../../clinical/computed/computed-facts.ts'
import { wordsOfComputed } from '../../clinical/computed/computed-fact.ts'
import { sameNumber } from '../checks/number.ts'
import type { FactVerdict } from '../supported-fact.ts'
import { holds, lost } from './fact-view.ts'
import type { FactOf, FactView } from './fact-view.ts'

const oldestShownYears = 89
const monthsUpTo = 24

/** Age as the chart wrote it (months under two years, 90 for everybody older), and sex. */
export function checkPatient(bound: FactOf<'patient'>, { index }: FactView): FactVerdict {
  const { person } = index
  if (bound.age === null && bound.sex === null) return lost('slots-unfit')
  const { ageYears, ageMonths } = person
  const age = bound.age !== null && isAge(bound.age, ageYears, ageMonths)
  const sex = bound.sex !== null && person.sex === bound.sex
  if ((bound.age !== null && !age) || (bound.sex !== null && !sex)) return lost('patient-mismatch')
  return holds(bound, { kind: 'patient', person, says: { age, sex } })
}

function isAge(claimed: number, years: number | undefined, months: number | undefined): boolean {
  if (years === undefined || years < 0) return false
  if (years > oldestShownYears) return claimed > oldestShownYears
  return years * 12 < monthsUpTo ? claimed === months : claimed === years
}

/** Computed again from the record of this call: the same number, or it is not said. */
export function checkComputed(bound: FactOf<'computed'>, { index }: FactView): FactVerdict {
  const computed = computedFacts(index).find(({ name }) => name === bound.name)
  if (computed === undefined) return lost('computed-mismatch')
  const { name, value } = computed
  const isSame = bound.value === null || (value !== null && sameNumber(bound.value, value))
  if (!isSame) return lost('computed-mismatch')
  // Bound with its number, so that another number at a later call is another fact.
  return holds(
    { ...bound, value },
    { kind: 'computed', name, words: wordsOfComputed(computed), value }
  )
}
