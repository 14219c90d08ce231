import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Faults } from '../../../src/testbed/stand-in-model/faults.ts'
import { clientKeys } from '../../support/client-keys.ts'
import { aRequest, fhirAccessOf } from '../../support/curbside.ts'
import type { Answer } from '../../support/curbside.ts'
import { aConfig, scratchFolder, startServer } from '../../support/server-process.ts'

const here = import.meta.dirname
const standInMain = join(here, '..', '..', '..', 'src', 'demo', 'stand-in-model', 'main.ts')

export interface BenchWorld extends AsyncDisposable {
  readonly replicas: readonly Replica[]
  breakModel(faults: Faults): Promise<void>
  /** How many requests the model has had. */
  modelCalls(): Promise<number>
}

export interface Replica {
  /** Opens the chart of patient `place`. */
  view(place: number): Promise<Answer>
  metrics(): Promise<string>
  /** Of the answers so far: milliseconds from arrival to answer, as the server counted them. */
  answeredMs(): readonly number[]
  residentMegabytes(): number
}

/** Client here; EHR, model and each Curbside in processes of their own. */
export async function benchWorld(given: {
  readonly patients: number
  readonly answerWithinMs: number
  readonly modelWithinMs?: number
  readonly withModel?: boolean
  readonly database?: object
  readonly replicas?: number
}): Promise<BenchWorld> {
  const cleanUp = new AsyncDisposableStack()
  const ehr = await child(cleanUp, [join(here, 'ehr-process.ts'), String(given.patients)])
  const access = JSON.parse(ehr) as { baseUrl: string; token: string }
  const pace = ['--first-token-ms', '50', '--ms-per-chunk', '1']
  const standIn = await child(cleanUp, [standInMain, '--port', '0', ...pace])
  const modelUrl = standIn.match(/http:\S+/)?.[0] ?? ''
  const keys = await clientKeys()
  const scratch = scratchFolder()
  cleanUp.defer(() => scratch.dispose())
  const model = {
    kind: 'azure-foundry',
    endpoint: modelUrl,
    api: 'chat',
    deployments: { default: 'demo-frontier', fast: 'demo-frontier-fast' },
    auth: { kind: 'key', key: 'stand-in-key' },
    modelWithinMs: given.modelWithinMs ?? 60_000
  }
  const config = aConfig(keys, {
    ehr: { fhirServers: [access.baseUrl], answerWithinMs: given.answerWithinMs },
    ...(given.database !== undefined && { database: given.database }),
    ...(given.withModel !== false && { model })
  })
  const replicas: Replica[] = []
  for (let turn = 0; turn < (given.replicas ?? 1); turn += 1) {
    const server = await startServer(scratch.configFile(config), keys)
    cleanUp.defer(async () => void (await server.stop('SIGKILL')))
    replicas.push({
      view(place) {
        const context = { userId: 'Practitioner/d1', patientId: `p${place}` }
        const request = aRequest({ ...fhirAccessOf(access), prefetch: undefined, context })
        return server.call('patient-view', request)
      },
      metrics: async () => (await fetch(`${server.baseUrl}/metrics`)).text(),
      answeredMs: () =>
        server.logLines
          .filter((line) => line.includes('"call-answered"'))
          .map((line) => (JSON.parse(line) as { elapsedMs: number }).elapsedMs),
      residentMegabytes() {
        const status = readFileSync(`/proc/${server.pid}/status`, 'utf8')
        return Number(status.match(/VmRSS:\s+(\d+)/)?.[1] ?? 0) / 1024
      }
    })
  }
  return {
    replicas,
    async breakModel(faults) {
      await fetch(`${modelUrl}/faults`, { method: 'POST', body: JSON.stringify(faults) })
    },
    async modelCalls() {
      const { requests } = (await (await fetch(`${modelUrl}/recorded`)).json()) as {
        requests: readonly unknown[]
      }
      return requests.length
    },
    [Symbol.asyncDispose]: () => cleanUp.disposeAsync()
  }
}

/** Starts a file of ours and gives the first line that it writes. */
async function child(cleanUp: AsyncDisposableStack, args: readonly string[]): Promise<string> {
  const started = spawn(process.execPath, [...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(started, 'close')
  cleanUp.defer(async () => {
    started.kill('SIGKILL')
    await ended
  })
  const [line] = (await once(createInterface(started.stdout), 'line')) as [string]
  return line
}
