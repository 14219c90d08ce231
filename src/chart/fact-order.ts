import type { ClinicalDate, EpochDay } from '../clinical/clinical-date.ts'
import type { ClinicalFact, ClinicalIndex } from '../clinical/clinical-index.ts'
import { dayMs } from '../ground/time.ts'

/** Every fact of the index that the chart may draw on: no social problem among them. */
export function factsOf(index: ClinicalIndex): ClinicalFact[] {
  return [
    ...index.problems.filter((problem) => !problem.social),
    ...index.allergies,
    ...index.medications,
    ...[...index.results.values()].flatMap((series) => series.readings),
    ...index.events
  ]
}

/** Every day on which something of the index lies, as the chart may write it. */
export function daysOf(index: ClinicalIndex): EpochDay[] {
  return factsOf(index).flatMap((fact) =>
    Object.values(fact).flatMap((value: unknown) => (isDate(value) ? value.epochDay : []))
  )
}

/**
 * Orders resources by what they say and how many days ago: never by id, the patient's name or the
 * order of the input. Those that say exactly the same may change places; then the chart reads the
 * same, too. What a resource says is only written down when it is asked for: dates decide mostly.
 */
export function referenceOrder(index: ClinicalIndex): (one: string, other: string) => number {
  let facts: ReadonlyMap<string, readonly ClinicalFact[]> | undefined
  const said = new Map<string, string>()
  const contentOf = (reference: string): string => {
    const before = said.get(reference)
    if (before !== undefined) return before
    facts ??= Map.groupBy(factsOf(index), (fact) => fact.reference)
    const content = (facts.get(reference) ?? []).map((fact) => statementOf(fact, index.asOf))
    const all = content.toSorted().join('\n')
    said.set(reference, all)
    return all
  }
  return (one, other) => (one === other ? 0 : compare(contentOf(one), contentOf(other)))
}

/** Order of texts by code unit: the same on every machine, whatever its language. */
export function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other)
}

function statementOf(fact: ClinicalFact, today: ClinicalDate): string {
  return JSON.stringify(fact, (key, value: unknown) => {
    if (key === 'reference') return undefined
    if (key === 'repeats' && Array.isArray(value)) return value.length
    if (key === 'sortMs' && typeof value === 'number') return value - today.epochDay * dayMs
    return isDate(value) ? [value.epochDay - today.epochDay, value.iso.length] : value
  })
}

function isDate(value: unknown): value is ClinicalDate {
  return value !== null && typeof value === 'object' && 'epochDay' in value && 'iso' in value
}
