import type { Medication } from './clinical-index.ts'
import { systems } from './concept.ts'
import drugCodes from '../terminology/drug-codes.json' with { type: 'json' }

const extendedReleaseOpioids = new Set(drugCodes.extendedReleaseOpioids.split(' '))

// How RxNorm names such forms ("12 HR … Extended Release Oral Tablet", "72 HR … Transdermal System"),
// and how EHRs and people do.
const extendedReleaseName =
  /\b(?:extended|sustained|controlled|prolonged)[- ]release\b|\blong[- ]acting\b|\b\d+ ?HR\b|\btransdermal\b|\bpatch\b|\b(?:ER|XR|SR|CR|XL|LA)\b|\b(?:oxycontin|xtampza|ms contin|kadian|avinza|arymo|morphabond|embeda|exalgo|hysingla|zohydro|conzip|ryzolt|butrans|duragesic)\b/i
/** CDC 2022 counts methadone among the extended-release and long-acting opioids in any form. */
const longActing: ReadonlySet<string> = new Set(['methadone'])

/** What its name says of it in so many words; a patch or methadone is long-acting by other means. */
const saidToRelease =
  /\b(?:extended|sustained|controlled|prolonged)[- ]release\b|\b(?:12|24) ?HR\b.*\b(?:tablet|capsule)|\b(?:ER|XR|SR|CR|XL)\b/i

/** How such a product is called: "extended-release" only where its name says so. */
export function releaseWord({ label }: Medication): 'extended-release' | 'long-acting' {
  return saidToRelease.test(label) ? 'extended-release' : 'long-acting'
}

/** Whether a product releases its drug over hours: by name, or by the CDC value set for opioids. */
export function isExtendedRelease(medication: Medication): boolean {
  return (
    extendedReleaseName.test(medication.label) ||
    medication.ingredients.some((ingredient) => longActing.has(ingredient)) ||
    medication.codes.some(
      ({ system, code }) => system === systems.rxnorm && extendedReleaseOpioids.has(code)
    )
  )
}
