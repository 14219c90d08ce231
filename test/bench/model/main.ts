import { parseArgs } from 'node:util'
import { load, parsing, replicas, warm } from './figures.ts'
import type { Figure } from './figures.ts'

/*
 * The figures of the model's station: node test/bench/model/main.ts [--only parsing,warm,silent,
 * dripping,replicas]. Exit code 1 when one is not kept. Two replicas need an empty PostgreSQL, in
 * CURBSIDE_BENCH_DATABASE_URL.
 */

const url = process.env['CURBSIDE_BENCH_DATABASE_URL']
const all: Readonly<Record<string, () => Promise<readonly Figure[]> | readonly Figure[]>> = {
  parsing,
  warm,
  silent: () => load('model silent', { silent: true }, 250),
  dripping: () => load('model dripping', { msPerChunk: 100 }, 1_000),
  ...(url !== undefined && { replicas: () => replicas(url) })
}
const { values } = parseArgs({ options: { only: { type: 'string' } } })
const wanted = values.only?.split(',') ?? Object.keys(all)
let missed = 0
for (const name of wanted) {
  for (const { text, kept } of (await all[name]?.()) ?? []) {
    process.stdout.write(`${kept ? 'kept' : 'MISSED'}  ${text}\n`)
    if (!kept) missed += 1
  }
}
if (url === undefined)
  process.stdout.write('Two replicas were not measured: no PostgreSQL named.\n')
process.exit(missed === 0 ? 0 : 1)
