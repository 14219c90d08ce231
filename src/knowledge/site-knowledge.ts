import { z } from 'zod'
import { allRows } from './all-rows.ts'
import { checkKnowledge } from './check-knowledge.ts'
import { buildKnowledge } from './knowledge.ts'
import type { Knowledge } from './knowledge.ts'
import { severities } from './row.ts'
import { drugSetsSchema, sourcesSchema, tableSchemas } from './tables.ts'
import type { KnowledgeTables, TableName } from './tables.ts'

/*
 * A site's own knowledge: a folder with files of the same form as ours. `<table>.json` adds rows,
 * `drug-sets.json` and `sources.json` add sets and sources that those rows name, and `changes.json`
 * lowers our rows or switches them off, each with an owner, a reason and a day. Nothing of ours is
 * replaced, and nothing is raised: a louder row is a row of the site's own, with its source.
 */

const changeSchema = z.strictObject({
  /** The id of one of our rows. */
  row: z.string(),
  /** A quieter level; or `off`: the row is not there. */
  to: z.enum([...severities, 'off']),
  owner: z.string().min(2).max(120),
  reason: z.string().min(5).max(400),
  date: z.iso.date()
})
export type SiteChange = z.infer<typeof changeSchema>

const changesSchema = z.strictObject({ about: z.string(), changes: z.array(changeSchema) })

/** What a site brought, for the transparency page and the log. */
export interface SiteKnowledgeFacts {
  /** Ids of the rows that the site added. */
  readonly added: readonly string[]
  readonly changes: readonly SiteChange[]
}

export type SiteKnowledge =
  | {
      readonly outcome: 'merged'
      readonly knowledge: Knowledge
      readonly facts: SiteKnowledgeFacts
    }
  | { readonly outcome: 'refused'; readonly issues: readonly string[] }

/**
 * Our knowledge with a site's. `files` is what its folder holds, by name. Refused whole with one
 * line for each fault: a table never counts half.
 */
export function withSiteKnowledge(
  knowledge: Knowledge,
  files: ReadonlyMap<string, unknown>,
  ruleIds: ReadonlySet<string>
): SiteKnowledge {
  const issues: string[] = []
  const parse = <Out>(name: string, schema: z.ZodType<Out>, none: Out): Out => {
    if (!files.has(name)) return none
    const read = schema.safeParse(files.get(name))
    if (read.success) return read.data
    issues.push(
      ...read.error.issues.map(({ path, message }) => `${name} ${path.join('.')}: ${message}`)
    )
    return none
  }
  const names = Object.keys(tableSchemas) as TableName[]
  const known = new Set([
    'changes.json',
    'drug-sets.json',
    'sources.json',
    ...names.map((name) => `${name}.json`)
  ])
  for (const name of files.keys()) if (!known.has(name)) issues.push(`${name}: no such table`)
  const { changes } = parse('changes.json', changesSchema, { about: '', changes: [] })
  const { sets } = parse('drug-sets.json', drugSetsSchema, { about: '', sets: {} })
  const { sources } = parse('sources.json', sourcesSchema, { about: '', sources: {} })
  const added = Object.fromEntries(
    names.map((name) => {
      const schema: z.ZodType<{ readonly rows: readonly unknown[] }> = tableSchemas[name]
      return [name, parse(`${name}.json`, schema, { rows: [] }).rows]
    })
  ) as unknown as KnowledgeTables
  issues.push(...conflictsIn(knowledge, changes), ...takenNames(knowledge, sets, sources))
  const merged = buildKnowledge(mergedTables(knowledge.tables, changes, added), {
    sets: { ...knowledge.sets, ...sets },
    sources: { ...knowledge.sources, ...sources },
    orderSets: knowledge.orderSets
  })
  issues.push(...checkKnowledge(merged, ruleIds).map(({ where, says }) => `${where} ${says}`))
  if (issues.length > 0) return { outcome: 'refused', issues }
  const ids = names.flatMap((name) => added[name].map(({ id }) => id))
  return { outcome: 'merged', knowledge: merged, facts: { added: ids, changes } }
}

function conflictsIn(knowledge: Knowledge, changes: readonly SiteChange[]): readonly string[] {
  const rows = new Map(allRows(knowledge).map(({ row }) => [row.id, row]))
  const seen = new Set<string>()
  return changes.flatMap(({ row: id, to }) => {
    const row = rows.get(id)
    const twice = seen.has(id)
    seen.add(id)
    if (row === undefined) return [`changes.json: ${id} is no row of ours`]
    if (twice) return [`changes.json: ${id} is changed twice`]
    if (to === 'off') return []
    if (!('severity' in row)) return [`changes.json: ${id} has no level; it can only be off`]
    return severities.indexOf(to) > severities.indexOf(row.severity)
      ? []
      : [`changes.json: ${id} is ${row.severity}; it can only be lowered or switched off`]
  })
}

function takenNames(
  knowledge: Knowledge,
  sets: Readonly<Record<string, unknown>>,
  sources: Readonly<Record<string, unknown>>
): readonly string[] {
  return [
    ...Object.keys(sets)
      .filter((name) => name in knowledge.sets)
      .map((name) => `drug-sets.json: ${name} is ours`),
    ...Object.keys(sources)
      .filter((name) => name in knowledge.sources)
      .map((name) => `sources.json: ${name} is ours`)
  ]
}

/** A lowered row keeps its id; its version says that it is the site's. */
function mergedTables(
  ours: KnowledgeTables,
  changes: readonly SiteChange[],
  added: KnowledgeTables
): KnowledgeTables {
  const changed = new Map(changes.map((change) => [change.row, change.to]))
  const names = Object.keys(ours) as TableName[]
  return Object.fromEntries(
    names.map((name) => [
      name,
      [
        ...ours[name].flatMap((row) => {
          const to = changed.get(row.id)
          if (to === undefined) return [row]
          return to === 'off' ? [] : [{ ...row, severity: to, version: `${row.version}-site` }]
        }),
        ...added[name]
      ]
    ])
  ) as unknown as KnowledgeTables
}
