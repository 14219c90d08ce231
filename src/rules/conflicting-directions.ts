import type { Dose } from '../clinical/clinical-index.ts'
import type { RuleFinding } from './rule.ts'

/**
 * Says both, where the coded directions of the order and its words ask for different amounts: the
 * larger was held against every limit (DESIGN section 6).
 */
export function withConflictingDirections(finding: RuleFinding): RuleFinding {
  const conflict = finding.about?.medication?.doseConflict
  if (conflict === undefined) return finding
  const { coded, written } = conflict
  const sentence = `Directions disagree: ${amount(coded)} a day coded, ${amount(written)} a day in words; the larger was used.`
  return finding.why.includes(sentence) ? finding : { ...finding, why: [...finding.why, sentence] }
}

const amount = ({ value, unit }: Dose): string => `${value} ${unit}`
