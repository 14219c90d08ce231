import type { Result } from './clinical-index.ts'
import { systems } from '../terminology/code.ts'
import { isInProblemSet } from '../terminology/named-sets.ts'

export type PregnancyAnswer = 'yes' | 'no' | 'possible' | 'unknown'

// SNOMED CT as US Core and the International Patient Summary name them; LOINC answer list of
// 82810-3; and yes and no as LOINC and HL7 v2 code them.
const coded: ReadonlyMap<string, PregnancyAnswer> = new Map([
  [`${systems.snomed}|77386006`, 'yes'],
  [`${systems.snomed}|60001007`, 'no'],
  [`${systems.snomed}|152231000119106`, 'possible'],
  [`${systems.snomed}|146799005`, 'possible'],
  [`${systems.loinc}|LA15173-0`, 'yes'],
  [`${systems.loinc}|LA26683-5`, 'no'],
  [`${systems.loinc}|LA4489-6`, 'unknown'],
  [`${systems.loinc}|LA33-6`, 'yes'],
  [`${systems.loinc}|LA32-8`, 'no'],
  ['http://terminology.hl7.org/CodeSystem/v2-0136|Y', 'yes'],
  ['http://terminology.hl7.org/CodeSystem/v2-0136|N', 'no'],
  ['http://terminology.hl7.org/CodeSystem/v3-NullFlavor|UNK', 'unknown'],
  ['http://terminology.hl7.org/CodeSystem/v3-NullFlavor|ASKU', 'unknown'],
  ['http://terminology.hl7.org/CodeSystem/v3-NullFlavor|NASK', 'unknown']
])

const bareCodes: ReadonlyMap<string, PregnancyAnswer> = new Map(
  [...coded].map(([key, answer]) => [key.split('|')[1] ?? '', answer])
)

/**
 * What a recorded pregnancy status says: by its code in any language, else by its words. Undefined
 * for a narrative that is no status.
 */
export function pregnancyAnswer(result: Result): PregnancyAnswer | undefined {
  for (const { system, code } of result.answers ?? []) {
    const answer = coded.get(`${system}|${code}`)
    if (answer !== undefined) return answer
  }
  const text = result.recorded.text?.trim() ?? ''
  const words = text.toLowerCase().replace(/[.!]$/, '')
  const answer = bareCodes.get(text)
  if (answer !== undefined) return answer
  if (/^(?:yes|y|positive|pos|true|pregnant|pregnancy|confirmed)$/.test(words)) return 'yes'
  if (/^(?:no|n|negative|neg|false|none|not pregnancy)$/.test(words)) return 'no'
  if (/^(?:unknown|unsure|not sure|not known|uncertain|declined|not asked|refused)$/.test(words)) {
    return 'unknown'
  }
  if (!/pregnan|gravid/.test(words)) return undefined
  if (
    /\b(?:possib|suspect|may be|might be|maybe|unconfirmed|not (?:yet )?confirmed|\?)/.test(words)
  ) {
    return 'possible'
  }
  if (/\bunknown\b/.test(words)) return 'unknown'
  if (isInProblemSet({ label: text, codes: [] }, 'pregnancy')) return 'yes'
  return /\b(?:not|no longer|non|denies)\b[\w\s-]*\b(?:pregnan|gravid)|pregnan\w*\s*[:?-]?\s*no$/.test(
    words
  )
    ? 'no'
    : undefined
}
