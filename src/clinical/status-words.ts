import { codesIn, readConcept } from './concept.ts'

/**
 * The words of a status, as FHIR spells codes: of a code, of a CodeableConcept, and of one with
 * text alone ("Entered in Error" is `entered-in-error`).
 */
export function statusWords(value: unknown): readonly string[] {
  const { texts } = readConcept(value)
  return [...codesIn(value), ...texts].map((word) =>
    word
      .trim()
      .toLowerCase()
      .replace(/[\s_]+/g, '-')
  )
}

/** The first of them that is one of the known. */
export function statusWord(value: unknown, known: readonly string[]): string | undefined {
  return statusWords(value).find((word) => known.includes(word))
}
