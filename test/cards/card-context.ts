import type { CardContext } from '../../src/cards/build-cards.ts'

export const transparencyUrl = 'https://cds.example.org/transparency'

/** What cards are made with in a call about one order, of which nothing was missing. */
export function cardContext(change: Partial<CardContext> = {}): CardContext {
  let count = 0
  return {
    patientId: 'p1',
    transparencyUrl,
    newUuid: () => `00000000-0000-4000-8000-${String(++count).padStart(12, '0')}`,
    draftAsSent: () => undefined,
    orders: 1,
    allergies: [],
    gaps: [],
    restricted: 0,
    aiReview: 'ran',
    sayWhenModelFailed: true,
    rulesFailed: 0,
    eventId: '11111111-1111-4111-8111-111111111111',
    policyVersion: '2',
    models: { review: { promptVersion: '3' }, moment: { promptVersion: '4' } },
    versionOf: () => undefined,
    factsOf: () => [],
    ...change
  }
}
