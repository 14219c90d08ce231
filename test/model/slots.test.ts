import { expect, test } from 'vitest'
import { Slots } from '../../src/model/slots.ts'

const never = new AbortController().signal
const release = (slot: unknown): void => {
  if (typeof slot !== 'function') throw new Error('no slot')
  slot()
}

test('so many at once, so many waiting in their order, the rest is turned away', async () => {
  const slots = new Slots({ atOnceMax: 2, waitingMax: 2 })
  const first = await slots.take(never)
  await slots.take(never)
  const order: string[] = []
  const third = slots.take(never).then((slot) => (order.push('third'), slot))
  const fourth = slots.take(never).then((slot) => (order.push('fourth'), slot))
  expect(await slots.take(never)).toBe('full')
  expect([slots.taken, slots.waiting]).toEqual([2, 2])
  release(first)
  release(await third)
  release(await fourth)
  expect(order).toEqual(['third', 'fourth'])
  expect([slots.taken, slots.waiting]).toEqual([1, 0])
})

test('who waits no longer loses its place, and takes no slot', async () => {
  const slots = new Slots({ atOnceMax: 1, waitingMax: 2 })
  const held = await slots.take(never)
  const leaving = new AbortController()
  const left = slots.take(leaving.signal)
  const stays = slots.take(never)
  leaving.abort()
  expect(await left).toBe('ended')
  release(held)
  release(await stays)
  expect([slots.taken, slots.waiting]).toEqual([0, 0])
  expect(await slots.take(AbortSignal.abort())).toBe('ended')
})
