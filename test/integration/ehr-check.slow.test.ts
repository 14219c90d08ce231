import { exportJWK, generateKeyPair } from 'jose'
import { describe, expect, test } from 'vitest'
import { checkedEhr } from './checked-ehr.ts'
import type { CheckedEhr } from './checked-ehr.ts'
import { runScript } from './command.ts'
import type { Ran } from './command.ts'

/*
 * ehr-check as an integrator runs it, in a process of its own, against the demo EHR over sockets:
 * whole, and spoilt in the ways that sites are.
 */

async function check(ehr: CheckedEhr, ...more: readonly string[]): Promise<Ran> {
  const args = ['--ehr', 'demo-ehr', '--patient', ehr.patientId, '--token', 'env:TOKEN']
  const { config, token: TOKEN, clientJwt: JWT } = ehr
  const given = { config, environment: { TOKEN, JWT } }
  const ran = await runScript('ehr-check', [...args, '--jwt', 'env:JWT', ...more], given)
  // Whatever is wrong, no secret and nothing of the patient is printed.
  for (const text of [ran.out, ran.said]) {
    for (const secret of [TOKEN, JWT, ehr.patientName, 'birthDate']) {
      expect(text.toLowerCase()).not.toContain(secret.toLowerCase())
    }
  }
  return ran
}

const levels = (out: string, level: string): readonly string[] =>
  out.split('\n').filter((line) => line.startsWith(`  ${level} `))

describe('ehr-check', { timeout: 60_000 }, () => {
  test('finds nothing to do at the whole demo EHR, and ends with 0', async () => {
    await using ehr = await checkedEhr()
    const { out, exitCode } = await check(ehr)
    expect(levels(out, 'fault')).toEqual([])
    expect(levels(out, 'warning')).toEqual([])
    expect(exitCode).toBe(0)
    for (const line of [
      /ok +key \S+: ES384/,
      /ok +header and claims are as expected/,
      /ok +the signature fits key/,
      /ok +12 of 12 types declared as needed/,
      /ok +read plan of patient-view, order-select: 14 requests side by side \(\d+ ms\)/,
      /ok +Patient\/\{patient\}: 1 resource \(\d+ ms\)/,
      /ok +patient-view, order-select: nothing would be missing/,
      /0 faults, 0 warnings\./
    ]) {
      expect(out).toMatch(line)
    }
  })

  test('says which type is not declared, and what follows for the cards', async () => {
    await using ehr = await checkedEhr({ undeclared: 'AllergyIntolerance' })
    const { out, exitCode } = await check(ehr)
    expect(levels(out, 'fault')).toEqual(['  fault     AllergyIntolerance is not declared'])
    expect(out).toContain(
      "→ Enable AllergyIntolerance for Curbside's client, or send it as prefetch. Cards cannot use AllergyIntolerance."
    )
    expect(out).toContain('11 of 12 types declared as needed')
    expect(exitCode).toBe(1)
  })

  test('does without a type that many EHRs do not offer, and says so', async () => {
    await using ehr = await checkedEhr({ undeclared: 'MedicationStatement' })
    const { out, exitCode } = await check(ehr)
    expect(levels(out, 'fault')).toEqual([])
    expect(out).toContain('MedicationStatement is not declared')
    expect(out).toContain('Many EHRs do not offer it: Curbside does without.')
    expect(exitCode).toBe(0)
  })

  test('says which type is forbidden, with the scope to grant, and what cards would say', async () => {
    await using ehr = await checkedEhr({ forbidden: 'Observation' })
    const { out, exitCode } = await check(ehr)
    expect(levels(out, 'fault')).toHaveLength(4)
    expect(out).toMatch(/fault +Observation\?.*category=laboratory.*refused \(401 or 403\)/)
    expect(out).toContain('grant patient/Observation.read or patient/Observation.rs')
    expect(out).toContain(
      'cards would say "Not read: laboratory results, vital signs, questionnaires, imaging findings (no permission)."'
    )
    expect(exitCode).toBe(1)
  })

  test('says that without the Patient every call is 412', async () => {
    await using ehr = await checkedEhr({ forbidden: 'Patient' })
    const { out, exitCode } = await check(ehr)
    expect(out).toContain('every call without prefetch is answered 412')
    expect(exitCode).toBe(1)
  })

  test('says how late a slow type is', async () => {
    await using ehr = await checkedEhr({ slow: { type: 'Condition', byMs: 1500 } })
    const [entry] = ehr.config['ehrs'] as readonly object[]
    const config = { ...ehr.config, ehrs: [{ ...entry, answerWithinMs: 1000 }] }
    const { out, exitCode } = await check({ ...ehr, config })
    expect(out).toMatch(
      /fault +Condition\?.*: 4 resources, later than the 500 ms that a call may read \(1[5-9]\d\d ms\)/
    )
    expect(out).toContain('cards would say "Not read: problem list (not in time)."')
    expect(exitCode).toBe(1)
  })

  test('says that the EHR signs with a key which the JWKS does not have', async () => {
    await using ehr = await checkedEhr({ jwks: () => ({ keys: [otherKey] }) })
    const { out, exitCode } = await check(ehr)
    // The proxy's JWKS has another address than the EHR names in its tokens: that is said too.
    expect(levels(out, 'fault')).toHaveLength(2)
    expect(out).toContain('It must be absent or exactly ehrs[].jwksUrl')
    expect(out).toMatch(
      /it is signed with key "\S+", which the JWKS does not have \(it has "other"\)/
    )
    expect(out).toContain('→ Publish that key in the JWKS, or sign with one that stands there')
    expect(exitCode).toBe(1)
  })

  test('says that the signature does not fit the key of that name', async () => {
    await using ehr = await checkedEhr({
      jwks: ({ keys }) => ({ keys: [{ ...otherKey, kid: keys[0]?.kid }] })
    })
    const { out, exitCode } = await check(ehr)
    expect(out).toMatch(/fault +the signature does not fit key/)
    expect(out).toContain('→ The EHR signs with another private key under this kid')
    expect(exitCode).toBe(1)
  })

  test('says that keys are of no use, or were given away', async () => {
    const secret = { kty: 'oct', kid: 'shared', k: 'c2VjcmV0' }
    const unfit = { ...otherKey, kid: 'large', crv: 'P-521', alg: 'ES512' }
    await using ehr = await checkedEhr({ jwks: () => ({ keys: [secret, unfit] }) })
    const { out, exitCode } = await check(ehr)
    expect(out).toContain('key shared is secret, and everybody can read it here')
    expect(out).toContain('key large is not used: EC P-521 for ES512')
    expect(out).not.toContain('c2VjcmV0')
    expect(exitCode).toBe(1)
  })

  test('says that nothing listens at a dead EHR, and does not try further', async () => {
    const ehr = await checkedEhr()
    await ehr[Symbol.asyncDispose]()
    const { out, exitCode } = await check(ehr)
    expect(levels(out, 'fault')).toHaveLength(2)
    expect(out.match(/nothing listens there \(connection refused\)/g)).toHaveLength(2)
    expect(out).toContain(
      '→ Is it up? Does the address hold, and does a firewall let Curbside through?'
    )
    expect(out).toContain('read plans were not run: the FHIR server cannot be reached')
    expect(exitCode).toBe(1)
  })

  test('says that a token which opens nothing is the fault, once', async () => {
    await using ehr = await checkedEhr()
    const { out } = await check({ ...ehr, token: 'an-expired-token' })
    expect(out).toContain('all requests are refused (401 or 403)')
    expect(levels(out, 'fault')).toHaveLength(2)
  })

  test('gives the same to programs', async () => {
    await using ehr = await checkedEhr({ undeclared: 'Procedure' })
    const { out, exitCode } = await check(ehr, '--json')
    const report = JSON.parse(out) as {
      verdict: string
      checks: { level: string; todo?: string }[]
    }
    expect(report).toMatchObject({ ehr: 'demo-ehr', verdict: 'faults', counts: { fault: 1 } })
    expect(report.checks.filter(({ level, todo }) => level === 'fault' && todo)).toHaveLength(1)
    expect(exitCode).toBe(1)
  })

  test('runs without a test patient, and says what it did not look at', async () => {
    await using ehr = await checkedEhr()
    const { out, exitCode } = await runScript('ehr-check', ['--ehr', 'demo-ehr'], {
      config: ehr.config
    })
    expect(levels(out, 'skipped')).toHaveLength(2)
    expect(exitCode).toBe(0)
  })

  test('ends with 2 where it cannot run, without repeating what was typed', async () => {
    await using ehr = await checkedEhr()
    const { config } = ehr
    const wrong: readonly (readonly string[])[] = [
      [],
      ['--ehr', 'nobody'],
      ['--ehr', 'demo-ehr', '--tokens', 'secret-value'],
      ['--ehr', 'demo-ehr', 'secret-value'],
      ['--ehr', 'demo-ehr', '--token', 'secret-value'],
      ['--ehr', 'demo-ehr', '--patient', 'a/../b', '--token', 'secret-value'],
      ['--ehr', 'demo-ehr', '--patient', 'p1', '--token', 'env:NOT_SET'],
      ['--ehr', 'demo-ehr', '--fhir-server', 'https://elsewhere.test/fhir']
    ]
    for (const args of wrong) {
      const { out, said, exitCode } = await runScript('ehr-check', args, { config })
      expect([out, exitCode], args.join(' ')).toEqual(['', 2])
      expect(said).not.toContain('secret-value')
      expect(said).toContain('npm run ehr-check')
    }
    const unread = await runScript('ehr-check', ['--ehr', 'demo-ehr'])
    expect(unread.said).toContain('CURBSIDE_CONFIG')
    expect(unread.exitCode).toBe(2)
  })
})

const { publicKey } = await generateKeyPair('ES384', { extractable: true })
const otherKey = { ...(await exportJWK(publicKey)), kid: 'other', alg: 'ES384', use: 'sig' }
