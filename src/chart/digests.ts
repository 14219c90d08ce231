import { createHash } from 'node:crypto'
import type { Absence } from '../clinical/absence.ts'
import type { ClinicalIndex, Moment } from '../clinical/clinical-index.ts'
import { recordKinds } from '../record/record-kinds.ts'
import type { Profile } from './chart-time.ts'
import { compare, factsOf } from './fact-order.ts'

/**
 * The name of the review in the store: all that it may draw on, with true dates and references, and
 * what could not be read. Neither the origin of a shifted chart nor the clock nor what depends on it (ages, the start of a search) is
 * part of it, so a new day alone asks nothing again; nor is the order of the input.
 */
export function digestReview(given: {
  readonly index: ClinicalIndex
  readonly absences: readonly Absence[]
  readonly withheld: number
  readonly charactersMax: number
  readonly profile: Profile
  /** Of the notes that are shown. */
  readonly notes?: readonly string[]
}): string {
  const { index, absences, withheld, charactersMax, profile } = given
  const { reference, sex, birth, deceased } = index.person
  return sha256([
    JSON.stringify(['person', reference, sex, birth?.iso ?? null, deceased]),
    JSON.stringify(['limits', withheld, charactersMax, profile]),
    ...recordKinds.map((kind) => JSON.stringify(['state', kind, index.states[kind]])),
    writeFacts(index),
    ...absences.map(({ kind, key }) => JSON.stringify(['absence', kind, key])),
    ...(given.notes ?? [])
  ])
}

/** The name of the moment: the hook, its orders by reference and by what they say, its new entries. */
export function digestMoment(moment: Moment, lines: readonly string[]): string {
  const orders = moment.draftOrders.map(({ reference, selected, medication }) =>
    JSON.stringify(['order', reference, selected, medication ?? null])
  )
  const news = (moment.newFacts ?? []).map((reference) => JSON.stringify(['new', reference]))
  return sha256([JSON.stringify(['hook', moment.hook]), ...orders, ...news, ...lines])
}

/** Thousands of facts are written for each call: in the order of their references, then once. */
function writeFacts(index: ClinicalIndex): string {
  return factsOf(index)
    .toSorted((one, other) => compare(one.reference, other.reference))
    .map(writeFact)
    .join('\n')
}

// The day of a date says it all; of a code, the label of its fact is what is shown.
const said = new Set(['epochDay', 'display'])

/** All that a fact holds, unmistakably: texts stand with their lengths. */
function writeFact(value: unknown): string {
  if (typeof value === 'string') return `${value.length}:${value}`
  if (value === null || typeof value !== 'object') return `${String(value)};`
  if (Array.isArray(value)) return `[${value.map(writeFact).join('')}]`
  let text = '{'
  const fields = value as Readonly<Record<string, unknown>>
  for (const key in fields) {
    if (!said.has(key)) text += `${key}=${writeFact(fields[key])}`
  }
  return `${text}}`
}

function sha256(statements: readonly string[]): string {
  // By code unit, the same on every machine.
  const sorted = statements.toSorted()
  return createHash('sha256').update(sorted.join('\n')).digest('hex')
}
