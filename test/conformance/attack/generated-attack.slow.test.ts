import { expect, test } from 'vitest'
import { runAttack } from './run-attack.ts'

/*
 * Two thousand mutated calls of every service and of feedback, over sockets, against the process
 * that `npm start` runs. `npm run attack` sends twenty thousand, with any seed.
 */

const mebibyte = 1024 * 1024

test('two thousand mutated requests break nothing', async () => {
  const report = await runAttack({ requests: 2000, seed: 20_261_120 })
  expect(report.faults.slice(0, 3)).toEqual([])
  const { statuses } = report
  expect(Object.values(statuses).reduce((sum, count) => sum + count, 0)).toBe(2000)
  // It is an attack and not a wall of one refusal: every door was tried.
  for (const status of [200, 400, 401, 404, 412, 413, 415]) {
    expect(statuses[status] ?? 0, `${status} of ${JSON.stringify(statuses)}`).toBeGreaterThan(0)
  }
  expect(statuses[200] ?? 0).toBeGreaterThan(300)
  const [first, last] = [report.memory[0], report.memory.at(-1)]
  expect((last?.rss ?? 0) - (first?.rss ?? 0)).toBeLessThan(150 * mebibyte)
  expect((last?.heapUsed ?? 0) - (first?.heapUsed ?? 0)).toBeLessThan(30 * mebibyte)
}, 240_000)
