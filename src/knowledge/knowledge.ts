import { ingredientsOfSet } from './drug-sets.ts'
import type { NamedDrugSets } from './drug-sets.ts'
import type { KnowledgeSource } from './row.ts'
import type {
  AllergyRow,
  ContraindicationRow,
  CoverageRow,
  DoseRow,
  DuplicateRow,
  EffectRow,
  InteractionRow,
  KnowledgeTables,
  MonitoringRow,
  OrderSet,
  StoppingRow
} from './tables.ts'

/*
 * The knowledge: what is true of drugs, tests and problems, as tables that a pharmacist reviews
 * (row.ts says what a row is, tables.ts what each table holds, drug-sets.ts how drugs are named).
 * Here the tables become indexes by ingredient, so that a question costs the rows of one drug
 * however long the tables are. Nothing here knows a patient: relations.ts, effects.ts and
 * allergy-links.ts answer what is true of drugs; src/rules/knowledge asks it of a record.
 */

type Members = ReadonlySet<string>

export interface InteractionEntry {
  readonly row: InteractionRow
  readonly first: Members
  readonly second: Members
  readonly saidBy: readonly {
    readonly rule: string
    readonly first: Members
    readonly second: Members
  }[]
}

export interface AllergyEntry {
  readonly row: AllergyRow
  readonly allergy: Members
  readonly ordered: Members
}

export interface DuplicateEntry {
  readonly row: DuplicateRow
  readonly drugs: Members
  readonly unless: readonly { readonly first: Members; readonly second: Members }[]
  readonly saidBy: InteractionEntry['saidBy']
}

/** Rows by ingredient; several sets of one row put it there once. */
export type ByIngredient<Entry> = ReadonlyMap<string, readonly Entry[]>

export interface Knowledge {
  readonly tables: KnowledgeTables
  readonly sets: NamedDrugSets
  readonly sources: Readonly<Record<string, KnowledgeSource>>
  /** Orders that are no drugs. */
  readonly orderSets: Readonly<Record<string, OrderSet>>
  /** The ingredients of a set that a row names. */
  readonly members: (set: string) => ReadonlySet<string>
  readonly interactions: ByIngredient<InteractionEntry>
  /** The row that speaks of the very ingredient that an allergy names. */
  readonly sameDrug: AllergyRow | undefined
  /** By what is ordered. */
  readonly allergies: ByIngredient<AllergyEntry>
  readonly contraindications: ByIngredient<ContraindicationRow>
  readonly doses: ByIngredient<DoseRow>
  readonly duplicates: ByIngredient<DuplicateEntry>
  readonly monitoring: ByIngredient<MonitoringRow>
  readonly effects: ByIngredient<EffectRow>
  readonly stopping: ByIngredient<StoppingRow>
  readonly coverage: ByIngredient<CoverageRow>
}

/** Indexes over tables that were checked against their schemas. */
export function buildKnowledge(
  tables: KnowledgeTables,
  named: Pick<Knowledge, 'sets' | 'sources' | 'orderSets'>
): Knowledge {
  const { sets } = named
  const cache = new Map<string, Members>()
  const members = (set: string): Members => {
    const known = cache.get(set)
    if (known !== undefined) return known
    const found = ingredientsOfSet(set, sets)
    cache.set(set, found)
    return found
  }
  const pairs = (given: InteractionRow['saidBy'] = []) =>
    given.map(({ rule, first, second }) => ({
      rule,
      first: members(first),
      second: members(second)
    }))
  const interactions = tables.interactions.map((row) => ({
    row,
    first: members(row.first),
    second: members(row.second),
    saidBy: pairs(row.saidBy)
  }))
  const related = tables.allergies.filter(({ strength }) => strength !== 'same')
  const allergies = related.map((row) => ({
    row,
    allergy: members(row.allergy),
    ordered: members(row.ordered)
  }))
  const duplicates = tables.duplicates.map((row) => ({
    row,
    drugs: members(row.drugs),
    unless: (row.unless ?? []).map(({ first, second }) => ({
      first: members(first),
      second: members(second)
    })),
    saidBy: pairs(row.saidBy)
  }))
  const ofDrugs = <Row extends { readonly drugs?: string | undefined }>(rows: readonly Row[]) =>
    byIngredient(rows, ({ drugs }) => (drugs === undefined ? new Set<string>() : members(drugs)))
  return {
    tables,
    ...named,
    members,
    interactions: byIngredient(interactions, ({ first, second }) => first.union(second)),
    sameDrug: tables.allergies.find(({ strength }) => strength === 'same'),
    allergies: byIngredient(allergies, ({ ordered }) => ordered),
    contraindications: ofDrugs(tables.contraindications),
    doses: ofDrugs(tables.doses),
    duplicates: byIngredient(duplicates, ({ drugs }) => drugs),
    monitoring: ofDrugs(tables.monitoring),
    effects: ofDrugs(tables.effects),
    stopping: ofDrugs(tables.stopping),
    coverage: ofDrugs(tables.coverage)
  }
}

/** The text that a row rests on, whole. */
export function sourceOf(
  knowledge: Knowledge,
  { source }: { readonly source: InteractionRow['source'] }
): KnowledgeSource {
  if (typeof source === 'string') {
    const known = knowledge.sources[source]
    if (known === undefined) throw new Error(`no source ${source}`)
    return known
  }
  return {
    title: `${source.label} prescribing information`,
    section: source.section,
    url: 'https://dailymed.nlm.nih.gov/dailymed/',
    date: '2026',
    read: 'not re-read'
  }
}

function byIngredient<Entry>(
  entries: readonly Entry[],
  membersOf: (entry: Entry) => Members
): ByIngredient<Entry> {
  const found = new Map<string, Entry[]>()
  for (const entry of entries) {
    for (const ingredient of membersOf(entry)) {
      const before = found.get(ingredient)
      if (before === undefined) found.set(ingredient, [entry])
      else before.push(entry)
    }
  }
  return found
}
