/*
 * Advice that was stored for a chart, and a record that changed before the next hook: over real
 * sockets, with the stand-in model, a drug that the finding rests on is stopped in between.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startStandIn } from '../../src/testbed/stand-in-model/stand-in-model.ts'
import type { StandIn } from '../../src/testbed/stand-in-model/stand-in-model.ts'
import { anEhr, aRequest, fhirAccessOf, runCurbside } from '../support/curbside.ts'
import { fakeEhr } from '../support/fake-ehr.ts'
import type { ServedResource } from '../support/fake-ehr.ts'
import { aDraft, aLabResult, aPatient, aPrescription } from '../support/records.ts'

const pace = { firstTokenMs: 10, msPerChunk: 1 }
let standIn: StandIn
beforeAll(async () => {
  standIn = await startStandIn({
    port: 0,
    deployments: {
      frontier: { model: 'scripted', ...pace },
      fast: { model: 'scripted-fast', ...pace }
    }
  })
})
afterAll(() => standIn.close())

/** Sodium fell with both drugs on board: what the scripts make one finding of. */
const record = (citalopram: 'active' | 'stopped'): readonly ServedResource[] =>
  [
    aPatient(),
    aLabResult('sodium-1', '2951-2', 128, 'mmol/L', '2026-10-01'),
    aLabResult('sodium-2', '2951-2', 139, 'mmol/L', '2026-03-01'),
    aPrescription('citalopram', '284591', 'citalopram 20 MG Oral Tablet', {
      status: citalopram,
      authoredOn: '2026-05-01'
    }),
    aPrescription('hydrochlorothiazide', '310798', 'hydrochlorothiazide 25 MG Oral Tablet', {
      authoredOn: '2026-05-01'
    })
  ] as unknown as readonly ServedResource[]

const aPick = (access: object): Record<string, unknown> =>
  aRequest({
    hook: 'order-select',
    ...access,
    prefetch: undefined,
    context: {
      userId: 'Practitioner/d1',
      patientId: 'p1',
      selections: ['MedicationRequest/draft-1'],
      draftOrders: {
        resourceType: 'Bundle',
        entry: [{ resource: aDraft('draft-1', '308182', 'amoxicillin 250 MG Oral Capsule') }]
      }
    }
  })

async function pickedAfter(changed: 'active' | 'stopped') {
  const same = await anEhr()
  const model = {
    kind: 'azure-foundry',
    endpoint: standIn.url,
    deployments: { default: 'frontier', fast: 'fast' },
    auth: { kind: 'key', key: 'k' }
  }
  const ask = async (
    status: 'active' | 'stopped',
    request: (access: object) => object,
    hook: string
  ) => {
    const ehr = await fakeEhr({ resources: [...record(status)] })
    await using curbside = await runCurbside({
      fhirServers: [ehr.baseUrl],
      ...same,
      config: { model }
    })
    const { body } = await curbside.call(hook, request(fhirAccessOf(ehr)))
    await ehr[Symbol.asyncDispose]()
    return (body.cards ?? []).filter(({ source }) => source.label.includes('AI-assisted'))
  }
  const before = standIn.recorded().length
  const opened = await ask(
    'active',
    (access) => aRequest({ ...access, prefetch: undefined }),
    'patient-view'
  )
  const picked = await ask(changed, aPick, 'order-select')
  const asked = standIn
    .recorded()
    .slice(before)
    .map(
      ({ bodyBase64 }) => JSON.parse(Buffer.from(bodyBase64, 'base64').toString('utf8')) as Asked
    )
  return { opened, picked, asked }
}

interface Asked {
  readonly model: string
  readonly messages: readonly { readonly content: string }[]
}

test('unchanged: the review’s finding is shown, and the fast deployment alone is asked, of the moment', async () => {
  const { opened, picked, asked } = await pickedAfter('active')
  expect(opened.map(({ summary }) => summary)).toEqual([expect.stringMatching(/sodium/i)])
  expect(picked.map(({ summary }) => summary)).toEqual(opened.map(({ summary }) => summary))
  expect(asked.map(({ model, messages }) => [model, messages[1]?.content.slice(0, 10)])).toEqual([
    ['frontier', 'ASK review'],
    ['fast', 'ASK moment']
  ])
})

test('a drug that was stopped in between: the finding that rests on it is not shown', async () => {
  const { opened, picked, asked } = await pickedAfter('stopped')
  expect(opened).toHaveLength(1)
  expect(picked).toEqual([])
  expect(asked.map(({ model }) => model)).toEqual(['frontier', 'fast'])
})
