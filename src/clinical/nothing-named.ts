import type { Concept } from './concept.ts'

/*
 * Codes and words with which EHRs say that they do not say: HL7 data-absent-reason and v3
 * NullFlavor, and the texts that stand in their place ("Masked", "***", "see comments").
 */

const absentSystem =
  /(?:\/data-absent-reason|\/(?:v3-)?NullFlavor|2\.16\.840\.1\.113883\.5\.1008)$/i
const absentWords =
  /^\W*(?:(?:an?\s+)?(?:unknown|masked|withheld|redacted|restricted|confidential|suppressed|hidden|unspecified|other|unable to (?:assess|obtain|determine)|not (?:recorded|specified|available|known|asked|entered|on file|listed|permitted)|no (?:name|display|description|information)|see (?:the )?(?:comments?|notes?|text|chart)|free ?text|text|error|n\/?a|null|undefined|unk|uncoded)(?:\s+(?:allergen|allergy|substance|drug|medication|medicine|agent|entry|value|reason))?)?\W*$/i

/** Whether a text names nothing, such as "Unknown", "masked" or "***". */
export function isNoName(text: string): boolean {
  return absentWords.test(text)
}

/** A concept without the codes and texts that name nothing; its label is empty where none is left. */
export function withoutAbsent(concept: Concept): Concept {
  const isAbsent = ({ system }: { readonly system: string }) => absentSystem.test(system)
  const absent = new Set(concept.codes.filter(isAbsent).map(({ display }) => display))
  const codes = concept.codes.filter((code) => !isAbsent(code))
  const texts = concept.texts.filter((text) => !isNoName(text) && !absent.has(text))
  if (texts.length === concept.texts.length && codes.length === concept.codes.length) {
    return concept
  }
  const label = texts.includes(concept.label)
    ? concept.label
    : (texts.at(-1) ?? codes[0]?.code ?? '')
  return { label, codes, texts }
}
