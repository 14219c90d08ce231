import { availableParallelism } from 'node:os'
import { measureChart, measureGrowth, measureLengths } from './chart.ts'
import { measureCondensing } from './condense.ts'
import { measureHookCalls } from './hook-call.ts'
import { percentile, table } from './measure.ts'

/*
 * npm run bench: each figure beside its floor in the same run. Exit code 1 when a hook call without
 * a model misses its stated figure; the others are told, not judged.
 */

const hookCallWithinMs = 300

const calls = await measureHookCalls()
const condensing = await measureCondensing()
const chart = await measureChart()
process.stdout.write(
  `Node ${process.version}, ${availableParallelism()} cores\n${table([calls, condensing ?? [], chart.measured].flat())}\n`
)
if (condensing === undefined) {
  process.stdout.write(
    'Index and chart were not measured: the published records are not at hand.\n'
  )
}
for (const { text, kept } of [...measureLengths(), chart.figure, measureGrowth()]) {
  process.stdout.write(`${text}${kept ? '' : ' NOT kept.'}\n`)
}
const p95 = percentile(calls.figure, 95)
const kept = p95 < hookCallWithinMs
process.stdout.write(
  `A hook call without a model: p95 ${p95.toFixed(1)} ms, ${kept ? 'under' : 'NOT under'} ${hookCallWithinMs} ms.\n`
)
process.exitCode = kept ? 0 : 1
