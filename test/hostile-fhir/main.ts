import { parseArgs } from 'node:util'
import { answerHelp } from '../support/help.ts'
import { hostileCases } from './cases.ts'
import { answerWithinMs, hostileRows } from './hostile-rows.ts'
import { lateByMs, memoryRiseMaxMb } from './judge.ts'

/*
 * npm run hostile-fhir [-- --only TEXT]: every case of cases.ts against the service in a process of
 * its own, and what the EHR got, the audit says, and the server and strangers have seen. Exit code 1
 * when a row is not as it must be.
 */

answerHelp(`npm run hostile-fhir [-- --only TEXT]
Every behaviour of a hostile FHIR server against the service, as a table.`)

const { values } = parseArgs({ options: { only: { type: 'string', default: '' } } })
const rows = await hostileRows(hostileCases.filter(({ name }) => name.includes(values.only)))
process.stdout.write(
  `answerWithinMs ${answerWithinMs}, late from ${lateByMs} ms above it; memory may rise by ${memoryRiseMaxMb} MB.\n` +
    'In no row was a stranger connected to, or a request made after the answer, unless it says so.\n\n' +
    '| the FHIR server | hook | status | ms | audited | requests | MB | the clinician reads |\n' +
    '|---|---|---|---|---|---|---|---|\n'
)
let wrong = 0
for (const row of rows) {
  const { name, hook, status, elapsedMs, gap, requests, memoryRiseMb, told } = row
  const memory = memoryRiseMb?.toFixed(0) ?? ''
  const cells = [name, hook, status, Math.round(elapsedMs), gap, requests, memory, told]
  process.stdout.write(
    `| ${cells.map((cell) => String(cell).replaceAll(/[|\s]+/g, ' ')).join(' | ')} |\n`
  )
  if (row.wrong.length === 0) continue
  wrong += 1
  process.stdout.write(`^ NOT as it must be: ${row.wrong.join('; ')}\n`)
}
process.stdout.write(`\n${rows.length} rows, ${wrong} not as they must be.\n`)
process.exit(wrong === 0 ? 0 : 1)
