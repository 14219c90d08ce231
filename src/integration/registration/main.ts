import { loadConfig } from '../../process/config.ts'
import { ehrOf, readOptions, runCommand } from '../command-line.ts'
import { servicesOf } from '../services-of.ts'
import { registrationFacts } from './registration-facts.ts'
import { registrationSheet } from './registration-sheet.ts'

/* `npm run registration -- --ehr ID [--json]`: the registration sheet of one configured EHR. */

const { out, said, exitCode } = await runCommand(
  'npm run registration -- --ehr ID [--json]',
  async () => {
    const options = readOptions(process.argv.slice(2), { ehr: 'text', json: 'flag' })
    const config = loadConfig(process.env)
    const ehr = ehrOf(config, options.ehr)
    const facts = registrationFacts(config, ehr, await servicesOf(ehr))
    const sheet = options.json ? `${JSON.stringify(facts, null, 2)}\n` : registrationSheet(facts)
    return { out: sheet, exitCode: 0 }
  }
)
process.stdout.write(out)
process.stderr.write(said)
process.exitCode = exitCode
