import packageJson from '../../package.json' with { type: 'json' }
import type { CaseFile } from './find-cases.ts'
import { writeFault } from './case.ts'
import { measure } from './measure.ts'
import type { Measures } from './measure.ts'
import type { CaseResult } from './replay-case.ts'

/** What evaluation.json holds (docs/evaluation.md). */
export interface Evaluation {
  readonly format: 'curbside-evaluation-1'
  readonly version: string
  readonly model: string
  readonly all: Measures
  /** Per situation, `sex`, `age` and whatever else the cases name; then per value of it. */
  readonly by: Readonly<Record<string, Readonly<Record<string, Measures>>>>
  readonly cases: readonly CaseResult[]
  /** Files that could not be replayed, or whose fields were not all understood. */
  readonly files: readonly {
    readonly file: string
    readonly replayed: boolean
    readonly faults: readonly string[]
  }[]
  /** Every case was replayed and is ok, and every field of it was understood. */
  readonly passed: boolean
}

/** Sums up a run. */
export function evaluationOf(given: {
  readonly files: readonly CaseFile[]
  readonly results: readonly CaseResult[]
  readonly model: string
}): Evaluation {
  const { files, results, model } = given
  const faulty = files.filter(({ faults }) => faults.length > 0)
  const names = ['sex', 'age', ...results.flatMap(({ subgroups }) => Object.keys(subgroups))]
  const by: Record<string, Readonly<Record<string, Measures>>> = {
    situation: grouped(results, ({ situation }) => situation)
  }
  for (const name of new Set(names)) by[name] = grouped(results, (one) => one.subgroups[name])
  return {
    format: 'curbside-evaluation-1',
    version: packageJson.version,
    model,
    all: measure(results),
    by,
    cases: results,
    files: faulty.map(({ file, one, faults }) => ({
      file,
      replayed: one !== undefined,
      faults: faults.map(writeFault)
    })),
    passed: faulty.length === 0 && results.every(({ outcome }) => outcome === 'ok')
  }
}

function grouped(
  results: readonly CaseResult[],
  keyOf: (one: CaseResult) => string | undefined
): Readonly<Record<string, Measures>> {
  const groups = Map.groupBy(results, (one) => keyOf(one) ?? 'not said')
  const sorted = [...groups].toSorted(([one], [other]) => (one < other ? -1 : 1))
  return Object.fromEntries(sorted.map(([key, members]) => [key, measure(members)]))
}
