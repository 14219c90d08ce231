import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { runScript } from './command.ts'

const example = JSON.parse(
  readFileSync(new URL('../../docker/config.example.json', import.meta.url), 'utf8')
) as { readonly ehrs: readonly Readonly<Record<string, unknown>>[] }

/** The example configuration, its EHR changed. */
const config = (change: Readonly<Record<string, unknown>> = {}) => ({
  ...example,
  ehrs: example.ehrs.map((ehr) => ({ ...ehr, ...change }))
})

const sheet = async (change?: Readonly<Record<string, unknown>>): Promise<string> => {
  const args = ['--ehr', 'general-hospital']
  const { out, exitCode } = await runScript('registration', args, { config: config(change) })
  expect(exitCode).toBe(0)
  return out
}

describe('the registration sheet', { timeout: 60_000 }, () => {
  test('holds what an EHR is registered with', async () => {
    const out = await sheet()
    for (const line of [
      '# Registering Curbside with general-hospital',
      'Discovery: `GET https://cds.example.org/cds-services` (needs no token)',
      '| order-select | order-select | `https://cds.example.org/cds-services/order-select` | `https://cds.example.org/cds-services/order-select/feedback` | `patientId`, `draftOrders` | live |',
      '| header `alg` | `ES384`, `RS384`, `ES256`, `RS256` |',
      '| `iss` | `https://ehr.example.org` |',
      '| patient-view feedback | `https://cds.example.org/cds-services/patient-view/feedback` or `https://cds.example.org/cds-services/patient-view` |',
      'at most 3600 s apart',
      'Registered: `https://ehr.example.org/fhir/r4`.',
      '| Patient | read | `patient/Patient.read` | `patient/Patient.r` |',
      '| Observation | search | `patient/Observation.read` | `patient/Observation.rs` |',
      '| Medication | search |',
      '| `patient` | `Patient/{{context.patientId}}` | required (else 412) |',
      '| `benefit-outweighs-risk` | Benefit outweighs risk | order cards |',
      '| `metforminEgfr` | Metformin and kidney function | rule R-01 |',
      '`https://cds.example.org/transparency`',
      'Curbside answers within 4000 ms',
      '## Before going live'
    ]) {
      expect(out).toContain(line)
    }
    // Nothing of services that this EHR is not registered for.
    expect(out).not.toContain('/cds-services/encounter-discharge')
  })

  test("names prefetch keys, modes, tenants and audiences as the site's entry has them", async () => {
    const out = await sheet({
      prefetchKeys: { patient: '-pat' },
      serviceModes: { 'order-select': 'shadow' },
      tenants: ['t1'],
      audiences: ['curbside-at-general']
    })
    expect(out).toContain('| `-pat` | `Patient/{{context.patientId}}` | required (else 412) |')
    expect(out).toMatch(/\| order-select \|.*\| shadow \|/)
    expect(out).toContain('| `tenant` | one of `t1` |')
    expect(out).toContain(
      '`https://cds.example.org/cds-services/patient-view` or `curbside-at-general`'
    )
  })

  test('is there for programs too', async () => {
    const args = ['--ehr', 'general-hospital', '--json']
    const { out } = await runScript('registration', args, { config: config() })
    expect(JSON.parse(out)).toMatchObject({
      ehr: { id: 'general-hospital', profile: 'generic', mode: 'live' },
      clientJwt: { issuer: 'https://ehr.example.org', lifetimeMaxSeconds: 3600 },
      overrideReasons: { system: 'urn:curbside:override-reason' }
    })
  })

  test('ends with 2 for an EHR that is not configured', async () => {
    const { said, exitCode } = await runScript('registration', ['--ehr', 'x'], { config: config() })
    expect(said).toContain('general-hospital')
    expect(exitCode).toBe(2)
  })
})
