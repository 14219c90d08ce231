import type { Effect } from './effect-names.ts'
import { sourceOf } from './knowledge.ts'
import type { DuplicateEntry, Knowledge } from './knowledge.ts'
import type { KnowledgeSource } from './row.ts'
import { coverageAspects, crossStrengths } from './tables.ts'
import type {
  AllergyRow,
  CoverageAspect,
  EffectRow,
  InteractionRow,
  MonitoringRow,
  StoppingRow
} from './tables.ts'

/*
 * What the tables say of drugs alone, whoever the patient is. Ingredients are RxNorm names in lower
 * case; a name that no row knows gets an empty answer, which means "no row", never "no": whether
 * "no row" may be read as "no" is what `coverageOf` says.
 */

export interface KnownEffect {
  readonly effect: Effect
  readonly strength: EffectRow['strength']
  readonly row: EffectRow
  readonly source: KnowledgeSource
}

/** What an ingredient does, each effect once, the chief ones first. */
export function effectsOf(knowledge: Knowledge, ingredient: string): readonly KnownEffect[] {
  const found = new Map<Effect, KnownEffect>()
  for (const row of knowledge.effects.get(ingredient) ?? []) {
    if (found.get(row.effect)?.strength === 'main') continue
    const source = sourceOf(knowledge, row)
    found.set(row.effect, { effect: row.effect, strength: row.strength, row, source })
  }
  return [...found.values()].toSorted((one, other) => one.strength.localeCompare(other.strength))
}

/** The effect of an ingredient, or undefined when no row says it. */
export function effectOf(
  knowledge: Knowledge,
  ingredient: string,
  effect: Effect
): KnownEffect | undefined {
  return effectsOf(knowledge, ingredient).find((one) => one.effect === effect)
}

/** What one drug does with another, seen from `one`. */
export interface Relation {
  /** raises: `one` raises the level of `other`; is-raised: the other way round. */
  readonly kind:
    | 'raises'
    | 'is-raised'
    | 'lowers'
    | 'is-lowered'
    | 'adds-up'
    | 'opposes'
    | 'incompatible'
  readonly effects: readonly Effect[]
  readonly row: InteractionRow
  readonly source: KnowledgeSource
  /** The ingredient's place in the row. */
  readonly role: 'first' | 'second'
}

/** Every relation that a row holds between two ingredients, in either direction. */
export function relationsBetween(
  knowledge: Knowledge,
  one: string,
  other: string
): readonly Relation[] {
  if (one === other) return []
  return (knowledge.interactions.get(one) ?? []).flatMap(({ row, first, second }) => {
    const role =
      first.has(one) && second.has(other)
        ? 'first'
        : second.has(one) && first.has(other)
          ? 'second'
          : undefined
    if (role === undefined) return []
    return [
      {
        kind: kindOf(row.relation, role),
        effects: row.effects ?? [],
        row,
        source: sourceOf(knowledge, row),
        role
      }
    ]
  })
}

/** Effects that two drugs share, so that they add up, by the effects table. */
export function sharedEffects(
  knowledge: Knowledge,
  one: string,
  other: string
): readonly { readonly effect: Effect; readonly rows: readonly EffectRow[] }[] {
  const ofOther = new Map(effectsOf(knowledge, other).map((known) => [known.effect, known]))
  return effectsOf(knowledge, one).flatMap(({ effect, row }) => {
    const known = ofOther.get(effect)
    return known === undefined ? [] : [{ effect, rows: [row, known.row] }]
  })
}

/** How an allergy bears on an ordered ingredient. */
export interface AllergyLink {
  readonly row: AllergyRow
  readonly source: KnowledgeSource
  /** The rule of its own that says it. */
  readonly saidBy?: string
}

/** The strongest link between a substance of an allergy and an ordered ingredient, if any. */
export function allergyLink(
  knowledge: Knowledge,
  substance: string,
  ordered: string
): AllergyLink | undefined {
  const related = (knowledge.allergies.get(ordered) ?? []).filter(
    ({ row, allergy }) => allergy.has(substance) || namesSet(row, substance)
  )
  const order = (row: AllergyRow) => crossStrengths.indexOf(row.strength)
  const [link] = related.toSorted((one, other) => order(one.row) - order(other.row))
  const row = substance === ordered ? knowledge.sameDrug : link?.row
  if (row === undefined) return undefined
  const saidBy = link?.row.keeps
  return { row, source: sourceOf(knowledge, row), ...(saidBy !== undefined && { saidBy }) }
}

/** Groups in which two drugs are one too many; without those that are meant together. */
export function duplicateGroups(
  knowledge: Knowledge,
  one: string,
  other: string
): readonly DuplicateEntry[] {
  return (knowledge.duplicates.get(one) ?? []).filter(
    ({ drugs, unless }) =>
      drugs.has(other) &&
      !unless.some(
        ({ first, second }) =>
          (first.has(one) && second.has(other)) || (first.has(other) && second.has(one))
      )
  )
}

/** What must not be stopped at once; undefined when no row says so. */
export function mustNotStop(knowledge: Knowledge, ingredient: string): StoppingRow | undefined {
  return knowledge.stopping.get(ingredient)?.[0]
}

/** What is to be measured under a drug, and how often. */
export function monitoringOf(knowledge: Knowledge, ingredient: string): readonly MonitoringRow[] {
  return knowledge.monitoring.get(ingredient) ?? []
}

/** For which aspects "no row" means "no". A drug in no coverage row has none. */
export function coverageOf(
  knowledge: Knowledge,
  ingredient: string
): Readonly<Record<CoverageAspect, boolean>> {
  const reviewed = new Set(
    (knowledge.coverage.get(ingredient) ?? []).flatMap((row) => row.reviewed)
  )
  return Object.fromEntries(
    coverageAspects.map((aspect) => [aspect, reviewed.has(aspect)])
  ) as Record<CoverageAspect, boolean>
}

/** An allergy may name a class ("penicillin") that a row's set is written with. */
function namesSet(row: AllergyRow, substance: string): boolean {
  return row.allergy.split(',').some((term) => term.trim() === substance)
}

function kindOf(relation: InteractionRow['relation'], role: Relation['role']): Relation['kind'] {
  if (relation === 'first-raises-second') return role === 'first' ? 'raises' : 'is-raised'
  if (relation === 'first-lowers-second') return role === 'first' ? 'lowers' : 'is-lowered'
  return relation
}
