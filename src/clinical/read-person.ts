import type { Person } from './clinical-index.ts'
import { clinicalDate, yearsBetween } from './clinical-date.ts'
import type { ClinicalDate } from './clinical-date.ts'
import { textOf } from './loose-json.ts'
import type { LooseObject } from './loose-json.ts'

const sexes = ['female', 'male', 'other'] as const

/** Age in months is kept for the first two years. */
const monthsOfAgeMax = 24

/** Who the record is of: sex, age at `asOf`, and nothing that names the person. */
export function readPerson(patient: LooseObject, asOf: ClinicalDate): Person {
  const birth = clinicalDate(textOf(patient['birthDate']))
  const age = birth === undefined ? undefined : ageOf(birth, asOf)
  return {
    reference: `Patient/${textOf(patient['id']) ?? ''}`,
    sex: sexes.find((sex) => sex === patient['gender']) ?? 'unknown',
    ...(birth !== undefined && { birth }),
    ...age,
    deceased:
      patient['deceasedBoolean'] === true || textOf(patient['deceasedDateTime']) !== undefined
  }
}

function ageOf(
  birth: ClinicalDate,
  asOf: ClinicalDate
): Pick<Person, 'ageYears' | 'ageYearsLeast' | 'ageMonths'> {
  // A birth date in the future is a fault of the record: no age is known.
  if (birth.epochDay > asOf.epochDay) return {}
  const ageYears = yearsBetween(birth, asOf)
  const [birthYear = 0, birthMonth, birthDay = 1] = birth.iso.split('-').map(Number)
  const [year = 0, month = 1, day = 1] = asOf.iso.split('-').map(Number)
  const least = Math.max(0, yearsBetween(latestBirth(birth), asOf))
  const range = least < ageYears ? { ageYearsLeast: least } : {}
  if (birthMonth === undefined) return { ageYears, ...range }
  const ageMonths = (year - birthYear) * 12 + month - birthMonth - (day < birthDay ? 1 : 0)
  return { ageYears, ...range, ...(ageMonths < monthsOfAgeMax && { ageMonths }) }
}

/** The last day that a birth date can mean: a year, a month, or the day itself. */
function latestBirth({ iso, epochDay }: ClinicalDate): ClinicalDate {
  if (iso.length === 10) return { iso, epochDay }
  const [year = '', month = '12'] = iso.split('-')
  // Read as month and day, never as a point in time: a 31st that does not exist does no harm.
  return { iso: `${year}-${month}-31`, epochDay }
}
