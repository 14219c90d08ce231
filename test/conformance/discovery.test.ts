import { afterAll, beforeAll, expect } from 'vitest'
import { aRequest, publicUrl, runCurbside } from '../support/curbside.ts'
import type { Answer, RunningCurbside } from '../support/curbside.ts'
import { diagnosticsOf } from './calls.ts'
import { verifies } from './verifies.ts'

interface Listed {
  readonly id: string
  readonly hook: string
  readonly title: string
  readonly description: string
  readonly usageRequirements: string
  readonly prefetch: Readonly<Record<string, string>>
  readonly version: string
}

let curbside: RunningCurbside
let answer: Answer
let services: readonly Listed[]
beforeAll(async () => {
  curbside = await runCurbside()
  answer = await curbside.send('/cds-services', {})
  services = answer.body['services'] as Listed[]
})
afterAll(async () => curbside[Symbol.asyncDispose]())

verifies(['H-008-discovery-address', 'H-009-services-list', 'H-010-discovery-200'], async () => {
  expect(answer.status).toBe(200)
  expect(Object.keys(answer.body)).toEqual(['services'])
  expect(services.length).toBeGreaterThan(0)
  // Clients were seen to add a slash, and to ask for FHIR's JSON.
  const headers = { accept: 'application/fhir+json, */*; q=0.1' }
  expect((await curbside.send('/cds-services/', { headers })).text).toBe(answer.text)
})

verifies(['H-012-service-fields', 'H-013-service-title', 'H-015-usage-requirements'], () => {
  for (const service of services) {
    for (const name of ['id', 'hook', 'description', 'title', 'usageRequirements'] as const) {
      expect(service[name], `${service.id} ${name}`).toMatch(/\S/)
    }
  }
})

verifies('H-014-service-prefetch', () => {
  for (const { prefetch } of services) {
    expect(Object.keys(prefetch).length).toBeGreaterThan(0)
    for (const template of Object.values(prefetch)) expect(template).toMatch(/^[A-Z][A-Za-z]+[/?]/)
  }
})

verifies('H-016-version', () => {
  expect(services.map(({ version }) => version)).toEqual(services.map(() => '2.0.1'))
})

verifies('H-017-service-address', async () => {
  for (const { id } of services) {
    expect(encodeURIComponent(id)).toBe(id)
    // An empty body reaches the service and is refused by it, not by the address.
    const refused = await curbside.call(id, {})
    expect([refused.status, diagnosticsOf(refused)[0]]).toEqual([
      400,
      expect.stringMatching(/^hook/)
    ])
  }
})

verifies('H-018-one-id-per-hook', () => {
  expect(new Set(services.map(({ id }) => id)).size).toBe(services.length)
  expect(services.map(({ id }) => id)).toEqual(services.map(({ hook }) => hook))
})

verifies('H-019-discovery-with-token', async () => {
  await using closed = await runCurbside({ config: { discovery: 'authenticated' } })
  const get = async (token?: string) =>
    (
      await closed.send(
        '/cds-services',
        token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } }
      )
    ).status
  expect(await get()).toBe(401)
  expect(await get(await closed.keys.token(`${publicUrl}/cds-services/patient-view`))).toBe(401)
  const token = await closed.keys.token(`${publicUrl}/cds-services`)
  expect(await get(token)).toBe(200)
  expect(await get(token)).toBe(401)
  // A token for discovery opens no service.
  const other = await closed.keys.token(`${publicUrl}/cds-services`)
  expect((await closed.call('patient-view', aRequest(), other)).status).toBe(401)
})

verifies('H-021-capability-page', async () => {
  const page = await curbside.send('/transparency', {})
  expect([page.status, page.headers.get('content-type')]).toEqual([
    200,
    expect.stringContaining('text/html')
  ])
  for (const { id } of services) expect(page.text).toContain(id)
})

/** Fields that each hook marks as usable in prefetch (CDS Hooks library 1.0.1). */
const offered = ['context.patientId', 'context.userId', 'context.encounterId']

verifies(['H-030-token-delimiters', 'H-031-token-names', 'H-032-token-fields'], () => {
  for (const { prefetch } of services) {
    for (const template of Object.values(prefetch)) {
      const tokens = [...template.matchAll(/\{\{([^{}]*)\}\}/g)].map(([, token]) => token)
      expect(tokens.length).toBeGreaterThan(0)
      for (const token of tokens) expect(offered).toContain(token)
      // No brace is left over, and no expression stands between them.
      expect(template.replaceAll(/\{\{[^{}]*\}\}/g, '')).not.toMatch(/[{}()%]/)
    }
  }
})

verifies(['H-033-query-subset', 'H-034-sort-syntax'], () => {
  const reference = /^patient=\{\{context\.patientId\}\}$/
  // Equality, with one of several values: FHIR R4, Search, Multiple Values.
  const token = /^category=[a-z-]+(?:,[a-z-]+)*$/
  const count = /^_count=\d+$/
  const sort = /^_sort=-?[a-z]+$/
  for (const { prefetch } of services) {
    for (const template of Object.values(prefetch)) {
      const [path = '', query] = template.split('?')
      if (query === undefined) {
        expect(path).toMatch(/^Patient\/\{\{context\.patientId\}\}$/)
        continue
      }
      for (const parameter of query.split('&')) {
        expect(
          [reference, token, count, sort].some((form) => form.test(parameter)),
          parameter
        ).toBe(true)
      }
    }
  }
})

verifies('H-035-no-dependent-templates', () => {
  for (const { prefetch } of services) {
    expect(Object.values(prefetch).join(' ')).not.toMatch(/%|prefetch\./)
  }
})

verifies('H-044-required-data', async () => {
  for (const { usageRequirements, prefetch } of services) {
    expect(usageRequirements).toMatch(/Patient must be in the prefetch or readable.*412/)
    expect(prefetch['patient']).toBe('Patient/{{context.patientId}}')
  }
  // The Patient alone is enough for a 200.
  expect((await curbside.call('patient-view', aRequest())).status).toBe(200)
})
