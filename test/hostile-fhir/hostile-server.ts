import { createServer } from 'node:http'
import type { IncomingMessage } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { hostileCases } from './cases.ts'
import { tokenStart } from './hostile-case.ts'
import type { HostileCase } from './hostile-case.ts'
import { misbehave, prepare } from './misbehave.ts'
import { kindOf } from './world.ts'

/*
 * A process of its own: for each case one FHIR server on a port of its own, which wants the token of
 * that case. `node hostile-server.ts STRANGER NEIGHBOUR` tells its parent the addresses, and what
 * each server has seen when it is asked.
 */

export interface Seen {
  readonly caseName: string
  /** Since the epoch, as the request was read. */
  readonly atMs: number
  readonly host: string
  readonly path: string
  readonly authorization: string
}

async function listen(hostileCase: HostileCase, at: number): Promise<string> {
  let [origin, base] = ['', '']
  const server = createServer((incoming, outgoing) => {
    note(incoming, hostileCase.name)
    if (incoming.headers.authorization?.startsWith(`Bearer ${tokenStart(at)}`) !== true) {
      outgoing.writeHead(401).end()
      return
    }
    const asked = origin + (incoming.url ?? '/')
    const sick = hostileCase.sick.includes(kindOf(new URL(asked)))
    const behaviour = sick ? hostileCase.behaviour : ({ does: 'answer-well' } as const)
    misbehave(outgoing, behaviour, { origin, base, asked, stranger, neighbour })
  })
  server.on('connection', (socket: Socket) => socket.on('error', () => {}))
  const port = hostileCase.lookAlike === true ? beginningOf(stranger) : 0
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  base = hostileCase.lookAlike === true ? origin : `${origin}/fhir`
  prepare(hostileCase, { origin, base, stranger, neighbour })
  if (hostileCase.behaviour.does === 'refuse-connections') server.close()
  return base
}

const beginningOf = (address: string): number => Math.floor(Number(new URL(address).port) / 10)

const [stranger = '', neighbour = ''] = process.argv.slice(2)
const seen: Seen[] = []

function note({ headers, url = '' }: IncomingMessage, caseName: string): void {
  const { host = '', authorization = '' } = headers
  const atMs = performance.timeOrigin + performance.now()
  seen.push({ caseName, atMs, host, path: url, authorization })
}

if (process.send !== undefined) {
  const bases = await Promise.all(hostileCases.map(listen))
  process.on('message', () => process.send?.({ seen }))
  process.send({ bases })
}
