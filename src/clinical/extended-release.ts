import type { Medication } from './clinical-index.ts'
import { systems } from './concept.ts'
import drugCodes from './drug-codes.json' with { type: 'json' }

const extendedReleaseOpioids = new Set(drugCodes.extendedReleaseOpioids.split(' '))

// How RxNorm names such forms: "12 HR … Extended Release Oral Tablet", "72 HR … Transdermal System".
const extendedReleaseName = /\bextended release\b|\b\d+ HR\b|\btransdermal\b/i

/** Whether a product releases its drug over hours: by name, or by the CDC value set for opioids. */
export function isExtendedRelease(medication: Medication): boolean {
  return (
    extendedReleaseName.test(medication.label) ||
    medication.codes.some(
      ({ system, code }) => system === systems.rxnorm && extendedReleaseOpioids.has(code)
    )
  )
}
