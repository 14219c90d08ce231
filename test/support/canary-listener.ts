import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Somebody else's server: everything that reaches it is kept. */
export interface CanaryListener extends AsyncDisposable {
  readonly origin: string
  readonly port: number
  readonly connections: () => number
  /** Authorization headers received; empty strings for requests without one. */
  readonly authorizations: readonly string[]
}

export async function canaryListener(): Promise<CanaryListener> {
  const authorizations: string[] = []
  let connections = 0
  const server = createServer((incoming, outgoing) => {
    authorizations.push(incoming.headers.authorization ?? '')
    outgoing.writeHead(200, { 'content-type': 'application/fhir+json' })
    outgoing.end('{"resourceType":"Bundle","type":"searchset"}')
  })
  server.on('connection', () => (connections += 1))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    connections: () => connections,
    authorizations,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    }
  }
}
