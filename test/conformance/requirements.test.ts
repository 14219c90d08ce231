import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { numberOf, requirements } from './requirements.ts'
import type { RequirementId } from './requirements.ts'
import type { Requirement } from './requirements/requirement.ts'

/*
 * The list is kept honest from its own side: what is not shown by a test must say why. Citations
 * are found in the text of the tests, so that a test left out of a run still counts.
 */

const list = Object.entries<Requirement>(requirements) as [RequirementId, Requirement][]
const cited = new Set(
  globSync('test/**/*.test.ts')
    .flatMap((path) => [...readFileSync(path, 'utf8').matchAll(citation())])
    .map(([, id]) => id ?? '')
)

/** An id in quotes, as verifies() and cites() take it. */
function citation(): RegExp {
  return /'(H-\d+-[a-z0-9-]+)'/g
}

test('the list is whole and in order: 1 to 122', () => {
  expect(list.map(([id]) => numberOf(id))).toEqual(
    Array.from({ length: 122 }, (_, index) => index + 1)
  )
})

test('every requirement is cited by a test or deferred with a reason', () => {
  expect(
    list.filter(([id, { deferred }]) => deferred === undefined && !cited.has(id)).map(([id]) => id)
  ).toEqual([])
  for (const [, { deferred }] of list) expect(deferred ?? 'a reason long enough').toMatch(/.{15}/)
})

test('a deferred requirement is not cited: the reason would be out of date', () => {
  expect(
    list.filter(([id, { deferred }]) => deferred !== undefined && cited.has(id)).map(([id]) => id)
  ).toEqual([])
})

test('every citation is of a requirement in the list', () => {
  expect([...cited].filter((id) => !Object.hasOwn(requirements, id))).toEqual([])
})
