import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { allSituations } from './all-situations.ts'
import { caseFile } from './case-builder.ts'

/*
 * node test/evaluation/write-cases.ts: writes test/evaluation/cases from the situations; `npm run
 * format` then brings them into form. A test tells when the two differ.
 */

const folder = join(import.meta.dirname, 'cases')
rmSync(folder, { recursive: true, force: true })
for (const situation of allSituations) {
  for (const given of situation.cases) {
    const path = join(folder, situation.folder, `${given.name}.json`)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, `${JSON.stringify(caseFile(situation, given), null, 2)}\n`)
  }
}
