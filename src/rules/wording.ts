import { writeDate } from '../clinical/clinical-date.ts'
import type { Medication } from '../clinical/clinical-index.ts'

/** CDS Hooks 2.0.1, Card Attributes: a summary is fewer than 140 characters. */
const summaryMax = 139

/** Lengths to which names are cut, one after the other, until the summary fits. */
const nameMaxima = [60, 40, 28, 18, 10]

/**
 * A summary of fewer than 140 characters: `write` gets the names, cut only as far as needed, so
 * that number, date and consequence are never lost to a long product name.
 */
export function summarise(
  names: readonly string[],
  write: (...names: readonly string[]) => string
): string {
  let text = ''
  for (const max of nameMaxima) {
    text = capitalise(write(...names.map((name) => shorten(name, max))))
    if (text.length <= summaryMax) return text
  }
  return shorten(text, summaryMax)
}

/** What a sentence calls a drug: its ingredients, or the label where they are not known. */
export function nameOf(medication: Medication): string {
  return medication.ingredients.length === 0 ? medication.label : medication.ingredients.join('/')
}

/** `warfarin and aspirin`, each name once. */
export function namesOf(medications: readonly Medication[]): string {
  return joinWords([...new Set(medications.map(nameOf))])
}

/** `a`, `a and b`, `a, b and c`. */
export function joinWords(words: readonly string[]): string {
  const last = words.at(-1) ?? ''
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`
}

/** `active (3 Nov 2025)`, or `dispensed`: as well as the record says it, with the date of that. */
export function activeState(medication: Medication): string {
  const { started, courseEnded, source, status } = medication
  if (courseEnded !== undefined) {
    const recorded = status === 'active' ? 'recorded active' : statusNotRecorded
    return `${recorded}, its course ended on ${writeDate(courseEnded)}`
  }
  const state = status === 'active' ? 'active' : (doneWords[source] ?? statusNotRecorded)
  const dated = started === undefined ? state : `${state} (${writeDate(started)})`
  return state === 'dispensed' && medication.supplyDays === undefined
    ? `${dated}, days of supply not recorded`
    : dated
}

const doneWords: Partial<Record<Medication['source'], string>> = {
  dispense: 'dispensed',
  administration: 'given'
}

/** Of a medication whose status is missing, or says that it is not known. */
export const statusNotRecorded = 'status not recorded'

/** First letter upper case, unless the first word has its own capitals: eGFR stays eGFR. */
function capitalise(text: string): string {
  return text.replace(/^[a-z](?![a-z]*[A-Z])/, (letter) => letter.toUpperCase())
}

function shorten(text: string, max: number): string {
  return text.length <= max ? text : `${text.slice(0, max - 1).trimEnd()}…`
}
