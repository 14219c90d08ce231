import { classesOf, labelOfClass } from '../../clinical/drug-classes.ts'
import { duplicateGroups, effectOf, relationsBetween } from '../../knowledge/relations.ts'
import type { Relation as DrugRelation } from '../../knowledge/relations.ts'
import type { KnowledgeSource } from '../../knowledge/row.ts'
import { effectWords } from './effect-words.ts'
import { fallen, stated, toCheck } from './meaning.ts'
import type { GivenMeaning, HoldingRow, MeaningCheck, MeaningWords } from './meaning.ts'
import { drugsOf, keysOf, listOf, nameOf } from './names.ts'
import type { DrugOf } from './names.ts'

/* What drugs do with one another. */

const rowOf = (row: {
  readonly row: { readonly id: string; readonly version: string }
  readonly source: KnowledgeSource
}): HoldingRow => ({ id: row.row.id, version: row.row.version, source: row.source })

/** Two drugs or more that have one effect; a drug that the table does not have in it is left out. */
export const effectsAddUp: MeaningCheck = (given) => {
  const { subjects, objects, effect, view } = given
  const drugs = drugsOf([...subjects, ...objects])
  if (effect === null) return fallen('slots-unfit')
  if (distinct(drugs).length < 2) return fallen('fact-missing')
  const known = drugs.flatMap((drug) => {
    const [row] = drug.medication.ingredients.flatMap(
      (ingredient) => effectOf(view.knowledge, ingredient, effect) ?? []
    )
    return row === undefined ? [] : [{ drug, row }]
  })
  const holding = known.map(({ drug }) => drug)
  if (distinct(holding).length < 2) {
    const title = `whether ${names(drugs)} add up in ${effectWords[effect].named} is to be checked`
    return toCheck(words(title, drugs))
  }
  const together = distinct(holding).length === 2 ? 'both' : 'all'
  return stated(
    words(`${names(holding)} ${together} ${effectWords[effect].do}`, holding),
    known.map(({ row }) => rowOf(row))
  )
}

const levelCheck =
  (kind: 'raises' | 'lowers', verb: string, also: readonly DrugRelation['kind'][]): MeaningCheck =>
  (given) =>
    pairCheck(given, {
      holds: [kind, ...also],
      says: (one, other) => `${one} ${verb} the level of ${other}`,
      asks: (one, other) => `whether ${one} ${verb} the level of ${other} is to be checked`,
      opposite: kind === 'raises' ? ['lowers', 'is-raised'] : ['raises', 'is-lowered']
    })

export const raisesLevel: MeaningCheck = levelCheck('raises', 'raises', [])
export const lowersLevel: MeaningCheck = levelCheck('lowers', 'lowers', [])

/** A drug against a drug; or against what another is for. */
export const opposes: MeaningCheck = (given) =>
  pairCheck(given, {
    holds: ['opposes', 'lowers', 'is-lowered'],
    says: (one, other) => `${one} works against ${other}`,
    asks: (one, other) => `whether ${one} works against ${other} is to be checked`,
    opposite: []
  })

interface PairWords {
  readonly holds: readonly DrugRelation['kind'][]
  readonly opposite: readonly DrugRelation['kind'][]
  readonly says: (one: string, other: string) => string
  readonly asks: (one: string, other: string) => string
}

function pairCheck(given: GivenMeaning, pair: PairWords) {
  const { subjects, objects } = given
  const [one, two] = drugsOf(subjects)
  const [toOther] = drugsOf(objects)
  const other = toOther ?? two
  const [problem] = objects
  if (one === undefined) return fallen('fact-missing')
  if (other === undefined) {
    if (problem === undefined) return fallen('fact-missing')
    return toCheck({
      ...words(pair.asks(one.name, nameOf(problem)), [one]),
      named: [one.fact, problem]
    })
  }
  const found = relationsOf(one, other, given)
  const holding = found.filter(({ kind }) => pair.holds.includes(kind))
  if (holding.length > 0) {
    return stated(words(pair.says(one.name, other.name), [one, other]), holding.map(rowOf))
  }
  if (found.some(({ kind }) => pair.opposite.includes(kind))) return fallen('relation-contradicted')
  if (one.name === other.name) return fallen('relation-contradicted')
  return toCheck(words(pair.asks(one.name, other.name), [one, other]))
}

function relationsOf(one: DrugOf, other: DrugOf, { view }: GivenMeaning): readonly DrugRelation[] {
  return one.medication.ingredients.flatMap((first) =>
    other.medication.ingredients.flatMap((second) =>
      relationsBetween(view.knowledge, first, second)
    )
  )
}

/** One drug twice, two of a group in which one is enough, or two of a class. */
export const doubled: MeaningCheck = ({ subjects, objects, view }) => {
  const [one, other] = distinctEntries(drugsOf([...subjects, ...objects]))
  if (one === undefined || other === undefined) return fallen('fact-missing')
  const drugs = [one, other]
  const [first, second] = [one.medication.ingredients, other.medication.ingredients]
  const same = first.find((ingredient) => second.includes(ingredient))
  if (same !== undefined) return stated(words(`${same} stands in two entries`, drugs))
  for (const a of first) {
    for (const b of second) {
      const [group] = duplicateGroups(view.knowledge, a, b)
      const shared = classesOf(a).find((each) => classesOf(b).includes(each))
      if (group === undefined && shared === undefined) continue
      const name = group?.row.name ?? (shared === undefined ? '' : labelOfClass(shared))
      return stated(words(`${names(drugs)} are two of one kind: ${name}`, drugs))
    }
  }
  return fallen('relation-unsupported')
}

const names = (drugs: readonly DrugOf[]): string => listOf(drugs.map(({ name }) => name))

const distinct = (drugs: readonly DrugOf[]): readonly string[] => [
  ...new Set(drugs.map(({ name }) => name))
]

function distinctEntries(drugs: readonly DrugOf[]): readonly DrugOf[] {
  return [...new Map(drugs.map((drug) => [drug.medication.reference, drug])).values()]
}

function words(title: string, drugs: readonly DrugOf[]): MeaningWords {
  const named = drugs.map(({ fact }) => fact)
  return { title, lead: [], named, keys: keysOf(named) }
}
