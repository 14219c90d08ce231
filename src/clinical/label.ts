import { plainLine } from '../ground/plain-line.ts'

/** The longest label that leaves the index. */
const labelCharactersMax = 120

// SNOMED CT semantic tags as EHRs append them; one published record lacks the closing bracket.
const semanticTag =
  /\s*\((?:attribute|body structure|clinical drug|disorder|environment|event|finding|medicinal product|medicinal product form|morphologic abnormality|observable entity|occupation|organism|person|physical object|procedure|product|qualifier value|regime\/therapy|situation|social concept|specimen|substance)\)?$/i

const alreadyClean = /^[\x21-\x7e](?: ?[\x21-\x7e])*$/

/**
 * A display text as a card or the chart may show it: one line, no invisible characters, no
 * semantic tag, NFC, at most 120 characters. NFC and never NFKC: NFKC turns 10⁹/L into 109/L.
 */
export function cleanLabel(text: string): string {
  if (text.length <= labelCharactersMax && alreadyClean.test(text)) return withoutTag(text)
  const line = plainLine(text.slice(0, 20 * labelCharactersMax))
  const label = withoutTag(line)
  if (label.length <= labelCharactersMax) return label
  return `${label
    .slice(0, labelCharactersMax - 1)
    .toWellFormed()
    .replace(/\uFFFD$/, '')
    .trimEnd()}…`
}

function withoutTag(line: string): string {
  if (!line.includes('(')) return line
  const label = line.replace(semanticTag, '')
  return label === '' ? line : label
}
