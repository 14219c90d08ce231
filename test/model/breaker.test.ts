import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Breaker } from '../../src/model/breaker.ts'
import type { BreakerState, Outcome } from '../../src/model/breaker.ts'
import { aClock } from './a-clock.ts'

function aBreaker() {
  const clock = aClock()
  const changes: BreakerState[] = []
  const breaker = new Breaker({
    clock,
    failuresMax: 3,
    withinMs: 1_000,
    openForMs: 500,
    onChange: (state) => changes.push(state)
  })
  const tell = (...outcomes: Outcome[]): void => {
    for (const outcome of outcomes) breaker.admit()?.(outcome)
  }
  return { clock, breaker, changes, tell }
}

describe('a breaker', () => {
  test('opens after so many failures, and then admits nothing', () => {
    const { breaker, tell } = aBreaker()
    tell('failed', 'failed')
    expect(breaker.state).toBe('closed')
    tell('failed')
    expect([breaker.state, breaker.mayAdmit(), breaker.admit()]).toEqual(['open', false, undefined])
  })

  test('does not open for failures with an answer between them, nor for old ones', () => {
    const { breaker, clock, tell } = aBreaker()
    tell('failed', 'failed', 'answered', 'failed', 'failed', 'abandoned')
    expect(breaker.state).toBe('closed')
    clock.pass(1_000)
    tell('failed', 'failed')
    expect(breaker.state).toBe('closed')
  })

  test('lets one call try after its time; the answer closes it', () => {
    const { breaker, clock, changes, tell } = aBreaker()
    tell('failed', 'failed', 'failed')
    clock.pass(500)
    const probe = breaker.admit()
    expect([typeof probe, breaker.admit()]).toEqual(['function', undefined])
    probe?.('answered')
    expect(changes).toEqual(['open', 'half-open', 'closed'])
  })

  test('opens again when the try fails, for its whole time', () => {
    const { breaker, clock, tell } = aBreaker()
    tell('failed', 'failed', 'failed')
    clock.pass(500)
    tell('failed')
    clock.pass(499)
    expect(breaker.mayAdmit()).toBe(false)
    clock.pass(1)
    expect(breaker.mayAdmit()).toBe(true)
  })

  test('lets the next call try when a try was abandoned', () => {
    const { breaker, clock, tell } = aBreaker()
    tell('failed', 'failed', 'failed')
    clock.pass(500)
    tell('abandoned')
    expect(breaker.mayAdmit()).toBe(true)
  })

  test('takes what calls of before say as old news', () => {
    const { breaker, clock, tell } = aBreaker()
    const before = breaker.admit()
    tell('failed', 'failed', 'failed')
    clock.pass(500)
    const probe = breaker.admit()
    before?.('failed')
    expect(breaker.state).toBe('half-open')
    probe?.('answered')
    expect(breaker.state).toBe('closed')
  })

  test('whatever happens, at most one call is under way while it is not closed', () => {
    const outcome = fc.constantFrom<Outcome>('answered', 'failed', 'abandoned')
    const step = fc.oneof(fc.integer({ min: 1, max: 600 }), outcome, fc.constant('admit' as const))
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const { breaker, clock } = aBreaker()
        const underWay: ((given: Outcome) => void)[] = []
        for (const one of steps) {
          if (typeof one === 'number') clock.pass(one)
          else if (one !== 'admit') underWay.shift()?.(one)
          else {
            const open = breaker.state !== 'closed'
            const tell = breaker.admit()
            if (tell !== undefined) underWay.push(tell)
            if (open && tell !== undefined) expect(breaker.admit()).toBeUndefined()
          }
        }
        for (const tell of underWay) tell('answered')
        clock.pass(500)
        expect(breaker.mayAdmit()).toBe(true)
      })
    )
  })
})
