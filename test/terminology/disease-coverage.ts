import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { findConcept } from '../../src/terminology/concepts.ts'

/*
 * How much of the Disease Ontology (CC0, not part of this project) the list of diagnoses covers.
 * Half of it are single genes and subtypes of cells: the share of its terms that carry an ICD-10-CM
 * code is the figure that says something. Codes are compared too, by their first three characters.
 */

const folder = join(process.env['CURBSIDE_REAL_DATA'] ?? '../shared/data', 'diseases')

export interface DiseaseCoverage {
  readonly labels: number
  readonly labelsFound: number
  readonly coded: number
  readonly codedFound: number
  /** Categories of ICD-10-CM that coded terms stand in, and those of which at least one is found. */
  readonly categories: number
  readonly categoriesFound: number
  readonly codesCompared: number
  /** "label: theirs; ours", where no category agrees. */
  readonly codesApart: readonly string[]
  readonly missing: readonly string[]
}

export function hasDiseases(): boolean {
  return existsSync(join(folder, 'HumanDO.tsv.gz'))
}

export function measureDiseaseCoverage(): DiseaseCoverage {
  const labels = new Set(rows('HumanDO.tsv.gz').map(([, label = '']) => label))
  const coded = new Map<string, Set<string>>()
  for (const [, label = '', reference = ''] of rows('ICD10inDO.tsv.gz')) {
    const codes = coded.get(label) ?? new Set()
    for (const [, code = ''] of reference.matchAll(/ICD10CM:([A-Z0-9.]+)/g)) codes.add(code)
    coded.set(label, codes)
  }
  const categories = new Set<string>()
  const categoriesFound = new Set<string>()
  const codesApart: string[] = []
  let codesCompared = 0
  for (const [label, codes] of coded) {
    const concept = findConcept('diagnosis', label)
    const theirs = new Set([...codes].map((code) => code.slice(0, 3)))
    for (const category of theirs) {
      categories.add(category)
      if (concept !== undefined) categoriesFound.add(category)
    }
    if (concept === undefined || concept.icd10.length === 0) continue
    codesCompared += 1
    if (!concept.icd10.some((code) => theirs.has(code.slice(0, 3)))) {
      codesApart.push(`${label}: ${[...codes].join(' ')}; ${concept.icd10.join(' ')}`)
    }
  }
  const isFound = (label: string): boolean => findConcept('diagnosis', label) !== undefined
  return {
    labels: labels.size,
    labelsFound: [...labels].filter(isFound).length,
    coded: coded.size,
    codedFound: [...coded.keys()].filter(isFound).length,
    categories: categories.size,
    categoriesFound: categoriesFound.size,
    codesCompared,
    codesApart,
    missing: [...coded.keys()].filter((label) => !isFound(label))
  }
}

function rows(file: string): readonly (readonly string[])[] {
  return gunzipSync(readFileSync(join(folder, file)))
    .toString('utf8')
    .split('\n')
    .slice(1)
    .filter((line) => line.includes('\t'))
    .map((line) => line.split('\t').map((cell) => cell.replace(/^"|"$/g, '')))
}
