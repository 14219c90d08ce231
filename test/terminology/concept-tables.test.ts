import { describe, expect, test } from 'vitest'
import { isAnalyte } from '../../src/terminology/analytes.ts'
import { isDrugClass } from '../../src/clinical/drug-classes.ts'
import { isEventSet, isProblemSet } from '../../src/terminology/named-sets.ts'
import { conceptTables } from '../../src/terminology/concept-tables.ts'
import { conceptKinds } from '../../src/terminology/concept.ts'
import { conceptById, conceptsOf, findConcept, keysIn } from '../../src/terminology/concepts.ts'
import { namesOf } from '../../src/terminology/read-concept.ts'
import { hasDiseases, measureDiseaseCoverage } from './disease-coverage.ts'

describe.for(conceptKinds)('the table of kind %s', (kind) => {
  const tables = conceptTables[kind]
  const rows = tables.flatMap(({ concepts }) => concepts)

  test('says where it comes from', () => {
    for (const { source } of tables) expect(source).toMatch(/December 2026/)
  })

  test('gives no name to two concepts', () => {
    const ambiguous = new Set(
      tables
        .flatMap((table) => table.ambiguous?.split('; ') ?? [])
        .flatMap((name) => keysIn(kind, name))
    )
    const owners = new Map<string, string>()
    const shared = rows.flatMap((row) =>
      namesOf(row).flatMap((name) =>
        keysIn(kind, name).flatMap((key) => {
          const owner = owners.get(key) ?? row.name
          owners.set(key, owner)
          return owner === row.name && !ambiguous.has(key) ? [] : [`${name}: ${owner}, ${row.name}`]
        })
      )
    )
    expect(shared).toEqual([])
  })

  test('has an id of its own for each, and each of its names leads to it', () => {
    const concepts = conceptsOf(kind)
    expect(concepts.length).toBe(rows.length)
    for (const [place, row] of rows.entries()) {
      const concept = concepts[place]!
      expect(conceptById(kind, concept.id)).toBe(concept)
      for (const name of namesOf(row)) expect(findConcept(kind, name)?.name, name).toBe(row.name)
    }
  })
})

test('every link leads to a row that exists', () => {
  for (const { name, icd10, problemSet } of conceptsOf('diagnosis')) {
    if (problemSet !== undefined) expect(isProblemSet(problemSet), name).toBe(true)
    for (const code of icd10)
      expect(code, name).toMatch(/^(?:C|[A-Z]\d[0-9A-Z](?:\.[0-9A-Z]{1,4})?)$/)
  }
  for (const { name, analytes, eventSet } of conceptsOf('test')) {
    for (const analyte of analytes) expect(isAnalyte(analyte), `${name}: ${analyte}`).toBe(true)
    if (eventSet !== undefined) expect(isEventSet(eventSet), name).toBe(true)
  }
  for (const { name, analytes } of conceptsOf('sign')) {
    for (const analyte of analytes) expect(isAnalyte(analyte), `${name}: ${analyte}`).toBe(true)
  }
  for (const { name, eventSet } of [...conceptsOf('procedure'), ...conceptsOf('specialty')]) {
    if (eventSet !== undefined) expect(isEventSet(eventSet), name).toBe(true)
  }
  for (const { name, diagnosis } of conceptsOf('harm')) {
    if (diagnosis !== undefined) expect(conceptById('diagnosis', diagnosis), name).toBeDefined()
  }
  for (const { name, drugClass, ingredients } of conceptsOf('drug-class')) {
    expect(drugClass === undefined ? ingredients.length > 0 : isDrugClass(drugClass), name).toBe(
      true
    )
  }
})

test('holds enough of each kind to speak of a whole record', () => {
  expect(conceptsOf('diagnosis').length).toBeGreaterThanOrEqual(2200)
  expect(conceptsOf('test').length).toBeGreaterThanOrEqual(450)
  expect(conceptsOf('question').length).toBeGreaterThanOrEqual(100)
})

test('a question is printed as one sentence or two, and ends as a question', () => {
  for (const { name, sentence } of conceptsOf('question')) {
    expect(sentence, name).toMatch(/^[A-Z].*\?$/)
    expect(sentence.length, name).toBeLessThanOrEqual(90)
  }
})

/** What a card never prints, in whatever form; a service or a name of the past may hold the word. */
const stigma =
  /abus|malinger|seeking|complian|addict|alcoholic|junkie|hypochond|hospice|palliat|dying|death|end of life|resuscitat|homosex|violen|assault|neglect|personality|manipulat|factitious|crimin|homeless/i
const printedAllTheSame: ReadonlySet<string> = new Set(['addiction medicine'])

test('no name that a card prints stigmatises, or speaks of what is left out', () => {
  const printed = conceptKinds.flatMap((kind) =>
    conceptsOf(kind).map((concept) =>
      concept.kind === 'question' ? `${concept.name} ${concept.sentence}` : concept.name
    )
  )
  expect(printed.filter((name) => stigma.test(name) && !printedAllTheSame.has(name))).toEqual([])
})

test('names are short enough to stand on a card', () => {
  for (const kind of conceptKinds) {
    for (const { name } of conceptsOf(kind)) expect(name.length, name).toBeLessThanOrEqual(70)
  }
})

test.runIf(hasDiseases())('covers what the Disease Ontology knows of common diseases', () => {
  const { codedFound, categories, categoriesFound, labelsFound, codesCompared, codesApart } =
    measureDiseaseCoverage()
  expect(labelsFound).toBeGreaterThanOrEqual(1400)
  expect(codedFound).toBeGreaterThanOrEqual(950)
  expect(categoriesFound / categories).toBeGreaterThanOrEqual(0.75)
  // Where both give a code, they stand in the same category but for a few wider or narrower terms.
  expect(codesApart.length / codesCompared).toBeLessThan(0.05)
})
