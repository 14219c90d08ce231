import type { Concept, ConceptKind, ConceptRow } from './concept.ts'

/** One row of a table as a concept of its kind. */
export function readConcept(kind: ConceptKind, row: ConceptRow): Concept {
  const named = { id: idOf(row.name), name: row.name }
  const eventSet = row.eventSet === undefined ? {} : { eventSet: row.eventSet }
  switch (kind) {
    case 'diagnosis': {
      const set = row.problemSet === undefined ? {} : { problemSet: row.problemSet }
      const timeCritical = row.timeCritical === true
      return { kind, ...named, icd10: listed(row.icd10), ...set, timeCritical }
    }
    case 'test':
      return {
        kind,
        ...named,
        analytes: listed(row.analytes),
        ...eventSet,
        loinc: listed(row.loinc)
      }
    case 'harm':
      return {
        kind,
        ...named,
        ...(row.diagnosis === undefined ? {} : { diagnosis: idOf(row.diagnosis) })
      }
    case 'procedure':
    case 'specialty':
      return { kind, ...named, ...eventSet }
    case 'vaccine':
      return { kind, ...named }
    case 'sign':
      return { kind, ...named, analytes: listed(row.analytes) }
    case 'question':
      return { kind, ...named, sentence: row.sentence ?? row.name }
    case 'drug-class':
      return {
        kind,
        ...named,
        ...(row.drugClass === undefined ? {} : { drugClass: row.drugClass }),
        ingredients: row.ingredients?.split(', ') ?? []
      }
  }
}

/** All names of a row, the one that cards print first. */
export function namesOf(row: ConceptRow): readonly string[] {
  return row.also === undefined ? [row.name] : [row.name, ...row.also.split('; ')]
}

function idOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/'/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
}

function listed(text: string | undefined): readonly string[] {
  return text === undefined ? [] : text.split(' ')
}
