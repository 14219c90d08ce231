import { globSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { optionActions, relations, settlingActions } from '../../src/model/proposal/words.ts'

/* What each service asks the model differs by its moment; how to answer is the same everywhere. */

const files = globSync('hooks/*/instructions.md').map((path) => ({
  path,
  text: readFileSync(path, 'utf8')
}))
const howToAnswer = (text: string): string =>
  text
    .slice(text.indexOf('How to answer'), text.indexOf('Example ('))
    .replace(/at most (two|three) findings/, 'at most N findings')
    .replace(/(draft|dispatched) order of the MOMENT/, 'order of the MOMENT')
const common = howToAnswer(files.find(({ path }) => path.includes('patient-view'))?.text ?? '')

describe.for(files)('$path', ({ text }) => {
  test('says how to answer as all others do', () => {
    expect(howToAnswer(text)).toBe(common)
  })

  test('names every relation of the form', () => {
    for (const relation of relations) expect(text).toContain(`\`${relation}\``)
  })

  test('has an example whose words are those of the form', () => {
    const example = text.slice(text.indexOf('Example ('))
    for (const [, action = ''] of example.matchAll(/"action": "([a-z-]+)"/g)) {
      expect([...optionActions, ...settlingActions]).toContain(action)
    }
    expect(example).toMatch(/"action"/)
  })
})
