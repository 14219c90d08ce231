// @ts-check

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/**
 * A FHIR date at its own precision, as a clinician reads it: `4 Mar 2026`.
 * @param {string | undefined} date
 */
export function shortDate(date) {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?/.exec(date ?? '')
  if (match === null) return ''
  const month = match[2] === undefined ? '' : (months[Number(match[2]) - 1] ?? '')
  return [match[3] === undefined ? '' : String(Number(match[3])), month, match[1]]
    .filter((part) => part !== '')
    .join(' ')
}

/**
 * @param {import('./wire.d.ts').PatientHead} head
 * @param {string} asOf
 */
export function ageAndSex(head, asOf) {
  return [ageOf(head, asOf), head.sex].filter((part) => part !== '').join(' ')
}

/**
 * Years, or months for an infant.
 * @param {import('./wire.d.ts').PatientHead} head
 * @param {string} asOf
 */
function ageOf(head, asOf) {
  if (head.ageYears === undefined) return ''
  if (head.ageYears >= 2) return `${head.ageYears} y`
  const [yearNow = 0, monthNow = 0, dayNow = 0] = asOf.slice(0, 10).split('-').map(Number)
  const [year = 0, month = 0, day = 0] = head.birthDate.split('-').map(Number)
  const whole = (yearNow - year) * 12 + monthNow - month - (dayNow < day ? 1 : 0)
  return `${Math.max(0, whole)} mo`
}

/** @param {number} ms */
export function seconds(ms) {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`
}

/**
 * @param {number} count
 * @param {string} one
 * @param {string} [many]
 */
export function counted(count, one, many = `${one}s`) {
  return `${count} ${count === 1 ? one : many}`
}
