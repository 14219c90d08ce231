import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { rules } from '../../src/rules/all-rules.ts'
import { writeRulesPage } from '../support/rules-page.ts'

test('the committed page says what the rules say', () => {
  const page = readFileSync(new URL('../../docs/rules.md', import.meta.url), 'utf8')
  expect(page).toBe(writeRulesPage())
})

test('the page has every rule once, with when and when not', () => {
  const page = writeRulesPage()
  for (const { id, when, whenNot, title } of rules) {
    expect(page.split(`### ${id} ${title}\n`)).toHaveLength(2)
    expect(when).toBeDefined()
    expect(page).toContain(`- **When** ${when}`)
    expect(page).toContain(`- **When not** ${whenNot}`)
  }
})
