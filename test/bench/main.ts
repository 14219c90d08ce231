import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { measureAssembly } from './assembly.ts'
import { measureChart, measureGrowth, measureLengths } from './chart.ts'
import { measureCondensing } from './condense.ts'
import { measureHookCalls } from './hook-call.ts'
import { percentile, table } from './measure.ts'
import { measureRules } from './rules.ts'
import { measureModel, modelFigures } from './model/measure-model.ts'

/*
 * npm run bench [-- --part service|model|all]: each figure beside its floor in the same run. Exit
 * code 1 when a hook call without a model, or the model's station, misses a stated figure; the
 * others are told, not judged.
 */

const modelSeconds = Object.values(modelFigures).reduce((sum, { seconds }) => sum + seconds, 0)
const { values } = parseArgs({
  options: {
    part: { type: 'string', default: 'all' },
    help: { type: 'boolean', default: false }
  }
})
if (values.help || !['all', 'service', 'model'].includes(values.part)) {
  process.stdout.write(
    `npm run bench [-- --part service|model|all]
  service  hook calls without a model, index, chart: about 2 minutes
  model    the model's station under load: about ${modelSeconds} seconds
  all      both, one after the other: about ${modelSeconds + 120} seconds (the default)
Times are of two idle cores.\n`
  )
  process.exit(values.help ? 0 : 2)
}

const hookCallWithinMs = 300

if (values.part === 'model') {
  process.exit((await measureModel(Object.keys(modelFigures))) === 0 ? 0 : 1)
}
const calls = await measureHookCalls()
const condensing = await measureCondensing()
const chart = await measureChart()
const ofRules = await measureRules()
const assembly = await measureAssembly()
process.stdout.write(
  `Node ${process.version}, ${availableParallelism()} cores\n${table([calls, condensing ?? [], chart.measured, ofRules.measured, assembly.measured].flat())}\n`
)
if (condensing === undefined) {
  process.stdout.write(
    'Index and chart were not measured: the published records are not at hand.\n'
  )
}
for (const { text, kept } of [
  ...measureLengths(),
  chart.figure,
  measureGrowth(),
  ...ofRules.figures,
  ...assembly.figures
]) {
  process.stdout.write(`${text}${kept ? '' : ' NOT kept.'}\n`)
}
const p95 = percentile(calls.figure, 95)
const kept = p95 < hookCallWithinMs
process.stdout.write(
  `A hook call without a model: p95 ${p95.toFixed(1)} ms, ${kept ? 'under' : 'NOT under'} ${hookCallWithinMs} ms.\n`
)
const missed = values.part === 'all' ? await measureModel(Object.keys(modelFigures)) : 0
process.exitCode = kept && missed === 0 ? 0 : 1
