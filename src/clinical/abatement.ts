import type { ClinicalDate } from './clinical-date.ts'
import { objectOf, textOf } from './loose-json.ts'
import type { LooseObject } from './loose-json.ts'

/** Words that tell of an end: a time of life, an age, a year, or that it is over. */
const over =
  /\b(?:resolved|cured|healed|recovered|ended|gone|over|stopped|remission|outgr\w+|subsided|surgery|after|childhood|child|adolescen\w+|teens?|infan\w+|youth|aged?|years? (?:old|ago)|yrs?|months? ago|weeks? ago|days? ago|last|(?:19|20)\d\d|\d{1,2}s?)\b/i

/** Words that tell that there is none yet, or that nobody knows. */
const goesOn =
  /\b(?:ongoing|on-?going|continu\w+|persist\w*|present|current(?:ly)?|active|chronic|life-?long|unresolved|unknown|unsure|unclear|unspecified|none|never|not|no|n\/a|na|nil|recurr\w+|relaps\w+|still|to date|pending|tbd)\b|^[\s?\-–—.]*$/i

/**
 * Whether an abatement says that the problem is over at `asOf`: by its date, else by its words.
 * Words that tell of no end leave it to the clinical status.
 */
export function hasAbated(
  resource: LooseObject,
  abated: ClinicalDate | undefined,
  asOf: ClinicalDate
): boolean {
  if (abated !== undefined) return abated.epochDay <= asOf.epochDay
  const words = textOf(resource['abatementString'])
  if (words !== undefined) return over.test(words) && !goesOn.test(words)
  return (
    resource['abatementBoolean'] === true ||
    objectOf(resource['abatementAge'])['value'] !== undefined ||
    objectOf(resource['abatementRange'])['high'] !== undefined
  )
}
