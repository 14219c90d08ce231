import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { exampleCases } from './all-cases.ts'

/*
 * node test/evaluation/write-cases.ts: writes the six example cases into test/evaluation/cases; `npm run
 * format` then brings them into form. A test tells when the two differ.
 */

const folder = join(import.meta.dirname, 'cases')
rmSync(folder, { recursive: true, force: true })
for (const { path, value } of exampleCases()) {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), `${JSON.stringify(value, null, 2)}\n`)
}
