import type { FindingFeedback } from '../store/store.ts'

/** What clinicians did with what cards said about one topic. */
export interface TopicOutcomes {
  readonly topic: string
  readonly accepted: number
  readonly overridden: number
}

/**
 * Feedback is on cards; findings are what it is about. An override counts for every finding of its
 * card: the clinician saw them all and went on. An acceptance counts for those that the accepted
 * suggestion answers (removing an order answers all that was found about it), and leaves the others
 * undecided. On a card of one finding every acceptance is about that finding.
 */
export function outcomesByTopic(feedback: readonly FindingFeedback[]): readonly TopicOutcomes[] {
  const byTopic = new Map<string, { accepted: number; overridden: number }>()
  for (const one of feedback) {
    const counts = byTopic.get(one.topic) ?? { accepted: 0, overridden: 0 }
    byTopic.set(one.topic, counts)
    if (one.outcome === 'overridden') counts.overridden += 1
    else if (isAnswered(one)) counts.accepted += 1
  }
  return [...byTopic]
    .map(([topic, counts]) => ({ topic, ...counts }))
    .toSorted((left, right) => (left.topic < right.topic ? -1 : 1))
}

function isAnswered(one: FindingFeedback): boolean {
  if (one.findingsOnCard === 1) return true
  const accepted = new Set(one.acceptedSuggestionUuids.map((uuid) => uuid.toLowerCase()))
  return one.suggestionUuids.some((uuid) => accepted.has(uuid.toLowerCase()))
}
