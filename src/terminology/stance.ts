import type { Span } from './stance-words.ts'
import {
  adjacentDenials,
  clauseEnds,
  deniedAfter,
  endedAfter,
  endedBefore,
  freshStarts,
  goesWithIt,
  listDenials,
  notStatedAfter,
  notStatedBefore,
  othersAfter,
  othersBefore,
  possibleAfter,
  possibleBefore,
  reported,
  undenied,
  wideDenials
} from './stance-words.ts'

/**
 * What a text says of something that it names: the patient has it, does not have it (or another
 * person does, or it is only looked for), might have it, or had it.
 */
export type Stance = 'affirmed' | 'denied' | 'possible' | 'ended'

/**
 * The stance of a text towards the words at `span`. Clinical phrases only, read clause by clause: a
 * denial reaches as far as its clause, unless something new begins ("no fever, has asthma"). Of an
 * event, "screening" and "test" are part of the name.
 */
export function stanceAt(text: string, span: Span, about: 'problem' | 'event' = 'problem'): Stance {
  const before = clauseBefore(text.slice(0, span.start))
  const after = clauseAfter(text.slice(span.end))
  if (undenied.test(after) || undenied.test(before)) return 'possible'
  // "No asthma exacerbation", "No complication of diabetes": the exacerbation is denied.
  const isPart = goesWithIt.after.test(after)
  const denied = goesWithIt.before.test(before) ? false : isDeniedBefore(before, after)
  if ((denied && !isPart) || isOthers(before, after)) return 'denied'
  const isStated = !notStatedBefore.test(before) && !notStatedAfter.test(after)
  if (about === 'problem' && !isStated) return 'denied'
  if (deniedAfter.test(after)) return 'denied'
  if (endedBefore.test(before) || endedAfter.test(after)) return 'ended'
  return possibleBefore.test(before) || possibleAfter.test(after) ? 'possible' : 'affirmed'
}

/**
 * The stance towards whatever a text is about, where none of its words are known: by the words with
 * which it begins ("No …", "Mother has …"), or those with which it ends ("…: resolved").
 */
export function stanceOfWhole(text: string, about: 'problem' | 'event' = 'problem'): Stance {
  const words = text.trim().replace(/^(?:the\s+)?(?:patient|pt)\s+/i, '')
  const places = [...words.matchAll(gaps)].map(({ index, 0: gap }) => index + gap.length)
  const isOfPart = places.some((at) => goesWithIt.before.test(words.slice(0, at).toLowerCase()))
  if (!isOfPart) {
    const [second = words.length] = places
    for (const end of new Set([words.length, places.at(-1) ?? words.length])) {
      const whole = stanceAt(words.slice(0, end), { start: end, end }, about)
      // Only what the very first words say: "Presence of implant without complication" is present.
      const rest = words.slice(second, end)
      const isOfFirst = stanceAt(rest, { start: rest.length, end: rest.length }, about) !== whole
      if (whole !== 'affirmed' && isOfFirst) return whole
    }
  }
  for (const { index } of words.matchAll(gaps)) {
    const last = stanceAt(words.slice(index), { start: 0, end: 0 }, about)
    if (last !== 'affirmed') return last
  }
  return 'affirmed'
}

const gaps = /[\s,:;(–—-]+/g

function clauseBefore(text: string): string {
  const parts = text.split(clauseEnds)
  return (parts.at(-1) ?? '').toLowerCase()
}

function clauseAfter(text: string): string {
  return (text.split(/[;|\n]|\. /)[0] ?? '').toLowerCase()
}

function isDeniedBefore(before: string, after: string): boolean {
  if (adjacentDenials.test(before)) return true
  const wide = lastMatch(before, wideDenials)
  const list = lastMatch(before, listDenials)
  const found = wide ?? list
  if (found === undefined) return false
  const between = before.slice(found)
  if (freshStarts.test(between)) return false
  // "No known drug allergies, asthma" is two entries; "no asthma, COPD or diabetes" one denial.
  return wide !== undefined || !between.includes(',') || /\b(?:or|nor)\b/.test(between + after)
}

function isOthers(before: string, after: string): boolean {
  return (othersBefore.test(before) && !reported.test(before)) || othersAfter.test(after)
}

/** Where the text behind the last match begins; undefined without one. */
function lastMatch(text: string, pattern: RegExp): number | undefined {
  let end: number | undefined
  for (const match of text.matchAll(pattern)) end = match.index + match[0].length
  return end
}
