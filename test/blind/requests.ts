import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { answerHelp } from '../support/help.ts'
import { z } from 'zod'
import { ProposalSchema, UnsaidProposalSchema } from '../../src/model/proposal/proposal.ts'
import { userMessage } from '../../src/model/messages.ts'
import { loadServices } from '../../src/services/load-services.ts'
import { strictSubset } from '../../src/model/strict-subset.ts'
import { blindCalls, blindServices, viewOf } from './calls.ts'
import { keepAliases } from './kept-aliases.ts'

/*
 * npm run blind:requests -- --out DIR [--unsaid]: the request that Curbside would send for each of
 * the blind calls, as a reader is to be shown it: DIR/<record>.<service>.request.md, with the aliases
 * kept beside it (…aliases.json) so that answers can be bound again later. `--unsaid` adds the slot
 * that only evaluation has.
 */

answerHelp('npm run blind:requests -- --out DIR [--unsaid]')

const { values } = parseArgs({
  options: { out: { type: 'string' }, unsaid: { type: 'boolean', default: false } }
})
const { out } = values
if (out === undefined) throw new Error('--out DIR is needed')
mkdirSync(out, { recursive: true })

const services = await loadServices(new URL('../../hooks/', import.meta.url))
const schema = JSON.stringify(
  strictSubset(z.toJSONSchema(values.unsaid ? UnsaidProposalSchema : ProposalSchema))
)
for (const call of blindCalls()) {
  for (const service of blindServices) {
    const { name, chart, deidentified } = await viewOf(call, service)
    const part = service === 'patient-view' ? 'review' : 'moment'
    const instructions = services.get(service)?.instructions
    if (instructions === undefined) throw new Error(`${service} has no instructions`)
    const system = instructions.text
    const user = userMessage({
      chart,
      gate: deidentified.gate,
      part,
      deployment: 'default',
      instructions
    })
    const unsaid = values.unsaid
      ? '\n\nFor this evaluation each finding also has `unsaid`: what you wanted to say and the form could not hold (at most 200 characters), else null.'
      : ''
    const text = [
      `# System\n\n${system}${unsaid}`,
      `# User\n\n${user}`,
      `# Answer\n\nOne JSON object that is valid against this schema, every slot present:\n\n${schema}`
    ].join('\n\n')
    writeFileSync(join(out, `${name}.request.md`), `${text}\n`)
    const kept = keepAliases(deidentified.aliases, `${chart.review}\n${chart.moment ?? ''}`)
    writeFileSync(join(out, `${name}.aliases.json`), JSON.stringify(kept))
    process.stdout.write(`${name}\n`)
  }
}
