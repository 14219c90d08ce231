import type { MergedFinding } from '../findings/merge-findings.ts'
import type { CallSubjects } from './subjects-of.ts'

/**
 * Where a call is about new entries, a finding of the model speaks only if it rests on one of them:
 * whoever records an allergy is not told of something else. Rules are run on the difference already.
 */
export function toThePoint(
  findings: readonly MergedFinding[],
  { about, newFacts }: Pick<CallSubjects, 'about' | 'newFacts'>
): readonly MergedFinding[] {
  if (about !== 'facts') return findings
  return findings.filter(
    ({ origin, evidence }) =>
      origin === 'rule' || evidence.some(({ reference }) => newFacts.includes(reference))
  )
}
