import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { demoPatients } from '../../src/demo/patients/demo-patients.ts'
import { clientKeys } from '../support/client-keys.ts'
import { fakeEhr, loadBundle } from '../support/fake-ehr.ts'
import { aConfig, publicUrl, scratchFolder, startServer } from '../support/server-process.ts'
import { inTurns } from './measure.ts'
import type { Measured } from './measure.ts'

const asOf = '2026-11-20T10:00:00Z'
const roundsPerRequest = 10

/**
 * One hook call as an EHR sees it, without a model: JWT, eleven FHIR reads over sockets, rules,
 * cards, the kept cards. Every demo patient at the chart and with each order. The FHIR server
 * stands in this process, Curbside and the floor in processes of their own.
 */
export async function measureHookCalls(): Promise<Measured> {
  await using cleanUp = new AsyncDisposableStack()
  const patients = demoPatients(asOf)
  const ehr = cleanUp.use(
    await fakeEhr({
      resources: patients.flatMap(({ bundle }) =>
        loadBundle(bundle as unknown as Parameters<typeof loadBundle>[0])
      )
    })
  )
  const keys = await clientKeys()
  const scratch = scratchFolder()
  cleanUp.defer(() => scratch.dispose())
  const config = aConfig(keys, { ehr: { fhirServers: [ehr.baseUrl] } })
  const curbside = await startServer(scratch.configFile(config), keys)
  cleanUp.defer(async () => void (await curbside.stop()))
  const floor = await startFloor()
  cleanUp.defer(() => floor.stop())
  const requests = patients.flatMap(({ id, orders }) =>
    [undefined, ...orders.map(({ resource }) => resource)].map((order) => ({
      service: order === undefined ? 'patient-view' : 'order-select',
      body: requestOf(id, order, ehr)
    }))
  )
  const at = (round: number) => {
    const request = requests[round % requests.length]
    if (request === undefined) throw new Error('the demo has no patients')
    return { ...request, text: JSON.stringify({ ...request.body, hookInstance: randomUUID() }) }
  }
  return await inTurns({
    name: `hook call without a model, ${patients.length} demo patients`,
    floorName: 'bare Fastify, same body',
    warmUp: requests.length,
    rounds: requests.length * roundsPerRequest,
    async figure(round) {
      const { service, text } = at(round)
      // Signing is the EHR's time; checking it is ours.
      const token = await keys.token(`${publicUrl}/cds-services/${service}`)
      return post(`${curbside.baseUrl}/cds-services/${service}`, text, token)
    },
    floor(round) {
      const { service, text } = at(round)
      return post(`${floor.baseUrl}/cds-services/${service}`, text, 'none')
    }
  })
}

function requestOf(
  patientId: string,
  order: object | undefined,
  ehr: { readonly baseUrl: string; readonly token: string }
): object {
  const draft = { ...order, id: 'draft-1', subject: { reference: `Patient/${patientId}` } }
  return {
    hook: order === undefined ? 'patient-view' : 'order-select',
    fhirServer: ehr.baseUrl,
    fhirAuthorization: {
      access_token: ehr.token,
      token_type: 'Bearer',
      expires_in: 300,
      scope: 'user/*.rs',
      subject: 'curbside'
    },
    context: {
      userId: 'Practitioner/d1',
      patientId,
      ...(order === undefined
        ? {}
        : {
            selections: ['MedicationRequest/draft-1'],
            draftOrders: { resourceType: 'Bundle', entry: [{ resource: draft }] }
          })
    }
  }
}

/** Milliseconds from sending to the answer's last byte. Throws unless it is 200. */
async function post(url: string, body: string, token: string): Promise<number> {
  const startedMs = performance.now()
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body
  })
  const text = await response.text()
  const elapsedMs = performance.now() - startedMs
  if (response.status !== 200) throw new Error(`${response.status}: ${text}`)
  return elapsedMs
}

async function startFloor() {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'floor-server.ts')], {
    stdio: ['ignore', 'pipe', 'inherit']
  })
  const [baseUrl] = (await once(createInterface(child.stdout), 'line')) as [string]
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM')
    await once(child, 'exit')
  }
  return { baseUrl, stop }
}
