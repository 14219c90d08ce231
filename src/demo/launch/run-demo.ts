import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemEhrClock } from '../../testbed/fhir-server/ehr-clock.ts'
import { startEhr } from '../ehr/start-ehr.ts'
import type { OrderTemplate } from '../ehr/ehr-patient.ts'
import { commonDrugs } from '../patients/common-drugs.ts'
import { startChild } from './child.ts'
import type { Child } from './child.ts'
import { curbsideConfig } from './curbside-config.ts'
import type { DemoAddresses } from './curbside-config.ts'
import type { DemoOptions } from './demo-options.ts'
import { usablePort } from './free-port.ts'
import { patientsToShow } from './patients-to-show.ts'

const root = join(import.meta.dirname, '..', '..', '..')

export interface RunningDemo {
  readonly ehrUrl: string
  /** The first part that ends although nobody asked it to. */
  readonly broken: Promise<string>
  stop(): Promise<void>
}

/**
 * Starts the stand-in model, Curbside and the EHR, each told only where the others answer, and waits
 * until all are ready. What was started is stopped again when a part does not come up.
 */
export async function runDemo(
  options: DemoOptions,
  say: (line: string) => void
): Promise<RunningDemo> {
  const addresses = await addressesOf(options)
  const { patients, note } = await patientsToShow(options)
  const clock = systemEhrClock(options.asOf)
  const formulary: readonly OrderTemplate[] = commonDrugs.map(({ label, resource }) => ({
    label,
    resource: { ...resource }
  }))
  const cleanUp: (() => Promise<unknown>)[] = []
  const stop = async () => {
    for (const each of cleanUp.splice(0).toReversed()) await each()
  }
  try {
    const ehrPort = Number(new URL(addresses.ehr).port)
    const curbsideUrl = addresses.curbside
    const ehr = await startEhr({ patients, formulary, curbsideUrl, port: ehrPort, clock })
    cleanUp.push(() => ehr.close())
    say(`EHR        ${ehr.url}  ${note}`)
    const children: Child[] = []
    if (options.model !== 'none') {
      const model = startModel(options, addresses.model)
      children.push(model)
      cleanUp.push(() => model.stop())
      await comesUp(model, `${addresses.model}/health`, say)
      say(`Model      ${addresses.model}  scripted stand-in, not a medical model`)
    }
    const folder = await mkdtemp(join(tmpdir(), 'curbside-demo-'))
    cleanUp.push(() => rm(folder, { recursive: true, force: true }))
    const curbside = await startCurbside(options, addresses, folder)
    children.push(curbside)
    cleanUp.push(() => curbside.stop())
    await comesUp(curbside, `${addresses.curbside}/readyz`, say)
    say(`Curbside   ${addresses.curbside}  CDS Hooks at /cds-services`)
    return { ehrUrl: ehr.url, broken: firstToEnd(children), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function addressesOf({ ports }: DemoOptions): Promise<DemoAddresses> {
  const urlOf = async (name: string, port: number) => {
    try {
      return `http://127.0.0.1:${await usablePort(port)}`
    } catch {
      throw new Error(`Port ${port} is in use. Choose another with --${name}-port or --port-base.`)
    }
  }
  // One after the other: a free port found twice would be given twice.
  const curbside = await urlOf('curbside', ports.curbside)
  const ehr = await urlOf('ehr', ports.ehr)
  return { curbside, ehr, model: await urlOf('model', ports.model) }
}

function startModel(options: DemoOptions, url: string): Child {
  // Later than the EHR waits, earlier than Curbside gives up: the finding comes with the next call.
  const pace = options.model === 'slow' ? ['--first-token-ms', '9000'] : []
  return startChild({
    name: 'The stand-in model',
    args: ['src/testbed/stand-in-model/main.ts', '--port', new URL(url).port, ...pace],
    folder: root,
    verbose: options.verbose
  })
}

async function startCurbside(
  options: DemoOptions,
  addresses: DemoAddresses,
  folder: string
): Promise<Child> {
  const file = join(folder, 'curbside.json')
  const asOf = options.asOf === undefined ? {} : { asOf: options.asOf }
  const config = curbsideConfig({ addresses, withModel: options.model !== 'none', ...asOf })
  await writeFile(file, JSON.stringify(config, null, 2), { mode: 0o600 })
  return startChild({
    name: 'Curbside',
    args: ['src/server.ts'],
    folder: root,
    environment: { CURBSIDE_CONFIG: file },
    verbose: options.verbose
  })
}

async function comesUp(child: Child, readyUrl: string, say: (line: string) => void): Promise<void> {
  const waiting = (seconds: number) =>
    say(`Waiting for ${child.name} to answer at ${readyUrl} (${seconds} s, its process runs)`)
  if (await child.readyAt(readyUrl, waiting)) return
  throw new Error(await obituary(child))
}

async function firstToEnd(children: readonly Child[]): Promise<string> {
  const first = await Promise.race(children.map((each) => each.ended.then(() => each)))
  return obituary(first)
}

async function obituary(child: Child): Promise<string> {
  const { how, lastWords } = await child.ended
  const words = lastWords.length === 0 ? '' : ` Its last words:\n${lastWords.join('\n')}`
  return `${child.name} ended before it was ready or was told to (${how}).${words}`
}
