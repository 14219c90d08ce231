import { codesIn } from './concept.ts'
import { listOf, objectOf, textOf } from './loose-json.ts'
import type { LooseObject } from './loose-json.ts'

/*
 * What a laboratory says of a specimen that can make its value untrue. A closed list: free text of
 * a note never comes onto a card.
 */

const notes: readonly (readonly [RegExp, string])[] = [
  [/h(?:a)?emoly[sz](?:ed|is)|h(?:a)?emolytic (?:specimen|sample)/i, 'hemolyzed specimen'],
  [/lip(?:a)?emi[ac]/i, 'lipemic specimen'],
  [/\bicteri[ca]/i, 'icteric specimen'],
  [
    /\bclott?(?:ed|ing|s)? (?:specimen|sample)|(?:specimen|sample)(?: was| is)? (?:partially )?clotted/i,
    'clotted specimen'
  ],
  [/\bcontaminat(?:ed|ion)/i, 'specimen contaminated'],
  [
    /\b(?:drawn|collected) (?:above|from|proximal to)(?: an?| the)? (?:iv|intravenous|infusion|line)\b|\biv (?:fluid )?contaminat/i,
    'drawn near an infusion'
  ],
  [
    /(?:delay(?:ed)?|prolonged) (?:in )?(?:separation|transport|processing|storage)|\bold (?:specimen|sample)\b/i,
    'specimen processed late'
  ],
  [
    /\b(?:quantity|specimen|sample|volume) (?:was |is )?(?:not sufficient|insufficient)|\bqns\b/i,
    'specimen insufficient'
  ],
  [/\bplatelet clump|\bclump(?:ed|ing)\b/i, 'platelets clumped'],
  [/\b(?:wrong|incorrect|inappropriate) tube\b|\bunderfilled\b/i, 'wrong or underfilled tube'],
  [/\b(?:unspun|leaking|mislabell?ed) (?:specimen|sample)/i, 'specimen doubtful']
]
/** "no hemolysis", "not hemolyzed", "hemolysis: none", "hemolysis index 0". */
const denied = {
  before: /\b(?:no|not|non|without|absent|negative for|nil|free of)[\s-]+(?:\w+\s+){0,2}$/i,
  behind: /^\s*(?:index)?\s*[:=]?\s*(?:none|absent|negative|nil|no\b|not\b|0\b|normal)/i
}
/** HL7 v2 table 0493, SpecimenCondition. */
const conditions: ReadonlyMap<string, string> = new Map([
  ['HEM', 'hemolyzed specimen'],
  ['CLOT', 'clotted specimen'],
  ['CON', 'specimen contaminated']
])

/** `hemolyzed specimen`, where a note, an interpretation, the value's text or the specimen says so. */
export function specimenNote(resource: LooseObject): string | undefined {
  const texts = [
    ...listOf(resource['note']).map((note) => textOf(objectOf(note)['text']) ?? textOf(note)),
    textOf(resource['comment']),
    textOf(resource['comments']),
    textOf(resource['valueString']),
    ...listOf(resource['interpretation']).map((one) => textOf(objectOf(one)['text'])),
    textOf(objectOf(resource['valueCodeableConcept'])['text']),
    textOf(objectOf(resource['specimen'])['display'])
  ]
  for (const text of texts) {
    const note = text === undefined ? undefined : specimenWords(text)
    if (note !== undefined) return note
  }
  return listOf(resource['contained'])
    .flatMap((one) => codesIn(objectOf(one)['condition']))
    .map((code) => conditions.get(code))
    .find((note) => note !== undefined)
}

/** The same of one text. */
export function specimenWords(text: string): string | undefined {
  for (const [words, note] of notes) {
    const found = words.exec(text)
    if (found === null) continue
    const isDenied =
      denied.before.test(text.slice(0, found.index)) ||
      denied.behind.test(text.slice(found.index + found[0].length))
    if (!isDenied) return note
  }
  return undefined
}

/** A text without what it says of its specimen, so that the rest can be read as a value. */
export function withoutSpecimenWords(text: string): string {
  return text
    .replace(
      /[\s,;.(-]*\b(?:(?:slightly|mildly|moderately|grossly|markedly|specimen|sample)\s+)*(?:h(?:a)?emoly[sz](?:ed|is)|lip(?:a)?emic|icteric|clotted)(?:\s+(?:specimen|sample))?\b[).]?/gi,
      ''
    )
    .trim()
}
