/*
 * Every fault of the stand-in model over real sockets, with both APIs: what the EHR got, what the
 * audit says and what the metrics counted are what faults.ts states. `npm run fault-table` prints
 * the same as a table.
 */
import { describe, expect, test } from 'vitest'
import { startStandIn } from '../../src/testbed/stand-in-model/stand-in-model.ts'
import { faultCases } from './faults.ts'
import type { FaultCase } from './faults.ts'
import { runFault, unseen } from './run-fault.ts'

describe.for(['chat', 'responses'] as const)('%s', (api) => {
  const [heavy, light] = [faultCases.filter(isHeavy), faultCases.filter((one) => !isHeavy(one))]
  // Once more where the machine was too busy for the times of a row.
  test.concurrent.for(light)('$name', { retry: 2 }, (fault) => isAsStated(api, fault))
  // Alone: making it holds this process up, and with it the deadlines of others.
  test.for(heavy)('$name', { retry: 2 }, (fault) => isAsStated(api, fault))
})

const isHeavy = ({ faults }: FaultCase): boolean => faults.hugeCharacters !== undefined

async function isAsStated(api: 'chat' | 'responses', fault: FaultCase): Promise<void> {
  const standIn = await startStandIn({
    port: 0,
    deployments: { 'demo-frontier': { model: 'scripted', firstTokenMs: 50, msPerChunk: 1 } }
  })
  try {
    expect(unseen(fault, await runFault(standIn, api, fault), 1_000)).toEqual([])
  } finally {
    await standIn.close()
  }
}
