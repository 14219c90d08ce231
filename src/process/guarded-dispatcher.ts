import { lookup as systemLookup } from 'node:dns'
import type { LookupAddress } from 'node:dns'
import { isIP } from 'node:net'
import type { LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'
import { Agent, buildConnector } from 'undici'
import type { Dispatcher } from 'undici'
import { CurbsideError } from '../ground/errors.ts'
import { guardAnswer } from '../fhir/answer-guard.ts'
import type { AnswerChecks } from '../fhir/answer-guard.ts'

/** Resolves a host name to every address that a connection might use. */
export type ResolveHost = (
  hostname: string,
  done: (error: Error | null, addresses: readonly LookupAddress[]) => void
) => void

export interface OutboundGuard {
  /** Scheme, host and port; a path is ignored. Nothing else is ever connected to. */
  readonly allowedOrigins: readonly string[]
  /** Plain http and loopback addresses, for development on one machine. */
  readonly allowLoopbackHttp: boolean
  /** Of one response, as received; no response is compressed. */
  readonly responseBytesMax: number
  readonly connectWithinMs: number
  /** Connections kept per origin. */
  readonly connections: number
  /** The system's resolver when not given. */
  readonly resolveHost?: ResolveHost
}

/** What the guard refused. The message names the guard, never an address, URL or header. */
export class OutboundRefused extends Error {
  readonly code: `OUTBOUND_${'ORIGIN' | 'ADDRESS' | 'REDIRECT' | 'ENCODING' | 'SIZE'}`

  constructor(code: OutboundRefused['code']) {
    super(code)
    this.name = 'OutboundRefused'
    this.code = code
  }
}

/**
 * The one way out: towards EHRs' FHIR servers, their keys and the model. Works as `dispatcher` of
 * the global fetch, and so of fhir-kit-client, openai and jose. It connects to listed origins only,
 * looks at the address that is really connected to (a literal, or each DNS answer, which is then
 * the one used), follows no redirect, asks for no compression and bounds each response.
 *
 * Private ranges are allowed: origins come from the operator's configuration, and hospitals run
 * their FHIR servers on private networks. Metadata services, link-local, multicast, unspecified and
 * reserved addresses never are. It sets no time limit on an answer: that is the caller's signal.
 *
 * Throws CURBSIDE_CONFIG_INVALID for an origin that is none. A refusal reaches the caller of
 * fetch as the `cause`, an OutboundRefused.
 */
export function guardedDispatcher(given: OutboundGuard): Dispatcher {
  const allowed = new Set(given.allowedOrigins.map(originOf))
  const agent = new Agent({
    connections: given.connections,
    keepAliveTimeout: keepAliveMs,
    connect: guardedConnector(given)
  })
  return agent.compose((dispatch) => (options, handler) => {
    const origin = URL.parse(String(options.origin))
    if (origin === null || !allowed.has(origin.origin)) throw new OutboundRefused('OUTBOUND_ORIGIN')
    if (origin.protocol !== 'https:' && !given.allowLoopbackHttp) {
      throw new OutboundRefused('OUTBOUND_ORIGIN')
    }
    return dispatch(
      { ...options, headers: askIdentity(options.headers) },
      guardAnswer(handler, outboundChecks(given.responseBytesMax))
    )
  })
}

/**
 * The global fetch through a guarded dispatcher, for clients that take a fetch function (openai,
 * jose). Redirects are errors unless the caller says otherwise, and then the guard refuses them.
 */
export function guardedFetch(dispatcher: Dispatcher): typeof fetch {
  return (input, init) => {
    // The types of undici and of Node's own copy differ by optional members only.
    const through = { redirect: 'error', ...init, dispatcher } as unknown as RequestInit
    return fetch(input, through)
  }
}

// Long enough to keep a TLS connection warm between two hooks of one clinician, shorter than the
// idle limit of usual proxies (60 s), which would reset it under a request.
const keepAliveMs = 30_000

/**
 * Addresses of metadata services that hand out credentials to whoever asks, listed by hand because
 * range filters pass some of them (168.63.129.16 is unicast, fd00:ec2::254 a private range).
 */
const metadataAddresses: ReadonlySet<string> = new Set([
  '169.254.169.254',
  '168.63.129.16',
  '100.100.100.200',
  'fd00:ec2::254',
  'fd20:ce::254'
])

const reachableRanges: ReadonlySet<string> = new Set([
  'unicast',
  'private',
  'uniqueLocal',
  'carrierGradeNat'
])

function originOf(text: string, position: number): string {
  const url = URL.parse(text)
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    throw new CurbsideError('CURBSIDE_CONFIG_INVALID', {
      issues: [`allowedOrigins[${position}]: not an http or https address`]
    })
  }
  return url.origin
}

/** What kind of place an IP address is: `refused` whatever the configuration says. */
export function addressKind(address: string): 'reachable' | 'loopback' | 'refused' {
  if (!ipaddr.isValid(address)) return 'refused'
  const parsed = embeddedIpv4(ipaddr.process(address))
  if (parsed === undefined || metadataAddresses.has(parsed.toString())) return 'refused'
  const range: string = parsed.range()
  if (range === 'loopback') return 'loopback'
  return reachableRanges.has(range) ? 'reachable' : 'refused'
}

/** The IPv4 address that an IPv6 address of a translation range stands for, else itself. */
function embeddedIpv4(address: ipaddr.IPv4 | ipaddr.IPv6): ipaddr.IPv4 | ipaddr.IPv6 | undefined {
  const range: string = address.range()
  const bytes = address.toByteArray()
  if (range === 'rfc6052' || range === 'rfc6145') return new ipaddr.IPv4(bytes.slice(12, 16))
  if (range === '6to4') return new ipaddr.IPv4(bytes.slice(2, 6))
  // ::a.b.c.d, deprecated by RFC 4291 2.5.5.1, still understood by some stacks.
  const compatible = address.kind() === 'ipv6' && bytes.slice(0, 12).every((byte) => byte === 0)
  return compatible && range !== 'loopback' ? undefined : address
}

function guardedConnector(given: OutboundGuard): buildConnector.connector {
  const resolveHost = given.resolveHost ?? resolveBySystem
  const connectorFor = (protocol: 'https:' | 'http:') => {
    const mayConnect = (address: string) => {
      const kind = addressKind(address)
      if (kind === 'loopback') return given.allowLoopbackHttp
      return kind === 'reachable' && protocol === 'https:'
    }
    const connect = buildConnector({
      timeout: given.connectWithinMs,
      lookup: guardedLookup(resolveHost, mayConnect)
    })
    return { mayConnect, connect }
  }
  const https = connectorFor('https:')
  const http = connectorFor('http:')
  return (options, callback) => {
    const { mayConnect, connect } = options.protocol === 'https:' ? https : http
    // node:net asks no lookup for a literal.
    if (isIP(options.hostname) !== 0 && !mayConnect(options.hostname)) {
      queueMicrotask(() => callback(new OutboundRefused('OUTBOUND_ADDRESS'), null))
      return
    }
    connect(options, callback)
  }
}

function resolveBySystem(hostname: string, done: Parameters<ResolveHost>[1]): void {
  systemLookup(hostname, { all: true }, (error, addresses) => done(error, addresses))
}

/** One refused address refuses the name: an answer that mixes good and bad is an attack. */
function guardedLookup(
  resolveHost: ResolveHost,
  mayConnect: (address: string) => boolean
): LookupFunction {
  return (hostname, options, callback) => {
    resolveHost(hostname, (error, addresses) => {
      const [first] = addresses
      if (error !== null) return callback(error, '')
      if (first === undefined || !addresses.every(({ address }) => mayConnect(address))) {
        return callback(new OutboundRefused('OUTBOUND_ADDRESS'), '')
      }
      if (options.all === true) return callback(null, [...addresses])
      return callback(null, first.address, first.family)
    })
  }
}

/**
 * Compression is refused both ways: a size limit on compressed bytes stops no bomb (200 kB of gzip
 * became 200 MB of text), and between servers of one network it saves little.
 */
function askIdentity(
  headers: Dispatcher.DispatchOptions['headers']
): Map<string, string | string[]> {
  const asked = new Map<string, string | string[]>()
  for (const [name, value] of headerPairs(headers)) {
    if (value !== undefined && name.toLowerCase() !== 'accept-encoding') asked.set(name, value)
  }
  return asked.set('accept-encoding', 'identity')
}

function* headerPairs(
  headers: Dispatcher.DispatchOptions['headers']
): Iterable<[string, string | string[] | undefined]> {
  if (headers === null || headers === undefined) return
  if (Array.isArray(headers)) {
    // Flat, as undici takes them: name, value, name, value.
    for (let at = 0; at + 1 < headers.length; at += 2) {
      const [name, value] = headers.slice(at, at + 2)
      if (name !== undefined) yield [name, value]
    }
  } else if (Symbol.iterator in headers) {
    yield* headers as Iterable<[string, string | string[] | undefined]>
  } else {
    yield* Object.entries(headers)
  }
}

function outboundChecks(bytesMax: number): AnswerChecks {
  let bytes = 0
  return {
    start: (status, headers) => {
      const encoding = String(headers['content-encoding'] ?? 'identity').toLowerCase()
      if (encoding !== 'identity' && encoding !== '')
        return new OutboundRefused('OUTBOUND_ENCODING')
      // Callers say redirect: 'error' too; one that forgets still sends its token nowhere else.
      if (status >= 300 && status < 400 && headers['location'] !== undefined) {
        return new OutboundRefused('OUTBOUND_REDIRECT')
      }
      const tooLarge = Number(headers['content-length'] ?? 0) > bytesMax
      return tooLarge ? new OutboundRefused('OUTBOUND_SIZE') : undefined
    },
    data: (chunk) => {
      bytes += chunk.length
      return bytes > bytesMax ? new OutboundRefused('OUTBOUND_SIZE') : undefined
    }
  }
}
