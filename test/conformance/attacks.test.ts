import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { attacks } from './attacks.ts'

test('every attack on the door is shown by a test that exists', () => {
  expect(attacks.map(({ threat }) => threat)).toEqual([
    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 14, 19, 23, 28
  ])
  for (const { shownBy, attack } of attacks) {
    expect(shownBy.length, attack).toBeGreaterThan(0)
    for (const { file, title } of shownBy) {
      expect(readFileSync(file, 'utf8'), `${attack}: ${file}`).toContain(title)
    }
  }
})
