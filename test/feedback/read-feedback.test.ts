import { describe, expect, test } from 'vitest'
import { readFeedback } from '../../src/feedback/read-feedback.ts'

/* Forms of feedback that EHRs send: the standard's, the public Sandbox's, Epic's three samples. */

const card = '9ceecc0e-2414-4b38-9f2e-4d26a9da4b01'
const outcomeTimestamp = '2022-05-19T19:44:04Z'
const overridden = { card, outcome: 'overridden', outcomeTimestamp }
const native = 'com.epic.cdshooks.feedback.overrideReason'

const only = (entry: unknown) => {
  const { entries, faults } = readFeedback({ feedback: [entry] })
  expect(faults).toEqual([])
  expect(entries).toHaveLength(1)
  return entries[0]
}

describe('an override', () => {
  test('of the standard is read as it is', () => {
    const overrideReason = {
      reason: { code: 'will-monitor', system: 'https://example.org/reasons', display: 'Will' },
      userComment: 'seen'
    }
    const entry = { ...overridden, overrideReason }
    expect(only(entry)).toEqual(entry)
  })

  test('of the Sandbox has a reason without display, or none', () => {
    const reason = { code: 'reason-code', system: 'https://example.org/reasons' }
    expect(only({ ...overridden, overrideReason: { reason } })).toMatchObject({
      overrideReason: { reason }
    })
    expect(only(overridden)).toEqual(overridden)
  })

  test('of Epic names its one reason `overrideReasons`', () => {
    const entry = only({
      card: '123456',
      outcome: 'overridden',
      outcomeTimestamp,
      overrideReasons: {
        reason: { code: 'contraindicated', display: 'bad', system: 'http: //example.org/reasons' },
        userComment: 'User Entered Free Text'
      }
    })
    expect(entry).toEqual({
      card: '123456',
      outcome: 'overridden',
      outcomeTimestamp,
      overrideReason: {
        reason: { code: 'contraindicated', display: 'bad', system: 'http: //example.org/reasons' },
        userComment: 'User Entered Free Text'
      }
    })
  })

  test('of Epic without a mapped reason keeps the site’s own, told apart from ours', () => {
    const entry = only({
      ...overridden,
      overrideReasons: {
        extension: {
          [`${native}.reasonCategory`]: '45',
          [`${native}.reasonDisplay`]: 'Does not meet criteria',
          [`${native}.reasonTitle`]: 'Title'
        },
        userComment: 'User Entered Free Text'
      }
    })
    expect(entry?.overrideReason).toEqual({
      reason: { code: 'epic:45 Does not meet criteria', display: 'Does not meet criteria' },
      userComment: 'User Entered Free Text'
    })
  })

  test.for<[string, object, string | undefined]>([
    ['a title alone', { reasonTitle: 'Title' }, 'Title'],
    ['a number', { reasonCategory: 45 }, 'epic:45'],
    ['nothing in it', {}, undefined],
    ['an object', { reasonDisplay: { text: 'x' } }, undefined]
  ])('of Epic with %s', ([, given, code]) => {
    const extension = Object.fromEntries(
      Object.entries(given).map(([name, value]) => [`${native}.${name}`, value as unknown])
    )
    const entry = only({ ...overridden, overrideReasons: { extension } })
    expect(entry?.overrideReason?.reason?.code).toBe(code)
  })

  test('by the standard wins over the dialect beside it', () => {
    const entry = only({
      ...overridden,
      overrideReason: { reason: { code: 'ours' } },
      overrideReasons: { reason: { code: 'other' } }
    })
    expect(entry?.overrideReason?.reason?.code).toBe('ours')
  })

  test('with null and empty members has none of them', () => {
    const overrideReason = { reason: null, userComment: '' }
    const entry = { ...overridden, acceptedSuggestions: [], overrideReason, overrideReasons: null }
    expect(only(entry)).toEqual({ ...overridden, overrideReason: {} })
  })

  test('with a very long comment is kept, the comment cut', () => {
    const entry = only({ ...overridden, overrideReason: { userComment: 'a'.repeat(9000) } })
    expect(entry?.overrideReason?.userComment).toHaveLength(2000)
  })
})

test('an acceptance of Epic is the standard’s', () => {
  const entry = {
    acceptedSuggestions: [{ id: 'cf72fe83-1eb9-410c-94aa-04ec98736388' }],
    card: '123456',
    outcome: 'accepted',
    outcomeTimestamp: '2022-05-19T19:48:34Z'
  }
  expect(only(entry)).toEqual(entry)
})

describe('what is wrong is named by its path', () => {
  test.for<[string, unknown, RegExp]>([
    ['no object', 'text', /^body: /],
    ['no list', {}, /^feedback: /],
    ['an empty list', { feedback: [] }, /^feedback: /],
    ['one entry without a list', { feedback: overridden }, /^feedback: /],
    ['too many', { feedback: Array.from({ length: 201 }, () => overridden) }, /^feedback: /],
    ['an entry that is no object', { feedback: [null] }, /^feedback\.0: /],
    ['no card', { feedback: [{ ...overridden, card: '' }] }, /^feedback\.0\.card: /],
    [
      'an outcome that does not exist',
      { feedback: [{ ...overridden, outcome: 'ignored' }] },
      /^feedback\.0\.outcome: /
    ],
    [
      'an acceptance of nothing',
      { feedback: [{ ...overridden, outcome: 'accepted' }] },
      /^feedback\.0: accepted needs/
    ],
    [
      'no time',
      { feedback: [{ ...overridden, outcomeTimestamp: '19 May' }] },
      /^feedback\.0\.outcomeTimestamp: /
    ],
    [
      'a reason without a code',
      { feedback: [{ ...overridden, overrideReason: { reason: { display: 'x' } } }] },
      /^feedback\.0\.overrideReason\.reason\.code: /
    ]
  ])('%s', ([, body, expected]) => {
    const { entries, faults } = readFeedback(body)
    expect(entries).toEqual([])
    expect(faults[0]).toMatch(expected)
  })

  test('and does not cost the other entries', () => {
    const body = { feedback: [overridden, { ...overridden, outcome: 'seen' }, overridden] }
    const { entries, faults } = readFeedback(body)
    expect(entries).toEqual([overridden, overridden])
    expect(faults).toEqual([expect.stringMatching(/^feedback\.1\.outcome: /)])
  })
})
