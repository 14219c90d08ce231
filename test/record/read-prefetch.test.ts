import { describe, expect, test } from 'vitest'
import { readPrefetch } from '../../src/record/read-prefetch.ts'

/* CDS Hooks 2.0.1, Prefetch: each shape that EHRs send, and what it may be taken to say. */

const condition = { resourceType: 'Condition', id: 'c1' }
const bundle = (more: object) => ({ resourceType: 'Bundle', type: 'searchset', ...more })
const outcome = (...severities: unknown[]) => ({
  resourceType: 'OperationOutcome',
  issue: severities.map((severity) => ({ severity, code: 'processing' }))
})

describe('the states of a prefetch value', () => {
  test.for<[string, unknown, string, boolean]>([
    ['an absent key was not read', undefined, 'unknown: not-read', true],
    ['null was searched and nothing found', null, 'empty', false],
    ['a Bundle without entries is empty', bundle({ entry: [] }), 'empty', false],
    ['a Bundle without the member is empty', bundle({ total: 0 }), 'empty', false],
    [
      'a Bundle without a type is read',
      { resourceType: 'Bundle', entry: [{ resource: condition }] },
      'present',
      false
    ],
    [
      'a Bundle with only a warning is empty',
      bundle({ entry: [{ resource: outcome('warning') }] }),
      'empty',
      false
    ],
    ['a warning itself is empty', outcome('warning', 'information'), 'empty', false],
    ['an error is unknown, and not asked again', outcome('error'), 'unknown: failed', false],
    ['a fatal error is unknown', outcome('warning', 'fatal'), 'unknown: failed', false],
    ['an issue without severity is an error', outcome(undefined), 'unknown: failed', false],
    ['an outcome without issues is unknown', outcome(), 'unknown: malformed', false],
    [
      'a Bundle with only an error is unknown',
      bundle({ entry: [{ resource: outcome('error') }] }),
      'unknown: failed',
      false
    ],
    [
      'data beside an error is partial',
      bundle({ entry: [{ resource: condition }, { resource: outcome('error') }] }),
      'partial: unreadable',
      false
    ],
    [
      'a next link is partial',
      bundle({ entry: [{ resource: condition }], link: [{ relation: 'next', url: 'x' }] }),
      'partial: more-pages',
      true
    ],
    [
      'a total above the entries is partial',
      bundle({ total: 2, entry: [{ resource: condition }] }),
      'partial: more-pages',
      true
    ],
    ['a total without any entry is partial', bundle({ total: 2 }), 'partial: more-pages', true],
    [
      'included entries do not count towards the total',
      bundle({
        total: 1,
        entry: [
          { resource: condition },
          { resource: { resourceType: 'Medication', id: 'm' }, search: { mode: 'include' } }
        ]
      }),
      'present',
      false
    ],
    [
      'a self link is no further page',
      bundle({
        total: 1,
        entry: [{ resource: condition }],
        link: [{ relation: 'self', url: 'x' }, null, 5]
      }),
      'present',
      false
    ],
    ['a resource itself is present', condition, 'present', false],
    [
      'an entry without a resource is partial',
      bundle({ entry: [{ resource: condition }, { fullUrl: 'urn:x' }, null] }),
      'partial: unreadable',
      true
    ],
    ['an entry that is no list is partial', bundle({ entry: 'all' }), 'partial: unreadable', true],
    ['a string is no FHIR', 'Patient/1', 'unknown: malformed', true],
    ['a list is no FHIR', [condition], 'unknown: malformed', true],
    ['a number is no FHIR', 0, 'unknown: malformed', true],
    ['an object without a type is no FHIR', { id: 'c1' }, 'unknown: malformed', true]
  ])('%s', ([, value, expected, askAgain]) => {
    const { state, askAgain: again } = readPrefetch(value)
    expect('reason' in state ? `${state.state}: ${state.reason}` : state.state).toBe(expected)
    expect(again).toBe(askAgain)
  })

  test('forbidden is told from failed by the code of the issue', () => {
    const forbidden = {
      resourceType: 'OperationOutcome',
      issue: [{ severity: 'error', code: 'forbidden' }]
    }
    expect(readPrefetch(forbidden).state).toEqual({ state: 'unknown', reason: 'forbidden' })
  })
})
