/*
 * Many EHRs write combinations with a hyphen or a slash and nothing around it:
 * "lisinopril-hydrochlorothiazide 20-12.5 mg", "amoxicillin-pot clavulanate", "lisinopril/HCTZ".
 */

const joined = /(?<=[a-z]{2})\s?[-/+&]\s?(?=[a-z]{2})/gi

/** The texts, and each that joins words once more with its parts apart, as RxNorm writes them. */
export function spelledOut(texts: readonly string[]): readonly string[] {
  const apart = texts.map((text) => text.replace(joined, ' / '))
  return [...texts, ...apart.filter((text, at) => text !== texts[at])]
}
