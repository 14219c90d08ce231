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
  const rest = unchecked.length - namedMax
  const named = joinWords([...unchecked.slice(0, namedMax), ...(rest > 0 ? [`${rest} more`] : [])])
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
        unchecked.length <= summaryNamesMax
          ? `${drug} ordered: could not be checked against ${what}, record incomplete`
          : `${drug} ordered: ${unchecked.length} checks could not be made, record incomplete`
    ),
    why: [`Not checked: ${named}.`, `Not known: ${missing.join('; ')}.`],
    options: ['Consider checking these before signing.'],
    evidence: [...new Map(evidence.map((one) => [one.reference, one])).values()],
    missing,
    unchecked: named,
    suggestions: [...new Map(tests.map((one) => [one.label, one])).values()].slice(0, 2)
  }
}
