import { parseArgs } from 'node:util'
import { answerHelp } from '../support/help.ts'
import { startStandIn } from '../../src/testbed/stand-in-model/stand-in-model.ts'
import { faultCases } from './faults.ts'
import { runFault, unseen } from './run-fault.ts'

/*
 * npm run fault-table [-- --api responses] [--only TEXT]: every fault of the stand-in model over
 * real sockets, and what the EHR got, what the audit says, which metrics counted. Exit code 1 when a
 * row is not as faults.ts states it.
 */

answerHelp(`npm run fault-table [-- --api responses] [--only TEXT]
Every fault of the stand-in model over real sockets, as a table.`)

const { values } = parseArgs({
  options: {
    api: { type: 'string', default: 'chat' },
    only: { type: 'string', default: '' }
  }
})
const api = values.api === 'responses' ? 'responses' : 'chat'
const standIn = await startStandIn({
  port: 0,
  deployments: { 'demo-frontier': { model: 'scripted', firstTokenMs: 50, msPerChunk: 1 } }
})
process.stdout.write(
  `Model API: ${api}. answerWithinMs 2000, modelWithinMs 3000.\n\n` +
    '| fault | the EHR got | the audit says | metrics |\n|---|---|---|---|\n'
)
let wrong = 0
for (const fault of faultCases.filter(({ name }) => name.includes(values.only))) {
  const row = await runFault(standIn, api, fault)
  const cells = [row.name, ...[row.ehr, row.audit, row.metrics].map((lines) => lines.join('<br>'))]
  process.stdout.write(`| ${cells.map((cell) => cell.replaceAll('|', '/')).join(' | ')} |\n`)
  const missing = unseen(fault, row, 50)
  if (missing.length === 0) continue
  wrong += 1
  process.stdout.write(`^ NOT as stated: ${missing.join('; ')}\n`)
}
await standIn.close()
process.stdout.write(`\n${wrong} rows are not as stated, late, or not answered with 200.\n`)
process.exit(wrong === 0 ? 0 : 1)
