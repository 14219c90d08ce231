import { setTimeout as sleep } from 'node:timers/promises'
import { measuredAlone } from './cases.ts'
import type { HostileCase } from './hostile-case.ts'
import { startWorld } from './hostile-world.ts'
import { judge } from './judge.ts'
import type { HostileRow } from './judge.ts'
import { runAlone, runSideBySide } from './run-case.ts'

export const answerWithinMs = 3_000
const callsAtOnce = 4
/** Where a case does not say how often. */
const timesAlone = 2
/** How long the servers are watched after the last answer. */
const watchMs = 2_000

/** Runs the cases: light ones side by side, then heavy ones alone; all servers are watched to the end. */
export async function hostileRows(cases: readonly HostileCase[]): Promise<readonly HostileRow[]> {
  await using world = await startWorld(answerWithinMs)
  const light = cases.filter((one) => !measuredAlone.includes(one))
  const heavy = cases.filter((one) => measuredAlone.includes(one))
  const runs = [
    ...(await runSideBySide(world, light, callsAtOnce)),
    ...(await runAlone(world, heavy, timesAlone))
  ]
  await sleep(watchMs)
  return await judge(world, runs, answerWithinMs)
}
