import { expect, test } from 'vitest'
import { AnswerReserve } from '../../src/reading/answer-reserve.ts'
import { aClock } from '../model/a-clock.ts'

test('a calm process keeps back what it always does', () => {
  const reserve = new AnswerReserve(aClock())
  expect(reserve.ms(2_000)).toBe(120)
  reserve.late(3)
  expect(reserve.ms(2_000)).toBe(120)
})

test('a busy one keeps back its worst delay of the last seconds as well', () => {
  const clock = aClock()
  const reserve = new AnswerReserve(clock)
  for (const byMs of [20, 90, 40]) reserve.late(byMs)
  expect(reserve.ms(2_000)).toBe(210)
  clock.pass(6_000)
  reserve.late(30)
  expect(reserve.ms(2_000)).toBe(210)
  clock.pass(6_000)
  expect(reserve.ms(2_000)).toBe(150)
  clock.pass(6_000)
  expect(reserve.ms(2_000)).toBe(120)
})

test('never more than a share of the call’s time, nor less than always', () => {
  const reserve = new AnswerReserve(aClock())
  reserve.late(5_000)
  expect(reserve.ms(2_000)).toBe(300)
  expect(reserve.ms(4_000)).toBe(600)
  expect(reserve.ms(300)).toBe(120)
})
