import { afterEach, describe, expect, test } from 'vitest'
import { parseConfig } from '../../src/process/config.ts'
import { CurbsideError } from '../../src/ground/errors.ts'
import { aRequest, publicUrl, runCurbside } from '../support/curbside.ts'
import type { RunningCurbside } from '../support/curbside.ts'

/* CORS (checklist item 113; trust, threat 23): off, or for exact origins; as a browser sees it. */

const page = 'https://page.ehr.example.org'
const paths = [
  ['GET', '/cds-services'],
  ['POST', '/cds-services/patient-view'],
  ['POST', '/cds-services/patient-view/feedback']
] as const

const open: RunningCurbside[] = []
afterEach(async () => {
  for (const one of open.splice(0)) await one[Symbol.asyncDispose]()
})

async function curbsideFor(corsOrigins: readonly string[]): Promise<RunningCurbside> {
  const curbside = await runCurbside({ ehr: { corsOrigins } })
  open.push(curbside)
  return curbside
}

const preflight = (curbside: RunningCurbside, method: string, path: string, origin: string) =>
  curbside.send(path, {
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': method,
      'access-control-request-headers': 'authorization,content-type'
    }
  })

const allowedOrigin = (answer: { readonly headers: Headers }): string | null =>
  answer.headers.get('access-control-allow-origin')

describe('without configured origins', () => {
  test('no preflight is answered and no answer may be read by a page', async () => {
    const curbside = await curbsideFor([])
    for (const [method, path] of paths) {
      const answer = await preflight(curbside, method, path, page)
      expect([answer.status, allowedOrigin(answer)], path).toEqual([404, null])
    }
    const discovery = await curbside.send('/cds-services', { headers: { origin: page } })
    expect([discovery.status, allowedOrigin(discovery)]).toEqual([200, null])
  })
})

describe('for a configured origin', () => {
  test.for(paths)('a preflight for %s %s needs no token', async ([method, path]) => {
    const curbside = await curbsideFor([page])
    const answer = await preflight(curbside, method, path, page)
    const { headers } = answer
    expect([answer.status, answer.text]).toEqual([204, ''])
    expect(allowedOrigin(answer)).toBe(page)
    expect(headers.get('access-control-allow-methods')).toContain(method)
    expect(headers.get('access-control-allow-headers')?.toLowerCase()).toMatch(
      /^authorization, ?content-type$/
    )
    expect(headers.get('access-control-allow-credentials')).toBeNull()
    expect(headers.get('vary')).toMatch(/origin/i)
  })

  test('an answer may be read, and so may a refusal', async () => {
    const curbside = await curbsideFor([page])
    const post = async (authorization: string | undefined) =>
      curbside.send('/cds-services/patient-view', {
        method: 'POST',
        headers: {
          origin: page,
          'content-type': 'application/json',
          ...(authorization === undefined ? {} : { authorization })
        },
        body: JSON.stringify(aRequest())
      })
    const token = await curbside.keys.token(`${publicUrl}/cds-services/patient-view`)
    const good = await post(`Bearer ${token}`)
    expect([good.status, allowedOrigin(good)]).toEqual([200, page])
    const refused = await post(undefined)
    expect([refused.status, allowedOrigin(refused)]).toEqual([401, page])
  })
})

describe('for any other origin', () => {
  test.for([
    'https://evil.example.org',
    'https://page.ehr.example.org.evil.example.org',
    'http://page.ehr.example.org',
    'https://page.ehr.example.org:8443',
    'https://PAGE.ehr.example.org',
    'null',
    '*'
  ])('%s is not answered', async (origin) => {
    const curbside = await curbsideFor([page])
    const asked = await preflight(curbside, 'POST', '/cds-services/patient-view', origin)
    expect([asked.status, allowedOrigin(asked)]).toEqual([404, null])
    const discovery = await curbside.send('/cds-services', { headers: { origin } })
    expect(allowedOrigin(discovery)).toBeNull()
  })

  test('a form of another page is no call, whatever it is allowed to read', async () => {
    const curbside = await curbsideFor([page])
    const token = await curbside.keys.token(`${publicUrl}/cds-services/patient-view`)
    const answer = await curbside.send('/cds-services/patient-view', {
      method: 'POST',
      headers: { origin: page, 'content-type': 'text/plain', authorization: `Bearer ${token}` },
      body: JSON.stringify(aRequest())
    })
    expect(answer.status).toBe(415)
  })
})

describe('a configured origin', () => {
  test.for([
    '*',
    'null',
    'page.example.org',
    `${page}/`,
    `${page}/page`,
    'http://page.example.org'
  ])('%s is refused at start', (origin) => {
    const ehr = {
      id: 'e',
      issuer: 'https://ehr.example.org',
      jwksUrl: 'https://ehr.example.org/jwks.json',
      services: ['patient-view'],
      corsOrigins: [origin]
    }
    const start = () =>
      parseConfig(
        {
          publicUrl: 'https://cds.example.org',
          database: { kind: 'embedded' },
          model: { kind: 'none' },
          ehrs: [ehr]
        },
        {}
      )
    expect(start).toThrow(CurbsideError)
  })
})
