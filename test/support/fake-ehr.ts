import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import type { AddressInfo, Socket } from 'node:net'

/** A resource as it stands on the server. Loose on purpose: tests serve strange ones too. */
export type ServedResource = Readonly<Record<string, unknown>> & { readonly resourceType: string }

/** What goes wrong at one request. */
export type EhrFault =
  | { readonly fault: 'silent' }
  | { readonly fault: 'slow'; readonly byMs: number }
  | { readonly fault: 'status'; readonly status: number }
  | {
      readonly fault: 'body'
      readonly body: string
      readonly type?: string
      readonly status?: number
    }
  /** A body that comes in pieces, 20 ms apart. */
  | { readonly fault: 'pieces'; readonly pieces: readonly string[] }
  | { readonly fault: 'truncated' }
  | { readonly fault: 'reset' }
  | { readonly fault: 'redirect'; readonly to: string; readonly status?: number }
  | { readonly fault: 'next'; readonly url: string }
  | { readonly fault: 'endless' }
  | { readonly fault: 'gzip-bomb'; readonly bytes: number }
  | { readonly fault: 'huge'; readonly bytes: number }
  | { readonly fault: 'drip'; readonly everyMs: number }

export interface EhrRequest {
  readonly method: string
  /** Path below the FHIR base, decoded query included: `Condition?patient=p1`. */
  readonly query: string
  readonly authorization: string | undefined
  readonly acceptEncoding: string | undefined
}

export interface FakeEhr extends AsyncDisposable {
  /** The FHIR base: `http://127.0.0.1:<port>/fhir`. */
  readonly baseUrl: string
  readonly origin: string
  readonly token: string
  readonly requests: readonly EhrRequest[]
  /** Bytes written to sockets since the start. */
  bytesWritten(): number
  close(): Promise<void>
}

export interface FakeEhrGiven {
  readonly resources: readonly ServedResource[]
  /** Per request; undefined: the true answer. */
  readonly faults?: (request: EhrRequest) => EhrFault | undefined
  readonly pageSize?: number
}

/**
 * A small FHIR server on loopback for tests: reads, searches by patient, _id and category, pages
 * by `next` links, wants the right bearer token, and misbehaves where it is told to.
 */
export async function fakeEhr(given: FakeEhrGiven): Promise<FakeEhr> {
  const token = 'token-of-the-fake-ehr'
  const requests: EhrRequest[] = []
  const sockets = new Set<Socket>()
  let written = 0
  let baseUrl = ''
  const server = createServer((incoming, outgoing) => {
    const request = requestOf(incoming)
    requests.push(request)
    if (request.authorization !== `Bearer ${token}`) return sendStatus(outgoing, 401)
    const fault = given.faults?.(request)
    if (fault !== undefined && misbehave(outgoing, fault)) return
    const answer = answerTo(request, { ...given, baseUrl, fault })
    const send = () => sendJson(outgoing, answer.status, JSON.stringify(answer.body))
    if (fault?.fault === 'slow') setTimeout(send, fault.byMs)
    else send()
  })
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => {
      written += socket.bytesWritten
      sockets.delete(socket)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  baseUrl = `${origin}/fhir`
  const close = async () => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()))
    for (const socket of sockets) socket.destroy()
    await closed
  }
  return {
    baseUrl,
    origin,
    token,
    requests,
    bytesWritten: () => [...sockets].reduce((sum, socket) => sum + socket.bytesWritten, written),
    close,
    [Symbol.asyncDispose]: close
  }
}

/** What a server does when it loads a transaction: `urn:` references become `Type/id`. */
export function loadBundle(bundle: {
  readonly entry?: readonly { readonly fullUrl?: string; readonly resource?: ServedResource }[]
}): readonly ServedResource[] {
  const entries = bundle.entry ?? []
  const addresses = new Map<string, string>()
  for (const { fullUrl, resource } of entries) {
    if (fullUrl !== undefined && resource !== undefined) {
      addresses.set(fullUrl, `${resource.resourceType}/${String(resource['id'])}`)
    }
  }
  return entries.flatMap(({ resource }) => {
    if (resource === undefined) return []
    const text = JSON.stringify(resource, (key, value: unknown) =>
      key === 'reference' && typeof value === 'string' ? (addresses.get(value) ?? value) : value
    )
    return [JSON.parse(text) as ServedResource]
  })
}

function requestOf(incoming: IncomingMessage): EhrRequest {
  const path = (incoming.url ?? '').replace(/^\/fhir\/?/, '')
  return {
    method: incoming.method ?? '',
    query: decodeURIComponent(path.replaceAll('+', ' ')),
    authorization: incoming.headers.authorization,
    acceptEncoding: incoming.headers['accept-encoding']?.toString()
  }
}

interface Answer {
  readonly status: number
  readonly body: unknown
}

function answerTo(
  request: EhrRequest,
  server: FakeEhrGiven & { readonly baseUrl: string; readonly fault: EhrFault | undefined }
): Answer {
  const [path = '', search = ''] = request.query.split(/\?(.*)/s)
  const [resourceType = '', id] = path.split('/')
  const ofType = server.resources.filter((resource) => resource.resourceType === resourceType)
  if (id !== undefined) {
    const found = ofType.find((resource) => resource['id'] === id)
    return found === undefined
      ? { status: 404, body: outcome('not-found') }
      : { status: 200, body: found }
  }
  const parameters = new URLSearchParams(search)
  const matches = ofType.filter((resource) => isMatch(resource, parameters))
  const asked = Number(parameters.get('_count') ?? 100)
  const size = Math.min(asked, server.pageSize ?? asked)
  const from = Number(parameters.get('_offset') ?? 0)
  parameters.set('_offset', String(from + size))
  const more = server.fault?.fault === 'endless' || from + size < matches.length
  const next =
    server.fault?.fault === 'next'
      ? server.fault.url
      : more
        ? `${server.baseUrl}/${resourceType}?${parameters.toString()}`
        : undefined
  const page =
    server.fault?.fault === 'endless' ? matches.slice(0, size) : matches.slice(from, from + size)
  return {
    status: 200,
    body: {
      resourceType: 'Bundle',
      type: 'searchset',
      ...(server.fault?.fault === 'endless' ? {} : { total: matches.length }),
      link: next === undefined ? [] : [{ relation: 'next', url: next }],
      entry: page.map((resource) => ({
        fullUrl: `${server.baseUrl}/${resourceType}/${String(resource['id'])}`,
        resource,
        search: { mode: 'match' }
      }))
    }
  }
}

function isMatch(resource: ServedResource, parameters: URLSearchParams): boolean {
  const ids = parameters.get('_id')?.split(',')
  if (ids !== undefined && !ids.includes(String(resource['id']))) return false
  const patient = parameters.get('patient')
  if (patient !== null) {
    const subject = (resource['subject'] ?? resource['patient']) as
      | { reference?: unknown }
      | undefined
    const reference = typeof subject?.reference === 'string' ? subject.reference : ''
    const names = reference.endsWith(`/${patient}`) || reference.startsWith('Patient?')
    if (!names) return false
  }
  const category = parameters.get('category')
  if (category === null) return true
  return JSON.stringify(resource['category'] ?? '').includes(`"${category}"`)
}

function outcome(code: string) {
  return { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code }] }
}

/** True when the fault has taken over the answer. */
function misbehave(outgoing: ServerResponse, fault: EhrFault): boolean {
  switch (fault.fault) {
    case 'slow':
    case 'next':
    case 'endless':
      return false
    case 'silent':
      return true
    case 'status':
      sendStatus(outgoing, fault.status)
      return true
    case 'body':
      outgoing.writeHead(fault.status ?? 200, {
        'content-type': fault.type ?? 'application/fhir+json'
      })
      outgoing.end(fault.body)
      return true
    case 'pieces':
      outgoing.writeHead(200, { 'content-type': 'application/fhir+json' })
      fault.pieces.forEach((piece, at) => setTimeout(() => outgoing.write(piece), at * 20))
      setTimeout(() => outgoing.end(), fault.pieces.length * 20)
      return true
    case 'truncated':
      outgoing.writeHead(200, { 'content-type': 'application/fhir+json', 'content-length': 1_000 })
      outgoing.write('{"resourceType":"Bundle","entry":[')
      setTimeout(() => outgoing.destroy(), 20)
      return true
    case 'reset':
      outgoing.destroy()
      return true
    case 'redirect':
      outgoing.writeHead(fault.status ?? 307, { location: fault.to }).end()
      return true
    case 'gzip-bomb':
      outgoing.writeHead(200, {
        'content-type': 'application/fhir+json',
        'content-encoding': 'gzip'
      })
      outgoing.end(gzipSync(Buffer.alloc(fault.bytes, ' ')))
      return true
    case 'huge':
      outgoing.writeHead(200, { 'content-type': 'application/fhir+json' })
      pour(outgoing, fault.bytes)
      return true
    case 'drip':
      outgoing.writeHead(200, { 'content-type': 'application/fhir+json' })
      drip(outgoing, fault.everyMs)
      return true
  }
}

/** Chunked and no faster than it is taken, so that a client that stops reading stops it. */
function pour(outgoing: ServerResponse, bytes: number): void {
  const chunk = Buffer.alloc(256 * 1024, ' ')
  let left = bytes
  const more = () => {
    while (left > 0 && !outgoing.destroyed) {
      left -= chunk.length
      if (!outgoing.write(chunk)) {
        outgoing.once('drain', more)
        return
      }
    }
    outgoing.end()
  }
  more()
}

function drip(outgoing: ServerResponse, everyMs: number): void {
  const timer = setInterval(() => {
    if (outgoing.destroyed) clearInterval(timer)
    else outgoing.write(' ')
  }, everyMs)
}

function sendStatus(outgoing: ServerResponse, status: number): void {
  sendJson(outgoing, status, JSON.stringify(outcome(status === 401 ? 'login' : 'exception')))
}

function sendJson(outgoing: ServerResponse, status: number, body: string): void {
  outgoing.writeHead(status, { 'content-type': 'application/fhir+json' })
  outgoing.end(body)
}
