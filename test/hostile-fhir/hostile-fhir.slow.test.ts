/*
 * A FHIR server that does what none should, against the whole service in a process of its own: each
 * case at patient-view and order-select, over sockets, with a token. In time, in bounded memory, with
 * the gap named, no request after the answer, and nothing to anyone else. `npm run hostile-fhir`
 * prints the same as a table.
 */
import { beforeAll, describe, expect, test } from 'vitest'
import { hostileCases } from './cases.ts'
import { hostileRows } from './hostile-rows.ts'
import type { HostileRow } from './judge.ts'

let rows: readonly HostileRow[] = []
beforeAll(async () => {
  rows = await hostileRows(hostileCases)
}, 120_000)

describe.for(['patient-view', 'order-select'])('at %s', (hook) => {
  test.for(hostileCases)('$name', ({ name }) => {
    const own = rows.filter((row) => row.name === name && row.hook === hook)
    expect(own.length).toBeGreaterThan(0)
    expect(own.flatMap(({ wrong }) => wrong)).toEqual([])
  })
})
