import { systemClock } from '../ground/clock.ts'
import { loadConfig } from '../process/config.ts'
import { CurbsideError, errorTable } from '../ground/errors.ts'
import { openStore } from '../store/open-store.ts'
import { verifyChain } from './verify-chain.ts'

/*
 * `npm run audit-verify`: checks every invocation record against its hash chain and says where it
 * breaks first. Exit code 0 when it is whole, 1 when it is not, 2 when it could not be read. An
 * embedded database is locked by a running Curbside: stop that first.
 */
try {
  const config = loadConfig(process.env)
  const store = await openStore({ database: config.database, clock: systemClock() })
  try {
    const head = await store.chainHead()
    const rows = await store.invocations({ limit: head.sequence + 1 })
    const verdict = verifyChain(rows, { head, whole: true })
    process.stdout.write(
      verdict.outcome === 'intact'
        ? `The audit is whole: ${verdict.records} records.\n`
        : `The audit is broken at record ${verdict.sequence}: ${verdict.reason}.\n`
    )
    process.exitCode = verdict.outcome === 'intact' ? 0 : 1
  } finally {
    await store.close()
  }
} catch (thrown) {
  const lines =
    thrown instanceof CurbsideError
      ? [`${thrown.code}: ${errorTable[thrown.code].help}`, ...thrown.issues]
      : ['The audit could not be read.']
  process.stderr.write(`${lines.join('\n')}\n`)
  process.exitCode = 2
}
