import type { RuleFinding } from './rule.ts'
import { nameOf, joinWords, summarise } from './wording.ts'

/** As many checks as a card's words can name; further ones are counted. */
const namedMax = 5
/** As many as fit into a summary whole. */
const summaryNamesMax = 2

/**
 * Several "cannot assess" about one order as one: it names what could not be checked and all that
 * was missing, under the matter of the first. One unread list would else fill the cards.
 */
export function foldUnassessed(findings: readonly RuleFinding[]): RuleFinding {
  const [first] = findings
  if (first === undefined) throw new Error('nothing to fold')
  const missing = [...new Set(findings.flatMap((finding) => finding.missing))]
  const unchecked = [...new Set(findings.flatMap((finding) => finding.unchecked ?? []))]
  // A check that has no name of its own is counted: the summary never names only the others.
  const unnamed = findings.filter((finding) => finding.unchecked === undefined).length
  const count = unchecked.length + unnamed
  const rest = count - Math.min(unchecked.length, namedMax)
  const named = joinWords([
    ...unchecked.slice(0, namedMax),
    ...(rest > 0 ? [unchecked.length > 0 ? `${rest} more` : `${rest} checks`] : [])
  ])
  const tests = findings.flatMap(({ suggestions }) =>
    suggestions.filter(({ type }) => type === 'add-test')
  )
  const evidence = findings.flatMap((finding) => finding.evidence)
  const { medication } = first.about ?? {}
  return {
    ...first,
    indicator: 'info',
    summary: summarise(
      [medication === undefined ? 'this order' : nameOf(medication), named],
      (drug, what) =>
        unnamed === 0 && count <= summaryNamesMax
          ? `${drug} ordered: could not be checked against ${what}, record incomplete`
          : `${drug} ordered: ${count} checks could not be made, record incomplete`
    ),
    why: [`Not checked: ${named}.`, `Not known: ${missing.join('; ')}.`],
    options: ['Consider checking these before signing.'],
    evidence: [...new Map(evidence.map((one) => [one.reference, one])).values()],
    missing,
    unchecked: named,
    suggestions: [...new Map(tests.map((one) => [one.label, one])).values()].slice(0, 2)
  }
}
