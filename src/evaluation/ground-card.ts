import { clinicalDate, yearsBetween } from '../clinical/clinical-date.ts'
import { datedStatements } from './dated-statements.ts'
import type { DatedStatement } from './dated-statements.ts'
import { textOf } from './json-value.ts'
import type { LooseObject } from '../ground/is-object.ts'
import type { LoadedRecord } from './load-record.ts'
import type { ReadCard } from './read-card.ts'
import { servedFacts } from './served-facts.ts'
import type { ServedFact } from './served-facts.ts'

export interface GroundedCard {
  /** How many statements were looked up. */
  readonly statements: number
  /** Those that do not stand in what was sent or served. */
  readonly ungrounded: readonly string[]
}

interface Served {
  readonly asOf: string
  readonly sent: LooseObject
  readonly record: LoadedRecord | null
}

/**
 * Looks up what a card states about the patient in what was sent and served for its call:
 * - every reference that it says it rests on is there;
 * - every date in summary, Why and Also stands in a resource together with the number before it, with
 *   the status that is claimed, and, where there is no number, with a word of the statement;
 * - the age is that of the Patient; numbers in the words of the AI stand in what it rests on.
 * A date that no resource holds may be where a look-back begins ("none since 20 Nov 2025"). Sums
 * and thresholds of a rule have no date and are not looked up.
 */
export function groundCard(card: ReadCard, { asOf, sent, record }: Served): GroundedCard {
  const facts = servedFacts(sent, record)
  const known = new Map(facts.map((fact) => [fact.reference, fact]))
  const cited = card.references.flatMap((reference) => known.get(plainReference(reference)) ?? [])
  const why = /^\s*Why (.*)$/m.exec(card.detail)?.[1] ?? ''
  const also = /^\s*Also in the record (.*)$/m.exec(card.detail)?.[1] ?? ''
  const [first = '', reasoning = ''] = why.split('AI reasoning:')
  const said = `${first}\n${also}`
  const dated = [card.summary, said, reasoning].flatMap(datedStatements)
  // "Two of age 80, weight 60 kg" are the criteria of a rule.
  const ages = [...`${card.summary}\n${said}`.matchAll(/(?<!of )\bage (\d+)|\bat (\d+) years/gi)]
  const spoken = (reasoning.match(/\d+(?:\.\d+)?/g) ?? []).map(Number)
  const label = /verified against (\d+) entr/.exec(card.detail)?.[1]
  const ungrounded = [
    ...card.references
      .filter((reference) => !known.has(plainReference(reference)))
      .map((reference) => `rests on ${reference}, which was neither sent nor served`),
    ...dated
      .filter((statement) => !stands(statement, cited) && !stands(statement, facts))
      .filter((statement) => !beginsLookBack(statement, asOf))
      .map(({ text }) => text),
    ...ages
      .filter(([, one, other]) => !isAge(Number(one ?? other), facts, asOf))
      .map(([text]) => text),
    ...spoken
      .filter((number) => !cited.some((fact) => holds(fact, number, 0)))
      .map((number) => `AI reasoning: ${number}`),
    ...(label === undefined || Number(label) <= new Set(card.references).size
      ? []
      : [`verified against ${label} entries, of which it names ${card.references.length}`])
  ]
  const statements =
    card.references.length +
    dated.length +
    ages.length +
    spoken.length +
    (label === undefined ? 0 : 1)
  return { statements, ungrounded }
}

/** `Type/id` of a reference that names a server or a version. */
const plainReference = (reference: string): string =>
  /([A-Z][A-Za-z]+\/[^/]+)(?:\/_history\/.*)?$/.exec(reference)?.[1] ?? reference

function stands(statement: DatedStatement, facts: readonly ServedFact[]): boolean {
  return facts.some((fact) => {
    if (!fact.dates.some((date) => date.startsWith(statement.date))) return false
    if (statement.status !== undefined && !hasStatus(fact, statement.status)) return false
    const { numbers, words } = statement
    if (numbers.length === 0) return words.some((word) => fact.text.includes(word))
    return numbers.every((number) => holds(fact, Number(number), decimalsOf(number)))
  })
}

/** A course that ran out is `completed` for its readers, whatever the EHR still calls it. */
function hasStatus({ statuses }: ServedFact, claimed: string): boolean {
  return statuses.includes(claimed) || (claimed === 'completed' && statuses.includes('active'))
}

/** Equal as far as the card prints it. */
function holds({ numbers }: ServedFact, printed: number, decimals: number): boolean {
  const tolerance = 0.5 * 10 ** -decimals + 1e-9
  return numbers.some((number) => Math.abs(number - printed) <= tolerance)
}

const decimalsOf = (number: string): number => number.split('.')[1]?.length ?? 0

/** A look-back begins whole years or months before the call, or a round number of days. */
function beginsLookBack({ text, date }: DatedStatement, asOf: string): boolean {
  const [begin, today] = [clinicalDate(date), clinicalDate(asOf)]
  if (begin === undefined || today === undefined || !/\b(since|before)\b/i.test(text)) return false
  const days = today.epochDay - begin.epochDay
  const isRound = days % 365 === 0 || [28, 30, 60, 84, 90, 180].includes(days)
  return isRound || date.slice(8) === today.iso.slice(8)
}

function isAge(years: number, facts: readonly ServedFact[], asOf: string): boolean {
  const today = clinicalDate(asOf)
  return facts.some(({ resource }) => {
    const born = clinicalDate(textOf(resource['birthDate']))
    return born !== undefined && today !== undefined && yearsBetween(born, today) === years
  })
}
