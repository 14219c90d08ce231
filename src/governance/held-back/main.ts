import { systemClock } from '../../ground/clock.ts'
import { loadConfig } from '../../process/config.ts'
import { ehrOf, readOptions, runCommand, UsageError } from '../../integration/command-line.ts'
import { loadServices } from '../../services/load-services.ts'
import { openStore } from '../../store/open-store.ts'
import { heldBackReport } from './held-back-report.ts'
import { writeReport } from './write-report.ts'

const usage = `Usage: npm run held-back -- --ehr ID [--days N] [--patients]

Lists what feedback holds back at an EHR: findings that enough users have overridden for everyone,
how often each topic was not shown in the last N days (30), and what was done with the cards.
Patients are named only with --patients; users never are.`

/*
 * Reads the database of CURBSIDE_CONFIG. Exit code 0; 2 when it could not run. An embedded database
 * is locked by a running Curbside: stop that first.
 */
const daysMax = 400
const { out, said, exitCode } = await runCommand(usage, async () => {
  const options = readOptions(process.argv.slice(2), {
    ehr: 'text',
    days: 'text',
    patients: 'flag'
  })
  const days = Number(options.days ?? 30)
  if (!Number.isInteger(days) || days < 1 || days > daysMax) {
    throw new UsageError(`--days must be a whole number from 1 to ${daysMax}.`)
  }
  const config = loadConfig(process.env)
  const ehr = ehrOf(config, options.ehr)
  const services = await loadServices(new URL('../../../hooks/', import.meta.url))
  const clock = systemClock(config.development.asOf)
  const store = await openStore({ database: config.database, clock })
  try {
    const report = await heldBackReport({
      store,
      services: [...services.values()].filter(({ id }) => ehr.services.includes(id)),
      ehrId: ehr.id,
      days,
      nowMs: clock.nowMs()
    })
    return { out: writeReport(report, { patients: options.patients }), exitCode: 0 }
  } finally {
    await store.close()
  }
})
process.stdout.write(out)
process.stderr.write(said)
process.exitCode = exitCode
