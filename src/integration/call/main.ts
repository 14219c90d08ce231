import { readFile } from 'node:fs/promises'
import { randomIds, systemClock } from '../../ground/clock.ts'
import { loadConfig } from '../../process/config.ts'
import { UsageError, ehrOf, readOptions, runCommand } from '../command-line.ts'
import { generateKeyFile, readKeyFile } from './key-file.ts'
import { sendHook } from './send-hook.ts'
import { showAnswer } from './show-answer.ts'

/*
 * `npm run call`: signs a hook from a file as a configured EHR and sends it to the running
 * Curbside. Exit code 0: answered 200, 1: another status, 2: could not run.
 */

const usage = [
  'npm run call -- --ehr ID --service ID --request FILE [--key FILE.jwk] [--json]',
  '  the request is sent as it stands in the file, fhirAuthorization included',
  'npm run call -- --generate-key [--key FILE.jwk]',
  '  makes a key pair (client-key.jwk unless named) and prints the JWKS for ehrs[].jwks'
].join('\n')

const { out, said, exitCode } = await runCommand(usage, async () => {
  const options = readOptions(process.argv.slice(2), {
    ehr: 'text',
    service: 'text',
    request: 'text',
    key: 'text',
    'generate-key': 'flag',
    json: 'flag'
  })
  const keyFile = options.key ?? 'client-key.jwk'
  if (options['generate-key']) {
    return { out: `${JSON.stringify(await generateKeyFile(keyFile), null, 2)}\n`, exitCode: 0 }
  }
  const config = loadConfig(process.env)
  const ehr = ehrOf(config, options.ehr)
  const { service: serviceId, request } = options
  if (serviceId === undefined || !/^[a-z0-9-]{1,63}$/.test(serviceId)) {
    throw new UsageError('--service must name a service, such as patient-view.')
  }
  if (request === undefined) throw new UsageError('--request must name a JSON file.')
  const body = await readFile(request, 'utf8').catch(() => {
    throw new UsageError(`${request} cannot be read.`)
  })
  const key = await readKeyFile(keyFile)
  const { publicUrl } = config
  const clock = systemClock()
  const answer = await sendHook({ publicUrl, ehr, serviceId, body, key, clock, ids: randomIds })
  const text = options.json ? `${answer.text}\n` : showAnswer(answer)
  return { out: text, exitCode: answer.status === 200 ? 0 : 1 }
})
process.stdout.write(out)
process.stderr.write(said)
process.exitCode = exitCode
