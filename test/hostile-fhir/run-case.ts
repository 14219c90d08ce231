import { randomUUID } from 'node:crypto'
import type { Answer } from '../support/curbside.ts'
import { hostileCases } from './cases.ts'
import type { HostileCase } from './hostile-case.ts'
import { tokenStart } from './hostile-case.ts'
import type { HostileWorld } from './hostile-world.ts'
import { memoryOf } from './memory.ts'
import { ibuprofen } from './world.ts'

export const hooks = ['patient-view', 'order-select'] as const
export type Hook = (typeof hooks)[number]

/** One call to one case, as the EHR has seen it. */
export interface CaseRun {
  readonly hostileCase: HostileCase
  readonly hook: Hook
  readonly hookInstance: string
  readonly token: string
  readonly answer: Answer
  /** Since the epoch, when the answer had come whole. */
  readonly answeredAtMs: number
  /** What the service's memory rose to above an answered sound call, in MB; where it is told. */
  readonly memoryRiseMb?: number
}

/** Every case at both hooks, so many calls side by side. */
export async function runSideBySide(
  world: HostileWorld,
  cases: readonly HostileCase[],
  atOnce: number
): Promise<readonly CaseRun[]> {
  const waiting = cases.flatMap((hostileCase) => hooks.map((hook) => ({ hostileCase, hook })))
  const runs: CaseRun[] = []
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      runs.push(await runCase(world, next.hostileCase, next.hook))
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return runs
}

/** One after another, each at both hooks so many times, with the memory that it took. */
export async function runAlone(
  world: HostileWorld,
  cases: readonly HostileCase[],
  times: number
): Promise<readonly CaseRun[]> {
  const memory = memoryOf(world.curbside.pid)
  const beforeMb = memory?.nowMb() ?? 0
  const runs: CaseRun[] = []
  for (const hostileCase of cases) {
    for (const hook of Array.from({ length: hostileCase.times ?? times }, () => hooks).flat()) {
      memory?.forgetPeak()
      const run = await runCase(world, hostileCase, hook)
      runs.push({ ...run, ...(memory && { memoryRiseMb: memory.peakMb() - beforeMb }) })
    }
  }
  return runs
}

async function runCase(
  { curbside, bases }: HostileWorld,
  hostileCase: HostileCase,
  hook: Hook
): Promise<CaseRun> {
  const at = hostileCases.indexOf(hostileCase)
  const hookInstance = randomUUID()
  const token = tokenStart(at) + randomUUID()
  const answer = await curbside.call(hook, {
    hook,
    hookInstance,
    fhirServer: bases[at],
    fhirAuthorization: {
      access_token: token,
      token_type: 'Bearer',
      expires_in: 300,
      scope: 'user/*.rs',
      subject: 'curbside'
    },
    context: {
      userId: 'Practitioner/d1',
      patientId: 'p1',
      ...(hook === 'order-select' && {
        selections: ['MedicationRequest/draft-1'],
        draftOrders: { resourceType: 'Bundle', entry: [{ resource: ibuprofen }] }
      })
    }
  })
  const answeredAtMs = performance.timeOrigin + performance.now()
  return { hostileCase, hook, hookInstance, token, answer, answeredAtMs }
}
