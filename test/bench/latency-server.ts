import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/*
 * A FHIR server that takes 100 ms for each answer, whatever is asked. How many pages a search has
 * stands in its address: `/<pages of orders>-<pages of the rest>-<inline|referenced>/fhir`. With
 * `referenced`, orders name their drug by a Medication that has to be asked for. Prints its origin.
 */

const latencyMs = 100
const entriesPerPage = 20
const category = (code: string) => [{ coding: [{ code }] }]

const server = createServer((incoming, outgoing) => {
  const arrivedMs = performance.now()
  const url = new URL(incoming.url ?? '/', origin())
  const body = Buffer.from(JSON.stringify(answerTo(url)))
  const leftMs = latencyMs - (performance.now() - arrivedMs)
  void sleep(leftMs).then(() => {
    outgoing.writeHead(200, {
      'content-type': 'application/fhir+json',
      'content-length': body.length
    })
    outgoing.end(body)
  })
})
server.listen(0, '127.0.0.1', () => process.stdout.write(`${origin()}\n`))
process.once('SIGTERM', () => {
  server.closeAllConnections()
  server.close()
})

const origin = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`

function answerTo(url: URL): object {
  const [, world = '', , type = '', id] = url.pathname.split('/')
  const [ofOrders = '1', ofRest = '1', drugs = 'inline'] = world.split('-')
  if (id !== undefined) return { resourceType: type, id, gender: 'female', birthDate: '1959-03-02' }
  const ids = url.searchParams.get('_id')?.split(',')
  if (ids !== undefined) return searchset(ids.map((one) => ({ resourceType: type, id: one })))
  const page = Number(url.searchParams.get('page') ?? 1)
  const pages = Number(type === 'MedicationRequest' ? ofOrders : ofRest)
  const next = new URL(url)
  next.searchParams.set('page', String(page + 1))
  const resources = Array.from({ length: entriesPerPage }, (_, at) =>
    resource(type, url.searchParams.get('category'), { number: page * 1_000 + at, drugs })
  )
  return searchset(resources, page < pages ? next.href : undefined)
}

function searchset(resources: readonly object[], next?: string): object {
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    link: next === undefined ? [] : [{ relation: 'next', url: next }],
    entry: resources.map((one) => ({ resource: one, search: { mode: 'match' } }))
  }
}

function resource(
  resourceType: string,
  kind: string | null,
  { number, drugs }: { readonly number: number; readonly drugs: string }
): object {
  const reference = { reference: 'Patient/p1' }
  const drug =
    drugs === 'referenced'
      ? { medicationReference: { reference: `Medication/drug-${number % 10}` } }
      : { medicationCodeableConcept: { text: 'metformin 500 mg oral tablet' } }
  return {
    resourceType,
    id: `${kind ?? 'entry'}-${number}`,
    subject: reference,
    patient: reference,
    ...(kind === null ? {} : { category: category(kind) }),
    ...(resourceType === 'MedicationRequest' ? { status: 'active', intent: 'order', ...drug } : {}),
    text: { status: 'generated', div: `<div>${'entry '.repeat(100)}</div>` }
  }
}
