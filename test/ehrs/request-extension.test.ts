import { describe, expect, test } from 'vitest'
import { CdsRequestSchema } from '../../src/cds-hooks/request.ts'
import { specificationOf, triggerOf } from '../../src/ehrs/request-extension.ts'

const name = 'com.epic.cdshooks.request'

function aCall(change: Readonly<Record<string, unknown>> = {}) {
  return CdsRequestSchema.parse({
    hook: 'patient-view',
    hookInstance: '3f1dde72-162b-11ec-9621-0242ac130002',
    context: { userId: 'Practitioner/d1', patientId: 'p1' },
    ...change
  })
}

const withVersion = (version: unknown) =>
  aCall({ extension: { [`${name}.cds-hooks-specification-version`]: version } })

describe('the version a request speaks', () => {
  test.for<[unknown, string]>([
    ['1.0', '1.0'],
    ['1.0.1', '1.0'],
    [1.1, '1.1'],
    ['1.1', '1.1'],
    ['10.2', '2.0'],
    ['2.0.1', '2.0'],
    ['3.0.0-ballot', '2.0'],
    ['unknown', '2.0'],
    [null, '2.0'],
    [{ major: 1 }, '2.0']
  ])('reported as %j is %s', ([version, expected]) => {
    expect(specificationOf(withVersion(version))).toBe(expected)
  })

  test('is 2.0 where nothing is said', () => {
    expect(specificationOf(aCall())).toBe('2.0')
    expect(specificationOf(aCall({ extension: ['x'] }))).toBe('2.0')
  })

  test('is 1.0 for a deprecated hook and for a user at the root', () => {
    expect(specificationOf(aCall({ hook: 'order-review' }))).toBe('1.0')
    const context = { patientId: 'p1' }
    expect(specificationOf(aCall({ user: 'Practitioner/d1', context }))).toBe('1.0')
    expect(specificationOf(aCall({ user: 'Practitioner/d1' }))).toBe('2.0')
  })
})

describe("Epic's trigger", () => {
  const triggered = (code: unknown, change: Readonly<Record<string, unknown>> = {}) =>
    aCall({ extension: { [`${name}.bpa-trigger-action`]: code }, ...change })

  test.for<[unknown, string, string | null]>([
    ['18', '18', 'order-select'],
    [18, '18', 'order-select'],
    ['23', '23', 'order-sign'],
    ['26', '26', null],
    ['27', '27', null],
    ['60', '60', null]
  ])('%j at patient-view', ([given, code, orderHook]) => {
    expect(triggerOf(triggered(given), 'epic')).toEqual({ code, orderHook })
  })

  test('at an order hook adds nothing to the orders', () => {
    const call = triggered('23', { hook: 'order-sign' })
    expect(triggerOf(call, 'epic')).toEqual({ code: '23', orderHook: null })
  })

  test.for(['', 'sign orders', '1e3', '-1', null, true, ['23'], '12345678'])(
    '%j is none',
    (given) => {
      expect(triggerOf(triggered(given), 'epic')).toBeUndefined()
    }
  )

  test('means nothing in a request of another EHR', () => {
    expect(triggerOf(triggered('23'), 'generic')).toBeUndefined()
    expect(triggerOf(triggered('23'), 'sandbox')).toBeUndefined()
    expect(triggerOf(aCall(), 'epic')).toBeUndefined()
  })
})
