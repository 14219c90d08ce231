import type { Relation } from '../model/proposal/words.ts'
import type { BoundFinding } from './bound-finding.ts'

/** What is merely due or missing belongs to the open chart, not between a clinician and an order. */
const careGaps: ReadonlySet<Relation> = new Set([
  'due',
  'not-monitored',
  'untreated',
  'label-missing',
  'label-out-of-date'
])

/** Whether a finding says nothing else. */
export function isCareGap({ meanings }: BoundFinding): boolean {
  return meanings.length > 0 && meanings.every(({ relation }) => careGaps.has(relation))
}
