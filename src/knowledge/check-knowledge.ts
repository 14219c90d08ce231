import { isDrugClass } from '../clinical/drug-classes.ts'
import { ingredientNamed } from '../terminology/drug-names.ts'
import { isAnalyte } from '../terminology/analytes.ts'
import { isEventSet, isProblemSet } from '../terminology/named-sets.ts'
import { namesInSet } from './drug-sets.ts'
import { sourceOf } from './knowledge.ts'
import type { Knowledge } from './knowledge.ts'
import type { ContraindicationRow } from './tables.ts'
import { allRows } from './all-rows.ts'
import { contradictionsIn } from './contradictions.ts'
import type { KnowledgeFault } from './knowledge-fault.ts'

/**
 * What the schema cannot say of the tables: ids that stand twice, sources that are missing or too
 * weak for the level, sets and patterns that name nothing, rows that contradict each other.
 * `ruleIds` are the rules of their own that rows may point to.
 */
export function checkKnowledge(
  knowledge: Knowledge,
  ruleIds: ReadonlySet<string>
): readonly KnowledgeFault[] {
  return [
    ...idFaults(knowledge),
    ...sourceFaults(knowledge),
    ...setFaults(knowledge),
    ...patientFaults(knowledge),
    ...ruleFaults(knowledge, ruleIds),
    ...contradictionsIn(knowledge)
  ]
}

function idFaults(knowledge: Knowledge): readonly KnowledgeFault[] {
  const seen = new Set<string>()
  return allRows(knowledge).flatMap(({ row: { id } }) => {
    const twice = seen.has(id)
    seen.add(id)
    return twice ? [{ where: id, says: 'stands twice' }] : []
  })
}

/** A critical row rests on a text that was read, or keeps the level of a rule. */
function sourceFaults(knowledge: Knowledge): readonly KnowledgeFault[] {
  return allRows(knowledge).flatMap(({ row }) => {
    if (typeof row.source === 'string' && knowledge.sources[row.source] === undefined) {
      return [{ where: row.id, says: `names the source ${row.source}, which is none` }]
    }
    const critical = 'severity' in row && row.severity === 'critical'
    const keeps = 'keeps' in row && row.keeps !== undefined
    return critical && !keeps && sourceOf(knowledge, row).read !== 'verified'
      ? [{ where: row.id, says: 'is critical, and its source was not read' }]
      : []
  })
}

function setFaults(knowledge: Knowledge): readonly KnowledgeFault[] {
  const sets = [
    ...Object.entries(knowledge.sets).map(([key, { drugs }]) => ({ where: `set ${key}`, drugs })),
    ...allRows(knowledge).flatMap(({ row }) =>
      ['drugs', 'first', 'second', 'allergy', 'ordered'].flatMap((key) => {
        const drugs = (row as Readonly<Record<string, unknown>>)[key]
        return typeof drugs === 'string' && drugs !== 'any' ? [{ where: row.id, drugs }] : []
      })
    )
  ]
  return sets.flatMap(({ where, drugs }) => [
    ...namesInSet(drugs)
      .filter((name) => !isKnownName(knowledge, name))
      .map((name) => ({ where, says: `names ${name}, which is no drug, class or set` })),
    ...(knowledge.members(drugs).size === 0 ? [{ where, says: 'holds no drug' }] : [])
  ])
}

function isKnownName(knowledge: Knowledge, name: string): boolean {
  return isDrugClass(name) || name in knowledge.sets || ingredientNamed(name) !== undefined
}

function patientFaults(knowledge: Knowledge): readonly KnowledgeFault[] {
  const asked = knowledge.tables.contraindications.flatMap(({ id, by, orders }) => [
    ...unknownIn(by).map((says) => ({ where: id, says })),
    ...(orders !== undefined && knowledge.orderSets[orders] === undefined
      ? [{ where: id, says: `names the orders ${orders}, which are none` }]
      : [])
  ])
  const results = [...knowledge.tables.results, ...knowledge.tables.retests]
  const analytes = results.filter(({ analyte }) => !isAnalyte(analyte))
  return [
    ...asked,
    ...analytes.map(({ id, analyte }) => ({ where: id, says: `names the test ${analyte}` }))
  ]
}

function unknownIn(by: ContraindicationRow['by']): readonly string[] {
  if ('problems' in by) {
    return by.problems.filter((set) => !isProblemSet(set)).map((set) => `names the problem ${set}`)
  }
  if ('device' in by) {
    return by.device
      .filter((set) => !isProblemSet(set) && !isEventSet(set))
      .map((set) => `names the device ${set}`)
  }
  if ('result' in by && by.result !== undefined && !isAnalyte(by.result.analyte)) {
    return [`names the test ${by.result.analyte}`]
  }
  return 'gene' in by && !isPattern(by.gene.words) ? ['has a pattern that is none'] : []
}

function isPattern(words: string): boolean {
  try {
    return new RegExp(words, 'i').source !== ''
  } catch {
    return false
  }
}

function ruleFaults(knowledge: Knowledge, ruleIds: ReadonlySet<string>): readonly KnowledgeFault[] {
  return allRows(knowledge).flatMap(({ row }) => {
    const pairs = 'saidBy' in row ? (row.saidBy ?? []) : []
    const named = ['keeps' in row ? row.keeps : undefined, ...pairs.map(({ rule }) => rule)]
    return named.flatMap((id) =>
      id === undefined || ruleIds.has(id)
        ? []
        : [{ where: row.id, says: `points to the rule ${id}, which is none` }]
    )
  })
}
