import { globSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { recordKinds, searchTemplate } from '../../src/record/record-kinds.ts'

/* The published prefetch of every service says what the table of record kinds says. */

const services = globSync('hooks/*/service.json').map((path) => ({
  path,
  prefetch: (JSON.parse(readFileSync(path, 'utf8')) as { prefetch: Record<string, string> })
    .prefetch
}))
const templates = Object.fromEntries(recordKinds.map((kind) => [kind, searchTemplate(kind)]))

describe.for(services)('$path', ({ prefetch }) => {
  test('asks for each kind as the table does', () => {
    const asTheTable = Object.fromEntries(Object.keys(prefetch).map((key) => [key, templates[key]]))
    expect(prefetch).toEqual(asTheTable)
  })
})
