import type { RuleFinding } from './rule.ts'

/** What rules say of an order, and what is said of a drug that is taken already. */
const words: readonly (readonly [RegExp, string])[] = [
  [/\bas ordered\b/g, 'as recorded'],
  [/\bbefore (?:ordering|signing)\b/g, 'before continuing'],
  [/\bordered\b/g, 'active']
]
const ofOrders = /\border(?:ed|ing)\b|\bsigning\b/

/**
 * The same finding in words for a drug that is taken: "Amoxicillin active", where the rule says
 * "Amoxicillin ordered". Rules write their sentences themselves; names out of the record that hold
 * such a word keep it, and then the sentences stay as they are.
 */
export function asTaken(finding: RuleFinding): RuleFinding {
  if (finding.evidence.some(({ text }) => ofOrders.test(text))) return finding
  return {
    ...finding,
    summary: reworded(finding.summary),
    why: finding.why.map(reworded),
    options: finding.options.map(reworded),
    missing: finding.missing.map(reworded)
  }
}

const reworded = (sentence: string): string =>
  words.reduce((text, [order, taken]) => text.replace(order, taken), sentence)
