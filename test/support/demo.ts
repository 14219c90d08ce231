import { randomUUID } from 'node:crypto'
import { demoOptions } from '../../src/demo/launch/demo-options.ts'
import { runDemo } from '../../src/demo/launch/run-demo.ts'
import type { Faults } from '../../src/testbed/stand-in-model/faults.ts'

export interface DemoAnswer {
  readonly status: number
  readonly response: {
    readonly cards?: readonly {
      readonly uuid: string
      readonly summary: string
      readonly detail?: string
      readonly indicator: string
      readonly source: { readonly label: string }
    }[]
  }
}

export interface RunningDemoForTest extends AsyncDisposable {
  readonly ehrUrl: string
  readonly curbsideUrl: string
  readonly modelUrl: string
  call(
    patientId: string,
    given?: { readonly order?: object; readonly prefetch?: string }
  ): Promise<DemoAnswer>
  /** What goes wrong at the stand-in model from now on; `{}` ends it. */
  breakModel(faults: Faults): Promise<void>
}

/** The demo as `npm run demo` starts it, on free ports: an EHR, Curbside and the stand-in model. */
export async function startDemo(...args: string[]): Promise<RunningDemoForTest> {
  const options = demoOptions(['--port-base', '0', ...args])
  if (options === 'help') throw new Error('help is no demo')
  const lines: string[] = []
  const demo = await runDemo(options, (line) => lines.push(line))
  const addressOf = (name: string): string =>
    lines.find((line) => line.startsWith(name))?.split(/\s+/)[1] ?? ''
  const modelUrl = addressOf('Model')
  return {
    ehrUrl: demo.ehrUrl,
    curbsideUrl: addressOf('Curbside'),
    modelUrl,
    async call(patientId, given = {}) {
      const { order } = given
      const draft = { ...order, id: 'draft-1', subject: { reference: `Patient/${patientId}` } }
      const response = await fetch(`${demo.ehrUrl}/api/hooks`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          patientId,
          prefetch: given.prefetch ?? 'patient only',
          session: 'test',
          call: randomUUID(),
          hook: order === undefined ? 'patient-view' : 'order-select',
          draftOrders: order === undefined ? [] : [draft],
          selections: order === undefined ? [] : ['MedicationRequest/draft-1']
        })
      })
      return (await response.json()) as DemoAnswer
    },
    async breakModel(faults) {
      const { ok } = await fetch(`${modelUrl}/faults`, {
        method: 'POST',
        body: JSON.stringify(faults)
      })
      if (!ok) throw new Error('the stand-in model knows no such fault')
    },
    [Symbol.asyncDispose]: () => demo.stop()
  }
}
