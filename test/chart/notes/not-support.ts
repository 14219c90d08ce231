import type { Aliases } from '../../../src/chart/chart.ts'
import { buildClinicalIndex } from '../../../src/clinical/build-clinical-index.ts'
import { bindFinding } from '../../../src/findings/bind-finding.ts'
import { verifyFinding } from '../../../src/findings/verify-finding.ts'
import type { ProposedClaim } from '../../../src/model/proposal.ts'
import type { PatientRecord } from '../../../src/record/patient-record.ts'

const claims: readonly ProposedClaim[] = [
  { claim: 'value', alias: 'N1', value: 2.9, unit: 'mmol/L', day: -30 },
  { claim: 'condition', alias: 'N1', status: 'active' },
  { claim: 'medication', alias: 'N1', status: 'active' },
  { claim: 'allergy', alias: 'N1' },
  { claim: 'event', alias: 'N1', day: -30 }
]

/** Why a finding is rejected that rests on a note alone; one for each kind of claim. */
export function proposalReasons(record: PatientRecord, aliases: Aliases): readonly string[] {
  const index = buildClinicalIndex(record, '2026-11-20T10:00:00Z')
  const view = { index, moment: { hook: 'patient-view', draftOrders: [] } }
  return claims.map((claim) => {
    const bound = bindFinding(
      {
        claims: [claim],
        concern: 'not-acted-on',
        order: null,
        reasoning: 'A note says so.',
        option: 'Consider a repeat.',
        alternative: null,
        indicator: 'warning'
      },
      aliases
    )
    if (bound.outcome === 'rejected') return bound.reason
    const verdict = verifyFinding(bound.finding, view)
    return verdict.outcome === 'rejected' ? (verdict.reasons[0] ?? '') : 'verified'
  })
}
