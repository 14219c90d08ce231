import { codesIn } from './concept.ts'

/** What a qualitative test says: found, or looked for and not found. */
export type Detection = 'positive' | 'negative'

// HL7 v3 ObservationInterpretation, and the same codes of HL7 v2 table 0078.
const interpretations: ReadonlyMap<string, Detection> = new Map([
  ['POS', 'positive'],
  ['DET', 'positive'],
  ['RR', 'positive'],
  ['NEG', 'negative'],
  ['ND', 'negative'],
  ['NR', 'negative']
])

// SNOMED CT qualifiers, where a value has no display: 10828004 positive, 260373001 detected,
// 260385009 negative, 260415000 not detected. Not before yes: "not detected" holds "detected".
const no =
  /^(?:260385009$|260415000$|neg(?:ative)?\b|not? |non-?|none\b|absent\b|undetected\b)|\b(?:negative|not detected|none detected|not present|non-?reactive|undetectable)\b/i
const yes = /^(?:10828004$|260373001$|\(?\+\)?$|pos\b)|\b(?:positive|detected|present|reactive)\b/i

/** By the interpretation that came with it, else by the words of its value; undefined for others. */
export function detectionIn(
  interpretation: unknown,
  text: string | undefined
): Detection | undefined {
  const flagged = codesIn(interpretation)
    .map((code) => interpretations.get(code.toUpperCase()))
    .find((one) => one !== undefined)
  if (flagged !== undefined || text === undefined) return flagged
  if (no.test(text)) return 'negative'
  return yes.test(text) ? 'positive' : undefined
}
