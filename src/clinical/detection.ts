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
  /^(?:260385009$|260415000$|neg(?:ative)?\b|not?\s(?:\S+\s){0,3}?(?:detected|detectable|present|positive|reactive|found|seen|growth|evidence)\b|none\b|absent\b|undetected\b)|\b(?:negative|not detected|non-?detected|none detected|not present|non-?reactive|undetectable)\b/i
const yes = /^(?:10828004$|260373001$|\(?\+\)?$|pos\b)|\b(?:positive|detected|present|reactive)\b/i
// Toxicology writes "non-negative" for a positive screen that is not confirmed yet.
const nonNegative = /\bnon-?\s?negative\b/i
const positiveFirst =
  /^\W*(?:(?:presumptive|preliminary|unexpected)\s+)?positive\b(?!\s*:|\s+control)/i
/** Nothing was measured, or not yet: that is no finding of either kind. */
const unmeasured =
  /\b(?:not (?:tested|performed|done|applicable|reported|available)|no (?:result|specimen|sample)|non-?diagnostic|cancel\w*|invalid|pending|see (?:note|comment))/i

/** By the interpretation that came with it, else by the words of its value; undefined for others. */
export function detectionIn(
  interpretation: unknown,
  text: string | undefined
): Detection | undefined {
  const flagged = codesIn(interpretation)
    .map((code) => interpretations.get(code.toUpperCase()))
    .find((one) => one !== undefined)
  if (flagged !== undefined || text === undefined) return flagged
  // "POSITIVE, confirmation not present", "Negative (see comment)": the answer, and words about it.
  const [answer = ''] = text.split(/[,;(]/)
  return said(answer.trim()) ?? said(text)
}

function said(text: string): Detection | undefined {
  if (nonNegative.test(text) || positiveFirst.test(text)) return 'positive'
  if (unmeasured.test(text)) return undefined
  if (no.test(text)) return 'negative'
  return yes.test(text) ? 'positive' : undefined
}
