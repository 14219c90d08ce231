import { systemClock } from '../ground/clock.ts'
import { readOptions, runCommand } from '../integration/command-line.ts'
import { loadConfig } from '../process/config.ts'
import { openStore } from '../store/open-store.ts'
import { verifyChain } from './verify-chain.ts'

const usage = `npm run audit-verify

Checks every invocation record against its hash chain and says where it breaks first. Exit code 0
when it is whole, 1 when it is not, 2 when it could not be read. An embedded database is locked by a
running Curbside: stop that first.`

const { out, said, exitCode } = await runCommand(usage, async () => {
  readOptions(process.argv.slice(2), {})
  const { database } = loadConfig(process.env)
  const store = await openStore({ database, clock: systemClock() })
  try {
    const head = await store.chainHead()
    const rows = await store.invocations({ limit: head.sequence + 1 })
    const verdict = verifyChain(rows, { head, whole: true })
    return verdict.outcome === 'intact'
      ? { out: `The audit is whole: ${verdict.records} records.\n`, exitCode: 0 }
      : {
          out: `The audit is broken at record ${verdict.sequence}: ${verdict.reason}.\n`,
          exitCode: 1
        }
  } finally {
    await store.close()
  }
})
process.stdout.write(out)
process.stderr.write(said)
process.exitCode = exitCode
