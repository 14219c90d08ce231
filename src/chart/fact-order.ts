import type { ClinicalDate } from '../clinical/clinical-date.ts'
import type { ClinicalFact, ClinicalIndex } from '../clinical/clinical-index.ts'

const msPerDay = 86_400_000

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

/**
 * Gives each resource its position among all, by what it says and how many days ago: never by its
 * id, the patient's name or the order of the input. Resources that say exactly the same may change
 * places; then the chart reads the same, too.
 */
export function rankReferences(index: ClinicalIndex): (reference: string) => number {
  const said = new Map<string, string[]>()
  for (const fact of factsOf(index)) {
    const content = contentOf(fact, index.asOf)
    const before = said.get(fact.reference)
    if (before === undefined) said.set(fact.reference, [content])
    else before.push(content)
  }
  const ranked = [...said]
    .map(([reference, contents]) => ({ reference, content: contents.toSorted().join('\n') }))
    .toSorted((one, other) => compare(one.content, other.content))
  const ranks = new Map(ranked.map(({ reference }, rank) => [reference, rank]))
  return (reference) => ranks.get(reference) ?? ranks.size
}

/** Order of texts by code unit: the same on every machine, whatever its language. */
export function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other)
}

function contentOf(fact: ClinicalFact, today: ClinicalDate): string {
  return JSON.stringify(fact, (key, value: unknown) => {
    if (key === 'reference') return undefined
    if (key === 'repeats' && Array.isArray(value)) return value.length
    if (key === 'sortMs' && typeof value === 'number') return value - today.epochDay * msPerDay
    return isDate(value) ? [value.epochDay - today.epochDay, value.iso.length] : value
  })
}

function isDate(value: unknown): value is ClinicalDate {
  return value !== null && typeof value === 'object' && 'epochDay' in value && 'iso' in value
}
