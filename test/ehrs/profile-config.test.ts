import { describe, expect, test } from 'vitest'
import { parseConfig } from '../../src/process/config.ts'
import { CurbsideError } from '../../src/ground/errors.ts'

const sandboxKid = '44823f3d-0b01-4a6c-a80e-b9d3e8a7226f'

function issuesOf(
  ehr: Readonly<Record<string, unknown>>,
  development?: Readonly<Record<string, unknown>>
): readonly string[] {
  try {
    parseConfig(
      {
        publicUrl: 'https://cds.example.org',
        database: { kind: 'embedded' },
        model: { kind: 'none' },
        ehrs: [
          {
            id: 'general-hospital',
            issuer: 'https://ehr.example.org',
            ...('jwks' in ehr ? {} : { jwksUrl: 'https://ehr.example.org/jwks.json' }),
            services: ['patient-view'],
            ...ehr
          }
        ],
        ...(development === undefined ? {} : { development })
      },
      {}
    )
    return []
  } catch (thrown) {
    expect(thrown).toBeInstanceOf(CurbsideError)
    return (thrown as CurbsideError).issues
  }
}

describe('the public sandbox, whose private key is public, is refused at start', () => {
  const entries: [string, Readonly<Record<string, unknown>>, string][] = [
    ['by its profile', { profile: 'sandbox' }, 'profile'],
    ['by its issuer', { issuer: 'https://sandbox.cds-hooks.org' }, 'issuer'],
    ['by its issuer, spelled otherwise', { issuer: 'https://SANDBOX.cds-hooks.org./' }, 'issuer'],
    ['by its issuer without a scheme', { issuer: 'Sandbox.CDS-Hooks.org' }, 'issuer'],
    ['by its keys', { jwksUrl: 'https://sandbox.cds-hooks.org/.well-known/jwks.json' }, 'jwksUrl'],
    [
      'by its key under another issuer',
      { jwks: { keys: [{ kty: 'EC', kid: sandboxKid }] } },
      'jwks'
    ]
  ]

  test.for(entries)('%s', ([, entry, name]) => {
    expect(issuesOf(entry)).toEqual([
      expect.stringMatching(new RegExp(`^ehrs\\.0\\.${name}: is of the public CDS Hooks Sandbox`))
    ])
    expect(issuesOf(entry, { allowLoopbackHttp: true })).toEqual([])
  })

  test('an EHR of another name is not taken for it', () => {
    expect(issuesOf({ issuer: 'https://sandbox.cds-hooks.org.example.org' })).toEqual([])
    expect(issuesOf({ profile: 'epic' })).toEqual([])
  })
})

describe('the keys of a site', () => {
  test('are accepted for any of our kinds', () => {
    const prefetchKeys = { patient: '-patient', laboratory: 'LABS 90D' }
    expect(issuesOf({ prefetchKeys })).toEqual([])
  })

  test.for<[string, Readonly<Record<string, string>>, RegExp]>([
    ['a kind that is none of ours', { labs: 'LABS' }, /^ehrs\.0\.prefetchKeys/],
    ['one key for two kinds', { laboratory: 'OBS', vitals: 'OBS' }, /^ehrs\.0\.prefetchKeys: must/],
    [
      'a key that is another kind of ours',
      { laboratory: 'vitals' },
      /^ehrs\.0\.prefetchKeys: must/
    ],
    ['an empty key', { laboratory: '' }, /^ehrs\.0\.prefetchKeys\.laboratory/]
  ])('%s is refused', ([, prefetchKeys, expected]) => {
    expect(issuesOf({ prefetchKeys })).toEqual([expect.stringMatching(expected)])
  })

  test('two kinds may swap their names', () => {
    expect(issuesOf({ prefetchKeys: { laboratory: 'vitals', vitals: 'laboratory' } })).toEqual([])
  })
})
