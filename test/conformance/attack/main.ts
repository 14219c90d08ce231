import { parseArgs } from 'node:util'
import { answerHelp } from '../../support/help.ts'
import { runAttack } from './run-attack.ts'

/* `npm run attack -- --requests 20000 --seed 7`: the generated attack, with what it saw. */

answerHelp(`npm run attack [-- --requests 20000] [--seed N]
Mutated requests against the service, with what it saw.`)

const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '20000' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1_000_000)) }
  }
})
const rssGrowthMaxBytes = 150 * 1024 * 1024
const [requests, seed] = [Number(values.requests), Number(values.seed)]
process.stdout.write(`attack: ${requests} requests, seed ${seed}\n`)
const report = await runAttack({ requests, seed })
const mebibytes = (bytes: number): string => `${Math.round(bytes / 1024 / 1024)} MiB`
process.stdout.write(
  [
    `time      ${Math.round(report.elapsedMs / 1000)} s`,
    `answers   ${JSON.stringify(report.statuses)}`,
    `slowest   ${Math.round(report.slowestMs)} ms, at the server ${report.slowestAtServerMs} ms`,
    ...report.memory.map(
      ({ rss, heapUsed, external }) =>
        `memory    ${mebibytes(rss)}, of it heap ${mebibytes(heapUsed)}, buffers ${mebibytes(external)}`
    ),
    `slowest   ${JSON.stringify(report.slowest).slice(0, 500)}`,
    `faults    ${report.faults.length}`,
    ...report.faults.slice(0, 20).map((fault) => JSON.stringify(fault).slice(0, 2000)),
    ''
  ].join('\n')
)
const grew = (report.memory.at(-1)?.rss ?? 0) - (report.memory[0]?.rss ?? 0) > rssGrowthMaxBytes
if (report.faults.length > 0 || grew) process.exitCode = 1
