import { z } from 'zod'
import type { Aliases, AliasTarget } from '../../src/chart/chart.ts'

/*
 * What the aliases of one chart stood for, kept beside the request: an answer can be bound again
 * when later charts of the same record number their lines in another way.
 */

const AbsenceSchema = z.object({
  kind: z.enum(['result', 'procedure', 'problem', 'medication', 'order']),
  key: z.string(),
  label: z.string(),
  since: z.object({ iso: z.string(), epochDay: z.number() })
})
const TargetSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('resource'),
    reference: z.string(),
    component: z.string().exactOptional()
  }),
  z.object({ kind: z.literal('order'), reference: z.string() }),
  z.object({ kind: z.literal('absence'), absence: AbsenceSchema }),
  z.object({
    kind: z.literal('computed'),
    name: z.enum(['cha2ds2-vasc', 'opioids-mme', 'egfr-of-creatinine', 'pulse-pressure'])
  }),
  z.object({ kind: z.literal('patient') })
])

export const KeptSchema = z.object({
  today: z.string(),
  targets: z.record(z.string(), TargetSchema)
})
export type Kept = z.infer<typeof KeptSchema>

/** Every alias that stands in the text, with its target. */
export function keepAliases(aliases: Aliases, text: string): Kept {
  const written = new Set(text.match(/\b[A-Z]\d{1,6}\b/g) ?? [])
  const targets = [...written].flatMap((alias): [string, AliasTarget][] => {
    const target = aliases.resolve(alias)
    return target === undefined ? [] : [[alias, target]]
  })
  return { today: aliases.daysBack(0), targets: Object.fromEntries(targets) }
}

const msPerDay = 86_400_000

export function aliasesOf({ today, targets }: Kept): Aliases {
  const known = new Map<string, AliasTarget>(Object.entries(targets))
  const dayFrom = (days: number): string =>
    new Date(Date.parse(today) + days * msPerDay).toISOString().slice(0, 10)
  return {
    resolve: (alias) => known.get(alias),
    dateOf: (day) => (Math.abs(day) > 100_000 ? undefined : dayFrom(day)),
    daysBack: (days) => dayFrom(-days)
  }
}
