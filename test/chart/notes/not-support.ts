import type { Aliases } from '../../../src/chart/chart.ts'
import { buildClinicalIndex } from '../../../src/clinical/build-clinical-index.ts'
import { embeddedKnowledge } from '../../../src/knowledge/embedded.ts'
import { passDoor } from '../../../src/findings/door.ts'
import { bindReadFinding } from '../../../src/findings/facts/bind-read-finding.ts'
import { readFinding } from '../../../src/model/proposal/read-finding.ts'
import type { PatientRecord } from '../../../src/record/patient-record.ts'

const facts: readonly object[] = [
  { kind: 'value', alias: 'N1', value: 2.9, unit: 'mmol/L', day: -30 },
  { kind: 'condition', alias: 'N1', status: 'active' },
  { kind: 'drug', alias: 'N1', status: 'active' },
  { kind: 'allergy', alias: 'N1', status: 'active' },
  { kind: 'event', alias: 'N1', status: 'done', day: -30 }
]

/** Why a finding is dropped that rests on a note alone; one for each kind of fact. */
export function proposalReasons(record: PatientRecord, aliases: Aliases): readonly string[] {
  const index = buildClinicalIndex(record, '2026-11-20T10:00:00Z')
  const moment = { hook: 'patient-view', draftOrders: [] }
  const view = { index, moment, knowledge: embeddedKnowledge }
  return facts.map((fact) => {
    const { finding: read } = readFinding({
      facts: [{ role: 'basis', ...fact }],
      meanings: [{ relation: 'not-acted-on', subjects: [0] }],
      settle: [{ action: 'ask', question: 'follow-up-arranged' }],
      options: [],
      urgency: 'today'
    })
    if (read === undefined) throw new Error('nothing of it can be read')
    const bound = bindReadFinding(read, aliases)
    if (bound.finding === undefined) return bound.lost[0]?.reason ?? ''
    const verdict = passDoor(bound.finding, view)
    return verdict.outcome === 'shown' ? 'shown' : (verdict.lost[0]?.reason ?? '')
  })
}
