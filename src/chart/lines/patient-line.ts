import type { Person } from '../../clinical/clinical-index.ts'

const oldestShownYears = 89
const monthsUpTo = 24

/**
 * `PATIENT 67y female`. Ages over 89 are one class (45 CFR 164.514(b)(2)(i)(C)), infants count in
 * months; the birth date is never shown.
 */
export function patientLine(person: Person): string {
  const sex = person.sex === 'unknown' ? 'sex unknown' : person.sex
  return `PATIENT ${writeAge(person)} ${sex}${person.deceased ? ' deceased' : ''}`
}

function writeAge({ ageYears, ageMonths }: Person): string {
  if (ageYears === undefined || ageYears < 0) return 'age unknown'
  if (ageYears > oldestShownYears) return '90+'
  if (ageYears * 12 >= monthsUpTo) return `${ageYears}y`
  return ageMonths === undefined ? 'under 2y' : `${ageMonths}mo`
}
