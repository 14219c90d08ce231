import { fork } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { systemClock } from '../../src/ground/clock.ts'
import { openStore } from '../../src/store/open-store.ts'
import { canaryListener } from '../support/canary-listener.ts'
import type { CanaryListener } from '../support/canary-listener.ts'
import { clientKeys } from '../support/client-keys.ts'
import { aConfig, scratchFolder, startServer } from '../support/server-process.ts'
import type { ServerProcess } from '../support/server-process.ts'
import type { Seen } from './hostile-server.ts'

/** Two strangers, the hostile servers in a process of their own, and Curbside in another. */
export interface HostileWorld extends AsyncDisposable {
  readonly curbside: ServerProcess
  /** The FHIR base of each case, in the order of hostileCases. */
  readonly bases: readonly string[]
  /** Of both strangers: connections, and what they were sent. */
  strangers(): { readonly connections: number; readonly authorizations: readonly string[] }
  /** What the hostile servers have seen so far. */
  seen(): Promise<readonly Seen[]>
  /** Ends Curbside and reads its audit. */
  audit(): Promise<readonly string[]>
}

export async function startWorld(answerWithinMs: number): Promise<HostileWorld> {
  await using cleanUp = new AsyncDisposableStack()
  const stranger = cleanUp.use(await strangerOnALongerPort())
  const neighbour = cleanUp.use(await canaryListener())
  const file = join(import.meta.dirname, 'hostile-server.ts')
  const hostile = fork(file, [stranger.origin, neighbour.origin], { execArgv: [] })
  cleanUp.defer(() => void hostile.kill('SIGKILL'))
  const [{ bases }] = (await once(hostile, 'message')) as [{ readonly bases: readonly string[] }]
  const keys = await clientKeys()
  const scratch = scratchFolder()
  cleanUp.defer(() => scratch.dispose())
  const database = { kind: 'embedded', path: scratch.databaseFolder() } as const
  // The neighbour is registered: only the base that a token was issued for keeps it from being asked.
  const fhirServers = [...bases, `${neighbour.origin}/fhir`]
  const config = aConfig(keys, { database, ehr: { fhirServers, answerWithinMs } })
  const curbside = await startServer(scratch.configFile(config), keys)
  cleanUp.defer(async () => void (await curbside.stop()))
  const owned = cleanUp.move()
  return {
    curbside,
    bases,
    strangers: () => ({
      connections: stranger.connections() + neighbour.connections(),
      authorizations: [...stranger.authorizations, ...neighbour.authorizations]
    }),
    seen: async () => {
      hostile.send('seen?')
      const [{ seen }] = (await once(hostile, 'message')) as [{ readonly seen: readonly Seen[] }]
      return seen
    },
    audit: async () => {
      await curbside.stop()
      const store = await openStore({ database, clock: systemClock() })
      const rows = await store.invocations({ limit: 1_000 })
      await store.close()
      return rows.map(({ body }) => body)
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync()
  }
}

/** One whose port, without its last digit, is free for a server that it can be taken for. */
async function strangerOnALongerPort(): Promise<CanaryListener> {
  for (;;) {
    const stranger = await canaryListener()
    if (stranger.port >= 11_000 && (await isFree(Math.floor(stranger.port / 10)))) return stranger
    await stranger[Symbol.asyncDispose]()
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer()
  const isListening = await new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => resolve(true))
  })
  if (isListening) await new Promise((resolve) => server.close(resolve))
  return isListening
}
