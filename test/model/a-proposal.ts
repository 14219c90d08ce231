import { readFinding } from '../../src/model/proposal/read-finding.ts'
import type { ReadFinding } from '../../src/model/proposal/read-finding.ts'
import type { ProposedFinding } from '../../src/model/proposal/proposal.ts'

/** A finding as the model writes it: metformin beside a low eGFR. */
export function aProposed(given: Partial<ProposedFinding> = {}): ProposedFinding {
  return {
    facts: [
      {
        kind: 'value',
        role: 'basis',
        of: null,
        alias: 'O9',
        value: 24,
        unit: 'mL/min/1.73m2',
        day: -20
      },
      {
        kind: 'drug',
        role: 'basis',
        of: null,
        alias: 'M1',
        status: 'active',
        dose: null,
        unit: null,
        form: null,
        started: null
      }
    ],
    meanings: [
      {
        relation: 'contraindicated-by',
        subjects: [1],
        objects: [0],
        effect: null,
        detail: null,
        conceptKind: null,
        concept: null
      }
    ],
    settle: [
      {
        action: 'repeat-test',
        alias: 'O9',
        conceptKind: null,
        concept: null,
        question: null,
        inDays: 0
      }
    ],
    options: [
      {
        action: 'stop',
        alias: 'M1',
        conceptKind: null,
        concept: null,
        insteadOf: null,
        question: null,
        inDays: null,
        when: null
      }
    ],
    urgency: 'today',
    ...given
  }
}

/** The same as it is read. */
export function aRead(given: Partial<ProposedFinding> = {}): ReadFinding {
  const { finding } = readFinding(aProposed(given))
  if (finding === undefined) throw new Error('nothing of it can be read')
  return finding
}

export function aProposalText(
  findings: readonly unknown[] = [aProposed()],
  couldNotAssess: readonly unknown[] = []
): string {
  return JSON.stringify({ findings, couldNotAssess })
}
