import { afterAll, beforeAll, expect } from 'vitest'
import { CurbsideError } from '../../src/ground/errors.ts'
import { parseConfig } from '../../src/process/config.ts'
import { aRequest, runCurbside } from '../support/curbside.ts'
import type { Answer, RunningCurbside } from '../support/curbside.ts'
import { calciumModel, corpus } from './calls.ts'
import { verifies } from './verifies.ts'

let curbside: RunningCurbside
let answers: readonly Answer[]
beforeAll(async () => {
  curbside = await runCurbside({ model: calciumModel() })
  answers = [
    ...(await corpus(curbside)),
    await curbside.send('/cds-services', {}),
    await curbside.call('patient-view', {}),
    await curbside.call('patient-view', aRequest(), 'none'),
    await curbside.call('nothing', aRequest()),
    await curbside.feedback('patient-view', {}),
    await curbside.send('/livez', {}),
    await curbside.send('/readyz', {})
  ]
})
afterAll(async () => curbside[Symbol.asyncDispose]())

verifies(['H-001-json', 'H-006-strict-json'], () => {
  for (const { headers, text } of answers) {
    expect(headers.get('content-type')).toMatch(/^application\/json/)
    // As strict as JSON is: no comments, no trailing commas.
    expect(JSON.parse(text)).toBeTypeOf('object')
  }
})

verifies('H-002-https', () => {
  const config = (change: object, ehr: object = {}) => ({
    publicUrl: 'https://cds.test',
    database: { kind: 'embedded' },
    model: { kind: 'none' },
    ehrs: [
      {
        id: 'ehr',
        issuer: 'https://ehr.test',
        jwksUrl: 'https://ehr.test/jwks',
        fhirServers: ['https://ehr.test/fhir'],
        services: ['patient-view'],
        ...ehr
      }
    ],
    ...change
  })
  expect(() => parseConfig(config({}), {})).not.toThrow()
  for (const wrong of [
    config({ publicUrl: 'http://cds.test' }),
    config({}, { jwksUrl: 'http://ehr.test/jwks' }),
    config({}, { fhirServers: ['http://ehr.test/fhir'] }),
    config({ publicUrl: 'http://127.0.0.1' }),
    config({ publicUrl: 'http://cds.test', development: { allowLoopbackHttp: true } })
  ]) {
    expect(() => parseConfig(wrong, {})).toThrow(CurbsideError)
  }
})

verifies(['H-003-no-empty-values', 'H-004-absent-is-omitted'], () => {
  expect(answers.length).toBeGreaterThan(10)
  for (const { body } of answers) expect(emptiesIn(body)).toEqual([])
  expect(emptiesIn({ cards: [], a: null, b: '', c: [{}], d: [] })).toEqual(['a', 'b', 'c.0', 'd'])
})

/** Paths of values that must not be; `cards` may be an empty list, and a good feedback is `{}`. */
function emptiesIn(value: unknown, path: readonly string[] = []): readonly string[] {
  const place = path.join('.')
  if (value === null || value === '') return [place]
  if (typeof value !== 'object') return []
  const below = Object.entries(value)
  if (below.length === 0) return place === 'cards' || place === '' ? [] : [place]
  return below.flatMap(([key, child]) => emptiesIn(child, [...path, key]))
}

verifies('H-007-unknown-ignored', async () => {
  const plain = aRequest()
  const strange = aRequest({
    zqx: { deep: [null, {}] },
    extension: { 'test.zqx': { a: 1 } },
    context: { userId: 'Practitioner/d1', patientId: 'p1', zqx: [], extension: {} },
    prefetch: {
      patient: { ...(plain['prefetch'] as { patient: object }).patient, zqx: 1 },
      zqx: { resourceType: 'Zqx' }
    }
  })
  const [one, other] = [
    await curbside.call('patient-view', plain),
    await curbside.call('patient-view', strange)
  ]
  const words = (answer: Answer) =>
    answer.body.cards?.map(({ summary, detail, indicator }) => [summary, detail, indicator])
  expect([one.status, other.status]).toEqual([200, 200])
  expect(words(one)).toHaveLength(1)
  expect(words(other)).toEqual(words(one))
})
