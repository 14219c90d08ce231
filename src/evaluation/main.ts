import { loadConfig } from '../process/config.ts'
import { CannotRun, UsageError, readOptions, runCommand } from '../integration/command-line.ts'
import { evaluateCases } from './evaluate-cases.ts'
import { evaluatedModels } from './world.ts'
import type { EvaluatedModel } from './world.ts'

/*
 * `npm run evaluate`: replays cases through the whole way and measures what comes back, or runs
 * the verifier over claims. Exit code 0: everything held, 1: a case failed or was not understood,
 * 2: could not run.
 */

const usage = [
  'npm run evaluate -- --cases DIR [--out DIR] [--model none|stand-in|configured]',
  '  configured: the model of the configuration that CURBSIDE_CONFIG names',
  'npm run evaluate -- --claims FILE --records DIR [--out FILE]'
].join('\n')

// Who reads only the first lines has what they wanted.
process.stdout.on('error', () => process.exit(0))

const print = (line: string): void => void process.stdout.write(`${line}\n`)
const {
  out: help,
  said,
  exitCode
} = await runCommand(usage, async () => {
  const options = readOptions(process.argv.slice(2), {
    cases: 'text',
    out: 'text',
    model: 'text',
    claims: 'text',
    records: 'text'
  })
  const { cases, claims, records, out } = options
  const written = out === undefined ? {} : { out }
  if (claims !== undefined) {
    if (records === undefined || cases !== undefined || options.model !== undefined) {
      throw new UsageError('--claims goes with --records and --out alone.')
    }
    await runClaims({ claims, records, ...written })
    return { out: '', exitCode: 0 }
  }
  if (cases === undefined || records !== undefined) {
    throw new UsageError('--cases must name a folder of cases.')
  }
  const model = modelOf(options.model ?? 'none')
  const evaluation = await evaluateCases({ cases, ...written, ...modelSection(model) }, print)
  return { out: '', exitCode: evaluation.passed ? 0 : 1 }
})
process.stdout.write(help)
process.stderr.write(said)
process.exitCode = exitCode

/** Verdicts go to the standard output or the file, progress beside them. */
async function runClaims(options: { claims: string; records: string; out?: string }) {
  const { evaluateClaims } = await import('./claims/evaluate-claims.ts')
  const progress = (line: string): void => void process.stderr.write(`${line}\n`)
  try {
    await evaluateClaims(options, { line: print, progress })
  } catch (thrown) {
    throw thrown instanceof Error ? new CannotRun(thrown.message) : thrown
  }
}

function modelOf(name: string): EvaluatedModel {
  const model = evaluatedModels.find((each) => each === name)
  if (model === undefined) throw new UsageError(`--model is one of ${evaluatedModels.join(', ')}.`)
  return model
}

function modelSection(model: EvaluatedModel) {
  if (model !== 'configured') return { model }
  const configured = loadConfig(process.env).model
  if (configured.kind === 'none') throw new CannotRun('The configuration names no model.')
  return { model, modelSection: configured }
}
