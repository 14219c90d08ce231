import { expect, test } from 'vitest'
import { Budgets, estimatedTokens } from '../../src/model/budget.ts'
import type { ModelBudget } from '../../src/model/budget.ts'
import { aClock } from './a-clock.ts'
import { aChart, anAsk } from './an-ask.ts'

function budgets(budget: ModelBudget) {
  const clock = aClock()
  return { clock, budgets: new Budgets({ clock, budgets: new Map([['general', budget]]) }) }
}

const settled = (booked: unknown, used: number | undefined): void => {
  if (typeof booked !== 'function') throw new Error(`not admitted: ${String(booked)}`)
  booked(used)
}

test('calls per minute: what is above waits for the minute to pass', () => {
  const { clock, budgets: of } = budgets({ callsPerMinute: 2 })
  settled(of.admit('general', 10), 10)
  clock.pass(30_000)
  settled(of.admit('general', 10), 10)
  expect(of.admit('general', 10)).toBe('calls-per-minute')
  clock.pass(30_000)
  settled(of.admit('general', 10), 10)
  expect(of.admit('general', 10)).toBe('calls-per-minute')
})

test('tokens per minute: the estimate counts while the call runs, its usage after', () => {
  const { budgets: of } = budgets({ tokensPerMinute: 1_000 })
  const running = of.admit('general', 600)
  expect(of.admit('general', 600)).toBe('tokens-per-minute')
  settled(running, 100)
  const other = of.admit('general', 900)
  settled(other, undefined)
  expect(of.admit('general', 1)).toBe('tokens-per-minute')
})

test('tokens per day: whole again at the next day, whatever was still running', () => {
  const { clock, budgets: of } = budgets({ tokensPerDay: 1_000 })
  const overnight = of.admit('general', 800)
  expect(of.admit('general', 300)).toBe('tokens-per-day')
  clock.pass(86_400_000)
  settled(of.admit('general', 900), 900)
  settled(overnight, 5_000)
  settled(of.admit('general', 100), 100)
  expect(of.admit('general', 1)).toBe('tokens-per-day')
})

test('a call that used more than its estimate is counted in full', () => {
  const { budgets: of } = budgets({ tokensPerDay: 1_000 })
  settled(of.admit('general', 100), 990)
  expect(of.admit('general', 11)).toBe('tokens-per-day')
})

test('one EHR’s calls are no part of another’s budget; without a budget there is no bound', () => {
  const { budgets: of } = budgets({ callsPerMinute: 1 })
  settled(of.admit('general', 1), 1)
  for (let turn = 0; turn < 100; turn += 1) settled(of.admit('other', 1e9), 1e9)
})

test('the estimate is of what is sent: instructions and chart, the moment where it is asked', () => {
  const chart = aChart('x'.repeat(2_200), 'y'.repeat(220))
  const instructions = { text: 'z'.repeat(220), version: '1', sha256: '' }
  expect(estimatedTokens(anAsk({ chart, instructions }))).toBe(1_100)
  expect(estimatedTokens(anAsk({ chart, instructions, part: 'moment' }))).toBe(1_200)
})
