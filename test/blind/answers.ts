import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { answerHelp } from '../support/help.ts'
import { blindCalls, viewOf } from './calls.ts'
import type { BlindCall, BlindService } from './calls.ts'
import { cardText } from './card-of.ts'
import { judgeAnswer } from './judge-answer.ts'
import type { JudgedFinding } from './judge-answer.ts'
import { aliasesOf, KeptSchema } from './kept-aliases.ts'

/*
 * npm run blind:answers -- --requests DIR --answers DIR [--out FILE]: takes answers in the form
 * (DIR/<record>.<service>.json), each to the request of the same name in the other folder, through
 * the service's own reading, binding and checks, and prints for each finding what holds and why
 * something was lost. `--out` keeps the same as NDJSON.
 */

answerHelp('npm run blind:answers -- --requests DIR --answers DIR [--out FILE]')

const { values } = parseArgs({
  options: {
    requests: { type: 'string' },
    answers: { type: 'string' },
    out: { type: 'string' }
  }
})
const { requests, answers, out } = values
if (requests === undefined || answers === undefined) {
  throw new Error('--requests DIR and --answers DIR are needed')
}

const kept: object[] = []
const tally = new Map<string, number>()
const count = (what: string, by = 1): void => void tally.set(what, (tally.get(what) ?? 0) + by)
const print = (text: string): void => void process.stdout.write(`${text}\n`)

for (const file of readdirSync(answers).toSorted()) {
  const asked = callOf(file)
  if (asked === undefined) continue
  const aliasFile = join(requests, `${asked.name}.aliases.json`)
  if (!existsSync(aliasFile)) {
    print(`${asked.name}: no aliases kept beside its request`)
    continue
  }
  const aliases = aliasesOf(KeptSchema.parse(JSON.parse(readFileSync(aliasFile, 'utf8'))))
  const view = await viewOf(asked.call, asked.service)
  const findings = judgeAnswer(readFileSync(join(answers, file), 'utf8'), { ...view, aliases })
  print(`\n${asked.name}`)
  if (findings === 'not-json') {
    count('answers that are no JSON')
    print('  the answer is no JSON')
    continue
  }
  if (findings.length === 0) print('  no finding')
  for (const [at, finding] of findings.entries()) {
    report(at, finding)
    const { findings: said } = JSON.parse(readFileSync(join(answers, file), 'utf8')) as {
      readonly findings: readonly unknown[]
    }
    print(`     ${cardText(said[at], { ...view, aliases })}`)
    kept.push({ answer: asked.name, finding: at, ...finding })
  }
}

print('')
for (const [what, times] of [...tally].toSorted(([one], [other]) => (one < other ? -1 : 1))) {
  print(`${String(times).padStart(5)} ${what}`)
}
if (out !== undefined) writeFileSync(out, kept.map((one) => `${JSON.stringify(one)}\n`).join(''))

function report(at: number, finding: JudgedFinding): void {
  const { facts, meanings, settle, options, lost } = finding
  print(
    `  ${at + 1}. ${facts.kept}/${facts.said} facts, ${meanings.kept}/${meanings.said} meanings, ${settle.kept}/${settle.said} settle, ${options.kept}/${options.said} options`
  )
  for (const meaning of meanings.words) print(`     ${meaning}`)
  for (const reason of lost) print(`     lost: ${reason}`)
  count('findings')
  if (meanings.kept > 0) count('findings with a meaning')
  if (settle.kept + options.kept > 0) count('findings with a test, question or option')
  if (meanings.kept > 0 && settle.kept + options.kept > 0) count('findings with both')
  for (const reason of lost) count(`lost: ${reason.replace(/ \(.*\)$/, '')}`)
}

function callOf(
  file: string
): { readonly name: string; readonly call: BlindCall; readonly service: BlindService } | undefined {
  const match = /^(.+)\.(patient-view|order-select)\.json$/.exec(file)
  const [, record, service] = match ?? []
  const call = blindCalls().find((one) => one.record.replace('.json.gz', '') === record)
  if (record === undefined || call === undefined) return undefined
  const isView = service === 'patient-view'
  return {
    name: `${record}.${service}`,
    call,
    service: isView ? 'patient-view' : 'order-select'
  }
}
