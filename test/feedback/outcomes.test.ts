import { expect, test } from 'vitest'
import { outcomesByTopic } from '../../src/feedback/outcomes.ts'
import type { FindingFeedback } from '../../src/store/store.ts'

const feedback = (topic: string, change: Partial<FindingFeedback> = {}): FindingFeedback => ({
  topic,
  outcome: 'overridden',
  acceptedSuggestionUuids: [],
  suggestionUuids: [],
  findingsOnCard: 1,
  ...change
})

test('an override counts for every finding of its card', () => {
  const joined = { findingsOnCard: 2 }
  expect(outcomesByTopic([feedback('b', joined), feedback('a', joined)])).toEqual([
    { topic: 'a', accepted: 0, overridden: 1 },
    { topic: 'b', accepted: 0, overridden: 1 }
  ])
})

test('an accepted suggestion counts for the findings of a joined card that it answers', () => {
  const accepted = {
    outcome: 'accepted',
    acceptedSuggestionUuids: ['S1'],
    findingsOnCard: 3
  } as const
  const all = [
    feedback('answered', { ...accepted, suggestionUuids: ['s1', 's3'] }),
    feedback('answered-too', { ...accepted, suggestionUuids: ['s1'] }),
    feedback('undecided', { ...accepted, suggestionUuids: ['s2'] })
  ]
  expect(outcomesByTopic(all)).toEqual([
    { topic: 'answered', accepted: 1, overridden: 0 },
    { topic: 'answered-too', accepted: 1, overridden: 0 },
    { topic: 'undecided', accepted: 0, overridden: 0 }
  ])
})

test('an acceptance of a card of one finding is about that finding', () => {
  expect(outcomesByTopic([feedback('a', { outcome: 'accepted' })])).toEqual([
    { topic: 'a', accepted: 1, overridden: 0 }
  ])
})
