import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { CannotRun } from '../integration/command-line.ts'
import { writeFault } from './case.ts'
import { findCases } from './find-cases.ts'
import { evaluationOf } from './evaluation.ts'
import type { Evaluation } from './evaluation.ts'
import { writeMarkdown } from './write-markdown.ts'
import { resultLines } from './result-lines.ts'
import { replayCase } from './replay-case.ts'
import type { CaseResult } from './replay-case.ts'
import { writeTables } from './write-tables.ts'
import { startWorld } from './world.ts'
import type { EvaluatedModel } from './world.ts'

export interface EvaluateOptions {
  /** The folder of cases. */
  readonly cases: string
  /** Where evaluation.json and evaluation.md are written. */
  readonly out?: string
  readonly model: EvaluatedModel
  readonly modelSection?: unknown
  readonly environment?: Readonly<Record<string, string | undefined>>
}

/**
 * Replays every case below a folder through the whole way, prints one line each, then the measures,
 * and writes both where asked to. Throws CannotRun when there is nothing to replay.
 */
export async function evaluateCases(
  options: EvaluateOptions,
  print: (line: string) => void
): Promise<Evaluation> {
  const files = await findCases(options.cases).catch(() => {
    throw new CannotRun(`${options.cases} cannot be read: --cases names a folder of cases.`)
  })
  if (files.length === 0) throw new CannotRun(`${options.cases} holds no case (*.json, *.json.gz).`)
  const results: CaseResult[] = []
  const cases = files.flatMap(({ one }) => one ?? [])
  await using world = await startWorld({ ...options, cases: Math.max(cases.length, 1) })
  for (const { file, one, faults } of files) {
    for (const fault of faults)
      print(`${one === undefined ? 'UNREAD' : 'WRONG '}  ${file}  ${writeFault(fault)}`)
    if (one === undefined) continue
    const result = await replayCase(world, one, results.length)
    results.push(result)
    for (const line of resultLines(result)) print(line)
  }
  const evaluation = evaluationOf({ files, results, model: options.model })
  for (const line of writeTables(evaluation)) print(line)
  if (options.out !== undefined) {
    await mkdir(options.out, { recursive: true })
    await writeFile(
      join(options.out, 'evaluation.json'),
      `${JSON.stringify(evaluation, null, 2)}\n`
    )
    await writeFile(join(options.out, 'evaluation.md'), writeMarkdown(evaluation))
  }
  return evaluation
}
