import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { ConfigSchema, parseConfig } from '../../src/process/config.ts'
import { CurbsideError } from '../../src/ground/errors.ts'

const example = (): Record<string, unknown> =>
  JSON.parse(
    readFileSync(new URL('../../docker/config.example.json', import.meta.url), 'utf8')
  ) as Record<string, unknown>

const issuesOf = (raw: unknown, environment: Record<string, string> = {}): readonly string[] => {
  try {
    parseConfig(raw, environment)
    return []
  } catch (thrown) {
    expect(thrown).toBeInstanceOf(CurbsideError)
    return (thrown as CurbsideError).issues
  }
}

const withEhr = (change: Record<string, unknown>): unknown => {
  const config = example()
  const [ehr] = config['ehrs'] as Record<string, unknown>[]
  return { ...config, ehrs: [{ ...ehr, ...change }] }
}

test('the published example starts', () => {
  expect(issuesOf(example())).toEqual([])
})

test('the JSON Schema beside the example is the one of this version', () => {
  const kept: unknown = JSON.parse(
    readFileSync(new URL('../../docker/config.schema.json', import.meta.url), 'utf8')
  )
  expect(kept).toEqual(z.toJSONSchema(ConfigSchema, { io: 'input' }))
})

describe('a wrong value stops the start with one line that names it', () => {
  test.for<[string, unknown, RegExp]>([
    ['an unknown attribute', { ...example(), colour: 1 }, /colour/],
    ['a missing section', { ...example(), database: undefined }, /^database: /],
    [
      'plain http',
      { ...example(), publicUrl: 'http://cds.example.org' },
      /^publicUrl: must be https/
    ],
    [
      'http to a FHIR server',
      withEhr({ fhirServers: ['http://ehr.example.org'] }),
      /fhirServers\.0: must be https/
    ],
    [
      'credentials in an address',
      withEhr({ fhirServers: ['https://a:b@ehr.example.org'] }),
      /fhirServers\.0: must have no user/
    ],
    [
      'both jwksUrl and jwks',
      withEhr({ jwks: { keys: [{ kty: 'EC' }] } }),
      /jwksUrl: needs exactly one/
    ],
    ['a mode that is not built', withEhr({ mode: 'quiet' }), /ehrs\.0\.mode/],
    ['a profile that is not built', withEhr({ profile: 'other' }), /ehrs\.0\.profile/],
    [
      'a service that is not built',
      withEhr({ services: ['medication-verify'] }),
      /ehrs\.0\.services\.0/
    ],
    [
      'a profile of de-identification that is not built',
      { ...example(), deidentification: { profile: 'safe-harbor' } },
      /deidentification\.profile/
    ],
    [
      'notes in a profile that tells less of time than they do',
      { ...example(), deidentification: { profile: 'shifted', notes: 'scrubbed' } },
      /deidentification\.notes: only with the profile minimised/
    ],
    [
      'notes that are not scrubbed',
      { ...example(), deidentification: { notes: 'whole' } },
      /deidentification\.notes/
    ],
    [
      'a time zone that is none',
      withEhr({ timeZone: 'America/Chikago' }),
      /ehrs\.0\.timeZone: must be a name of the IANA time zone database/
    ],
    ['an offset for a time zone', withEhr({ timeZone: '-06:00' }), /ehrs\.0\.timeZone/],
    ['a terminology without a file', { ...example(), terminology: {} }, /terminology\.path/],
    [
      'a fixed clock outside development',
      { ...example(), development: { asOf: '2026-01-01' } },
      /development\.asOf/
    ]
  ])('%s', ([, raw, expected]) => {
    const issues = issuesOf(raw)
    expect(issues).toHaveLength(1)
    expect(issues[0]).toMatch(expected)
  })

  test('two EHRs with one issuer', () => {
    const [ehr] = example()['ehrs'] as Record<string, unknown>[]
    const issues = issuesOf({ ...example(), ehrs: [ehr, { ...ehr, id: 'other' }] })
    expect(issues).toEqual(['ehrs.1.issuer: stands twice; each EHR needs its own'])
  })

  test('several faults give several lines', () => {
    expect(issuesOf({ ...example(), publicUrl: 'x', colour: 1 }).length).toBeGreaterThan(1)
  })
})

describe('env:NAME', () => {
  const raw = { ...example(), database: { kind: 'postgres', url: 'env:DATABASE_URL' } }

  test('is replaced from the environment', () => {
    const config = parseConfig(raw, { DATABASE_URL: 'postgres://localhost/curbside' })
    expect(config.database).toEqual({ kind: 'postgres', url: 'postgres://localhost/curbside' })
  })

  test('without the variable stops the start, naming the variable and not its value', () => {
    expect(issuesOf(raw)[0]).toBe('database.url: the environment variable DATABASE_URL is not set')
  })
})

test('loopback http is permitted to loopback only, and only when development says so', () => {
  const development = { allowLoopbackHttp: true }
  const local = { ...example(), publicUrl: 'http://127.0.0.1:8080', development }
  expect(issuesOf(local)).toEqual([])
  expect(issuesOf({ ...local, publicUrl: 'http://10.0.0.1:8080' })).toHaveLength(1)
  expect(issuesOf({ ...local, publicUrl: 'http://127.0.0.1.evil.test:8080' })).toHaveLength(1)
})
