/*
 * The service and one FHIR server over several calls: connections are kept and used again, and a
 * token that is about to expire is not used up to its last moment.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { aRequest, fhirAccessOf, runCurbside } from '../support/curbside.ts'
import { kindOf, matchesOf, searchset, searchedKinds, soundAnswer } from './world.ts'

/** Sound, but for laboratory results: pages without end, 250 ms each, when `endless`. */
async function fhirServer(endless = false) {
  const arrivals: number[] = []
  let connections = 0
  const server = createServer((incoming, outgoing) => {
    arrivals.push(performance.now())
    const url = new URL(incoming.url ?? '/', origin())
    const isEndless = endless && kindOf(url) === 'laboratory'
    url.searchParams.set('page', String(arrivals.length))
    const body = JSON.stringify(isEndless ? endlessPage(url) : soundAnswer(url))
    void sleep(isEndless ? 250 : 0).then(() => {
      outgoing.writeHead(200, { 'content-type': 'application/fhir+json' })
      outgoing.end(body)
    })
  })
  server.on('connection', () => (connections += 1))
  const origin = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    baseUrl: `${origin()}/fhir`,
    arrivals,
    connections: () => connections,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    }
  }
}

const endlessPage = (next: URL): object =>
  searchset(
    matchesOf(next).map((resource) => ({ resource })),
    next.href
  )

test('five calls use the connections of the first', async () => {
  await using server = await fhirServer()
  await using curbside = await runCurbside({ fhirServers: [server.baseUrl] })
  const access = fhirAccessOf({ baseUrl: server.baseUrl, token: 'token' })
  for (let call = 0; call < 5; call += 1) {
    const { status } = await curbside.call(
      'patient-view',
      aRequest({ ...access, prefetch: undefined })
    )
    expect(status).toBe(200)
    await sleep(20) // a body is whole a moment before its connection is free again
  }
  expect(server.arrivals).toHaveLength(5 * (searchedKinds.length + 1))
  expect(server.connections()).toBeLessThanOrEqual(searchedKinds.length + 1)
})

test('a token of one second is not used after it, in the middle of pages; the gap says so', async () => {
  await using server = await fhirServer(true)
  await using curbside = await runCurbside({
    fhirServers: [server.baseUrl],
    ehr: { answerWithinMs: 4_000 }
  })
  const access = fhirAccessOf({ baseUrl: server.baseUrl, token: 'token' })
  const fhirAuthorization = { ...access.fhirAuthorization, expires_in: 1 }
  await curbside.call('patient-view', aRequest()) // the first call of a process takes longer
  const { status, text } = await curbside.call(
    'patient-view',
    aRequest({ ...access, fhirAuthorization, prefetch: undefined })
  )
  await sleep(600)
  expect(status).toBe(200)
  expect(text).toContain('Read in part: laboratory results (not in time)')
})
