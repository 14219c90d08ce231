import type { ModelEvent } from '../../src/model/model.ts'
import { readFinding } from '../../src/model/proposal/read-finding.ts'
import type { ReadFinding } from '../../src/model/proposal/read-finding.ts'

/** A reading as the chart shows it. */
export interface ShownReading {
  readonly alias: string
  readonly value: number
  readonly unit: string | null
  readonly day: number
}

/** What a model says of a result that nobody followed: the reading, and to repeat it. */
export function resultFinding(reading: ShownReading, given: object = {}): ReadFinding {
  const { finding } = readFinding({
    facts: [{ kind: 'value', role: 'basis', ...reading }],
    meanings: [{ relation: 'not-acted-on', subjects: [0] }],
    settle: [{ action: 'repeat-test', alias: reading.alias, inDays: 0 }],
    options: [],
    urgency: 'today',
    ...given
  })
  if (finding === undefined) throw new Error('nothing of it can be read')
  return finding
}

/** The finding as the model's stream brings it. */
export function arrives(finding: ReadFinding): ModelEvent {
  return { type: 'finding', finding, lost: [] }
}
