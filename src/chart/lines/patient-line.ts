import type { Person } from '../../clinical/clinical-index.ts'
import type { Part } from '../chart-line.ts'

const oldestShownYears = 89
const monthsUpTo = 24

/**
 * `PATIENT [Y1] 67y female`: age and sex can be cited. Ages over 89 are one class (45 CFR 164.514(b)(2)(i)(C)), infants count in
 * months; the birth date is never shown.
 */
export function patientLine(person: Person): readonly Part[] {
  const sex = person.sex === 'unknown' ? 'sex unknown' : person.sex
  const says = `${writeAge(person)} ${sex}${person.deceased ? ' deceased' : ''}`
  return ['PATIENT [', { letter: 'Y', patient: true }, `] ${says}`]
}

function writeAge({ ageYears, ageYearsLeast, ageMonths }: Person): string {
  if (ageYears === undefined || ageYears < 0) return 'age unknown'
  if (ageYears > oldestShownYears) return '90+'
  if (ageYears * 12 >= monthsUpTo) {
    return ageYearsLeast === undefined ? `${ageYears}y` : `${ageYearsLeast} or ${ageYears}y`
  }
  return ageMonths === undefined ? 'under 2y' : `${ageMonths}mo`
}
