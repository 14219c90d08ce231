import type { ProposedFinding } from '../../src/model/proposal.ts'

/** A finding as the model writes it. */
export function aProposed(given: Partial<ProposedFinding> = {}): ProposedFinding {
  return {
    claims: [
      { claim: 'value', alias: 'O9', value: 24, unit: 'mL/min/1.73m2', day: -20 },
      { claim: 'medication', alias: 'M1', status: 'active' }
    ],
    concern: 'medication-risk',
    order: null,
    reasoning: 'The drug is cleared by the kidney.',
    option: 'Consider reviewing the dose.',
    alternative: null,
    indicator: 'warning',
    ...given
  }
}

export function aProposalText(
  findings: readonly unknown[] = [aProposed()],
  couldNotAssess: readonly unknown[] = []
): string {
  return JSON.stringify({ findings, nothingToReport: findings.length === 0, couldNotAssess })
}
