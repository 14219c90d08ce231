import assert from 'node:assert/strict'
import { parseArgs } from 'node:util'
import { demoOptions } from '../launch/demo-options.ts'
import { patientsToShow } from '../launch/patients-to-show.ts'
import { commonDrugs } from '../patients/common-drugs.ts'
import { systemEhrClock } from '../../testbed/fhir-server/ehr-clock.ts'
import { startEhr } from './start-ehr.ts'

/*
 * The demo EHR as a process of its own, beside a Curbside that runs elsewhere:
 * node src/demo/ehr/main.ts [--port 8081] [--host 127.0.0.1] [--curbside http://127.0.0.1:8080]
 *   [--as-of DATE] [--patients DIR]
 * Whatever --host it listens on, its address is http://127.0.0.1:PORT and it answers to no other name.
 */

try {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '8081' },
      host: { type: 'string', default: '127.0.0.1' },
      curbside: { type: 'string', default: 'http://127.0.0.1:8080' },
      'as-of': { type: 'string' },
      patients: { type: 'string' },
      help: { type: 'boolean', default: false }
    }
  })
  if (values.help) {
    process.stdout.write(`node src/demo/ehr/main.ts [--port 8081] [--host 127.0.0.1]
  [--curbside http://127.0.0.1:8080] [--as-of DATE] [--patients DIR]
The demo EHR as a process of its own, beside a Curbside that runs elsewhere.\n`)
    process.exit(0)
  }
  const options = demoOptions([
    `--ehr-port=${values.port}`,
    ...(values['as-of'] === undefined ? [] : [`--as-of=${values['as-of']}`]),
    ...(values.patients === undefined ? [] : [`--patients=${values.patients}`])
  ])
  assert(options !== 'help', 'nobody asked for help')
  const { patients, note } = await patientsToShow(options)
  const ehr = await startEhr({
    patients,
    formulary: commonDrugs.map(({ label, resource }) => ({ label, resource: { ...resource } })),
    curbsideUrl: origin(values.curbside),
    port: options.ports.ehr,
    host: values.host,
    clock: systemEhrClock(options.asOf)
  })
  process.stdout.write(`Demo EHR: ${ehr.url}, ${note}\n`)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void ehr.close().then(() => process.exit(0)))
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
}

/** Curbside's address without a trailing slash, as it stands in `publicUrl`. */
function origin(text: string): string {
  if (!/^https?:$/.test(URL.parse(text)?.protocol ?? '')) {
    throw new Error('--curbside is an address such as http://127.0.0.1:8080.')
  }
  return text.replace(/\/+$/, '')
}
