import type { Concept } from './concept.ts'
import { codesIn } from './concept.ts'
import { listOf, objectOf, textOf } from './loose-json.ts'
import type { LooseObject } from './loose-json.ts'

/*
 * EHRs write "no known allergy" as an AllergyIntolerance too, by code and in words, and keep there
 * what was looked into and found not to be one.
 */

// SNOMED CT: no known allergy, the same of drugs, food, environment and latex (two codes of each
// age), and the older "no known allergies", as C-CDA on FHIR and UK Core map them.
const deniedCodes: ReadonlySet<string> = new Set([
  '716186003',
  '160244002',
  '409137002',
  '429625007',
  '428607008',
  '716184000',
  '1003774007'
])
// International Patient Summary, absent and unknown data: no-known-allergies and its siblings.
const deniedCode = /^no-known-/

const exception = /\b(?:except|other than|but|besides|apart from|aside from|only)\b/i
const denied = new RegExp(
  [
    String.raw`^\W*(?:(?:the |this )?(?:patient|pt\.?|he|she)\s+)?(?:has |have |had |reports? |states? |is )?(?:no\b|not\b|none\b|nil\b|never\b|denie[sd]\b|denying\b|negative\b|without\b|nk[a-z]{0,2}a\b|tolerate[sd]?\b|tolerating\b|does not\b|doesn't\b)`,
    String.raw`^\W*(?:drug |medication |food |known )*allerg(?:y|ies)(?: status)?\s*[:\-–]?\s*(?:none|nil|no\b|nk[a-z]{0,2}a\b|denie[sd]|negative)`,
    String.raw`\ballerg(?:y|ies)\b.*\b(?:ruled out|excluded|refuted|disproved|disproven|de-?label+ed|removed|denied|not confirmed)\b`,
    String.raw`\b(?:ruled out|r/o|de-?label+ed|disproved|disproven|refuted)\b.*\ballerg`,
    String.raw`\b(?:family history|fh)\b|\b(?:mother|father|brother|sister|parent|sibling|son|daughter)(?:'s)?\b.*\ballerg`
  ].join('|'),
  'i'
)

/** Whether words say that there is no such allergy. "None but penicillin" names one. */
export function isDeniedAllergy(text: string): boolean {
  return denied.test(text) && !exception.test(text)
}

/** Whether an AllergyIntolerance says that there is none, by its code or by its words. */
export function deniesAllergy(resource: LooseObject, concept: Concept): boolean {
  if (hasNoRisk(resource)) return true
  if (concept.texts.some(isDeniedAllergy)) return true
  const isCoded = codesIn(resource['code'] ?? resource['substance']).some(
    (code) => deniedCodes.has(code) || deniedCode.test(code)
  )
  // Words that name something beside such a code contradict it: then it is an allergy.
  return isCoded && concept.texts.length === 0
}

/** FHIR, extension substanceExposureRisk: a substance with "no known reaction risk". */
function hasNoRisk(resource: LooseObject): boolean {
  return listOf(resource['extension'])
    .map(objectOf)
    .some(
      (extension) =>
        textOf(extension['url'])?.endsWith('substanceExposureRisk') === true &&
        listOf(extension['extension'])
          .map(objectOf)
          .some((part) => codesIn(part['valueCodeableConcept']).includes('no-known-reaction-risk'))
    )
}
