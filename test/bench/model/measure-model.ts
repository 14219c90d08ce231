import { load, parsing, replicas, warm } from './figures.ts'
import type { Figure } from './figures.ts'

/** Two replicas need an empty PostgreSQL. */
const url = process.env['CURBSIDE_BENCH_DATABASE_URL']

/** The figures of the model's station by name; each takes its own time, on two idle cores. */
export const modelFigures: Readonly<
  Record<string, { readonly seconds: number; measure(): Promise<readonly Figure[]> }>
> = {
  parsing: { seconds: 5, measure: async () => parsing() },
  warm: { seconds: 30, measure: warm },
  silent: { seconds: 110, measure: () => load('model silent', { silent: true }, 250) },
  dripping: { seconds: 110, measure: () => load('model dripping', { msPerChunk: 100 }, 1_000) },
  ...(url !== undefined && { replicas: { seconds: 15, measure: () => replicas(url) } })
}

/** Measures the named figures, writes each as it comes, and says how many were not kept. */
export async function measureModel(names: readonly string[]): Promise<number> {
  let missed = 0
  for (const name of names) {
    for (const { text, kept } of (await modelFigures[name]?.measure()) ?? []) {
      process.stdout.write(`${kept ? 'kept' : 'MISSED'}  ${text}\n`)
      if (!kept) missed += 1
    }
  }
  if (url === undefined) {
    process.stdout.write('Two replicas were not measured: no CURBSIDE_BENCH_DATABASE_URL.\n')
  }
  return missed
}
