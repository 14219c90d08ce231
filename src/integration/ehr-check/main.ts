import { systemClock } from '../../ground/clock.ts'
import { loadConfig } from '../../process/config.ts'
import { isFhirId } from '../../fhir/fhir-query.ts'
import { UsageError, ehrOf, readOptions, runCommand, secretOf } from '../command-line.ts'
import { servicesOf } from '../services-of.ts'
import { checkEhr } from './check-ehr.ts'
import { reportOf, reportText } from './report.ts'

/*
 * `npm run ehr-check -- --ehr ID`: can Curbside reach this EHR, read it, trust it; what is missing.
 * Exit code 0: no fault, 1: faults, 2: could not run. Secrets are never printed.
 */

const usage = [
  'npm run ehr-check -- --ehr ID [--patient ID --token env:NAME] [--jwt env:NAME]',
  '  --patient, --token   a test patient and an access token for it: runs the read plans',
  '  --fhir-server URL    which of ehrs[].fhirServers; the first unless given',
  '  --jwt                a client JWT as the EHR signs it: says what is wrong with it',
  '  --json               the report for programs',
  '  env:NAME reads a secret from the environment (npm prints what stands on its command line)'
].join('\n')

const { out, said, exitCode } = await runCommand(usage, async () => {
  const options = readOptions(process.argv.slice(2), {
    ehr: 'text',
    patient: 'text',
    token: 'text',
    'fhir-server': 'text',
    jwt: 'text',
    json: 'flag'
  })
  const config = loadConfig(process.env)
  const ehr = ehrOf(config, options.ehr)
  const patientId = options.patient?.replace(/^Patient\//, '')
  if ((patientId === undefined) !== (options.token === undefined)) {
    throw new UsageError('--patient and --token go together.')
  }
  if (patientId !== undefined && !isFhirId(patientId)) {
    throw new UsageError('--patient must be a FHIR id.')
  }
  const fhirServer = options['fhir-server'] ?? ehr.fhirServers[0]
  if (fhirServer !== undefined && !ehr.fhirServers.includes(fhirServer)) {
    throw new UsageError(`--fhir-server must be one of ${ehr.fhirServers.join(', ')}.`)
  }
  const report = reportOf(
    ehr.id,
    await checkEhr({
      config,
      ehr,
      services: await servicesOf(ehr),
      fhirServer,
      patientId,
      token: secretOf(options.token, process.env),
      clientJwt: secretOf(options.jwt, process.env),
      clock: systemClock(config.development.asOf)
    })
  )
  const text = options.json ? `${JSON.stringify(report, null, 2)}\n` : reportText(report)
  return { out: text, exitCode: report.verdict === 'fine' ? 0 : 1 }
})
process.stdout.write(out)
process.stderr.write(said)
process.exitCode = exitCode
