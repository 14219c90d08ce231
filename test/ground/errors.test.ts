import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { CurbsideError, errorTable } from '../../src/ground/errors.ts'

test('README lists every error code with its status and help, and no other', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
  const listed = [...readme.matchAll(/^\| `(CURBSIDE_\w+)` \| (\d+) \| (.+) \|$/gm)].map(
    ([, code, status, help]) => [code, Number(status), help]
  )
  expect(listed).toEqual(
    Object.entries(errorTable).map(([code, { status, help }]) => [code, status, help])
  )
})

test('an error carries numbers and booleans only, and its message is its code', () => {
  const error = new CurbsideError('CURBSIDE_FHIR_FAILED', { details: { status: 500 } })
  expect([error.message, error.status, error.details]).toEqual([
    'CURBSIDE_FHIR_FAILED',
    200,
    { status: 500 }
  ])
})
