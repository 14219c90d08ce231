import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { ClientKeys } from './client-keys.ts'
import type { Answer } from './curbside.ts'

/** The address Curbside is configured with: tokens are made for it, sockets go elsewhere. */
export const publicUrl = 'https://cds.test'

/** Arguments for Node: the child ends when the test run is cut off. */
export const endsWithParent = [
  '--import',
  new URL('../../src/testbed/end-with-parent.ts', import.meta.url).href
] as const

const projectFolder = join(import.meta.dirname, '..', '..')

/** How a process ended, with everything that it wrote. */
export interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
  readonly elapsedMs: number
}

export interface ServerProcess {
  readonly pid: number
  readonly baseUrl: string
  /** Every line of the log so far. */
  readonly logLines: readonly string[]
  readonly ended: Promise<Ended>
  /** Signs and sends a hook as the registered EHR does. */
  call(service: string, request: unknown, token?: string): Promise<Answer>
  feedback(service: string, body: unknown): Promise<Answer>
  /** Sends the signal and waits for the end; `elapsedMs` counts from the signal. */
  stop(signal?: 'SIGTERM' | 'SIGINT' | 'SIGKILL'): Promise<Ended>
}

/** A folder of its own for one test file; `dispose` deletes it. */
export function scratchFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'curbside-process-'))
  let files = 0
  return {
    folder,
    /** Writes a configuration, or any text as one, and gives its path. */
    configFile(content: unknown): string {
      const file = join(folder, `config-${(files += 1)}.json`)
      writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
      return file
    },
    /** A place for an embedded database that does not exist yet. */
    databaseFolder: (): string => join(folder, `data-${(files += 1)}`),
    dispose: (): void => rmSync(folder, { recursive: true, force: true })
  }
}

/** A configuration that starts: any free port of loopback, rules only, in memory, one EHR. */
export function aConfig(
  keys: ClientKeys,
  change: Readonly<Record<string, unknown>> & { readonly ehr?: object } = {}
): Record<string, unknown> {
  const { ehr, ...rest } = change
  return {
    publicUrl,
    listen: { host: '127.0.0.1', port: 0 },
    database: { kind: 'embedded' },
    model: { kind: 'none' },
    ehrs: [
      {
        id: 'ehr-1',
        issuer: keys.issuer,
        jwks: keys.jwks,
        services: ['patient-view', 'order-select'],
        answerWithinMs: 4000,
        ...ehr
      }
    ],
    development: { allowLoopbackHttp: true, asOf: '2026-11-20T10:00:00Z' },
    ...rest
  }
}

/** Runs a file of ours on this Node, with no environment but what is given. */
function start(args: readonly string[], environment: Readonly<Record<string, string>>) {
  const startedMs = performance.now()
  const child = spawn(process.execPath, [...endsWithParent, ...args], {
    cwd: projectFolder,
    env: { ...environment },
    stdio: ['ignore', 'pipe', 'pipe']
  })
  const lines: string[] = []
  let stderr = ''
  const read = createInterface(child.stdout).on('line', (line) => lines.push(line))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  const ended = once(child, 'close').then(() => ({
    code: child.exitCode,
    signal: child.signalCode,
    stdout: lines.map((line) => `${line}\n`).join(''),
    stderr,
    elapsedMs: performance.now() - startedMs
  }))
  return { child, lines, read, ended }
}

/** Runs it to its end. */
export function runToEnd(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {}
): Promise<Ended> {
  return start(args, environment).ended
}

/** The service as `npm start` runs it; resolves when it listens, throws when it ends before. */
export async function startServer(
  configFile: string,
  keys: ClientKeys,
  nodeArgs: readonly string[] = []
): Promise<ServerProcess> {
  const args = [...nodeArgs, 'src/server.ts']
  const { child, lines, read, ended } = start(args, { CURBSIDE_CONFIG: configFile })
  const listening = (line: string): number | undefined => {
    const event = JSON.parse(line) as { readonly event?: string; readonly port?: number }
    return event.event === 'started' ? event.port : undefined
  }
  const port = await Promise.race([
    new Promise<number>((resolve) => {
      read.on('line', (line) => {
        const found = listening(line)
        if (found !== undefined) resolve(found)
      })
    }),
    ended.then(({ code, stderr }): never => {
      throw new Error(`ended with ${String(code)}: ${stderr}`)
    })
  ])
  const baseUrl = `http://127.0.0.1:${port}`
  const post = async (path: string, body: unknown, token?: string): Promise<Answer> => {
    const startedMs = performance.now()
    const response = await fetch(`${baseUrl}${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${token ?? (await keys.token(`${publicUrl}${path}`))}`
      },
      body: JSON.stringify(body)
    })
    const text = await response.text()
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: JSON.parse(text) as Answer['body'],
      elapsedMs: performance.now() - startedMs
    }
  }
  return {
    pid: child.pid ?? 0,
    baseUrl,
    logLines: lines,
    ended,
    call: (service, request, token) => post(`/cds-services/${service}`, request, token),
    feedback: (service, body) => post(`/cds-services/${service}/feedback`, body),
    async stop(signal = 'SIGTERM') {
      const askedMs = performance.now()
      child.kill(signal)
      return { ...(await ended), elapsedMs: performance.now() - askedMs }
    }
  }
}
