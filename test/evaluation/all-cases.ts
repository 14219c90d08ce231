import { allSituations } from './all-situations.ts'
import { caseFile } from './case-builder.ts'

/** One case as the evaluation would find it: its path below a folder, and its JSON. */
export interface BuiltCase {
  readonly path: string
  readonly value: unknown
}

/** Every case of every situation, built from its definition. */
export const allCases = (): BuiltCase[] =>
  allSituations.flatMap((situation) =>
    situation.cases.map((given) => ({
      path: `${situation.folder}/${given.name}.json`,
      value: JSON.parse(JSON.stringify(caseFile(situation, given))) as unknown
    }))
  )

/** Kept as files, for docs/evaluation.md: an order and a review, each answered, silent and not assessed. */
const examples: ReadonlySet<string> = new Set(
  ['01-metformin-egfr', 'L02-iron-deficiency'].flatMap((folder) =>
    ['positive', 'negative', 'missing'].map((kind) => `${folder}/${kind}`)
  )
)

/** The first case of each kind of the two situations that stand as examples. */
export const exampleCases = (): BuiltCase[] => {
  const taken = new Set<string>()
  return allCases().filter(({ path }) => {
    const kind = path.replace(/(-[^/]*)?\.json$/, '').replace(/^(.*\/[a-z]+).*$/, '$1')
    if (!examples.has(kind) || taken.has(kind)) return false
    taken.add(kind)
    return true
  })
}
