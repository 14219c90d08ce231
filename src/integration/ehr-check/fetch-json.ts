import type { Clock } from '../../ground/clock.ts'
import { errorName } from '../../ground/errors.ts'

/** What came of asking one address for JSON. */
export type Fetched =
  | { readonly outcome: 'json'; readonly body: unknown; readonly tookMs: number }
  | { readonly outcome: 'status'; readonly status: number }
  | { readonly outcome: 'no-json' }
  | { readonly outcome: 'failed'; readonly problem: string; readonly todo: string }

export interface Asking {
  /** Through the guarded way out, as Curbside itself goes. */
  readonly send: typeof fetch
  readonly clock: Clock
}

const waitAtMostMs = 10_000

/** Asks for JSON once, without a token, following no redirect. Never throws. */
export async function fetchJson(
  url: string,
  accept: string,
  { send, clock }: Asking
): Promise<Fetched> {
  const startedMs = clock.elapsedMs()
  try {
    const answer = await send(url, {
      headers: { accept },
      redirect: 'error',
      signal: AbortSignal.timeout(waitAtMostMs)
    })
    const text = await answer.text()
    if (!answer.ok) return { outcome: 'status', status: answer.status }
    const body = parsed(text)
    const tookMs = Math.round(clock.elapsedMs() - startedMs)
    return body === undefined ? { outcome: 'no-json' } : { outcome: 'json', body, tookMs }
  } catch (thrown) {
    return { outcome: 'failed', ...failure(thrown) }
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const checkNetwork = 'Is it up? Does the address hold, and does a firewall let Curbside through?'
const failures: Readonly<Record<string, readonly [problem: string, todo: string]>> = {
  ECONNREFUSED: ['nothing listens there (connection refused)', checkNetwork],
  ECONNRESET: ['the connection was cut', checkNetwork],
  UND_ERR_SOCKET: ['the connection was cut', checkNetwork],
  UND_ERR_CONNECT_TIMEOUT: ['no connection in time', checkNetwork],
  ETIMEDOUT: ['no connection in time', checkNetwork],
  EHOSTUNREACH: ['the host cannot be reached', checkNetwork],
  ENETUNREACH: ['the network cannot be reached', checkNetwork],
  ENOTFOUND: [
    'the host name does not resolve',
    'Correct the host name, or the DNS that Curbside uses.'
  ],
  EAI_AGAIN: ['the host name does not resolve now', 'Check the DNS that Curbside uses.'],
  TimeoutError: [`no answer within ${waitAtMostMs / 1000} s`, checkNetwork],
  OUTBOUND_ADDRESS: [
    'the name resolves to an address that Curbside never connects to (loopback, link-local, metadata)',
    'Configure an address of the EHR that is reachable over the network.'
  ],
  OUTBOUND_REDIRECT: [
    'it answers with a redirect, which is never followed',
    'Configure the address that it redirects to.'
  ],
  OUTBOUND_ENCODING: [
    'it compresses although identity was asked for',
    'Switch compression off for Curbside, or in the proxy between.'
  ],
  OUTBOUND_SIZE: ['the answer is larger than Curbside takes', 'Is this the right address?']
}

function failure(thrown: unknown): { problem: string; todo: string } {
  const cause = thrown instanceof Error ? thrown.cause : undefined
  const name = errorName(cause ?? thrown)
  const known = failures[name]
  if (known !== undefined) return { problem: known[0], todo: known[1] }
  if (/CERT|TLS|SSL|SELF_SIGNED/.test(name)) {
    return {
      problem: `the TLS certificate is not trusted (${name})`,
      todo: 'Use a certificate of a trusted authority, or give its root to Node with NODE_EXTRA_CA_CERTS.'
    }
  }
  return { problem: `it could not be asked (${name})`, todo: checkNetwork }
}
