import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { limits, relations } from '../../src/model/proposal/words.ts'
import { relationGuide } from './relation-guide.ts'

/*
 * What the model is asked stands in a file per hook, whole, so that a clinician reads it in one place.
 * How to answer is the same everywhere, and says what the form holds it to.
 */

const hooks = ['patient-view', 'order-select', 'order-sign', 'encounter-discharge'] as const
const textOf = (hook: string): string =>
  readFileSync(new URL(`../../hooks/${hook}/instructions.md`, import.meta.url), 'utf8')

/** From "How to answer" to the example, with the one number that differs left out. */
function howToAnswer(text: string): string {
  const from = text.indexOf('How to answer')
  return text.slice(from, text.indexOf('Example (slots')).replace(/at most \w+ findings/, '')
}

describe.for(hooks)('%s', (hook) => {
  const text = textOf(hook)

  test('says how to answer as every hook does', () => {
    expect(howToAnswer(text)).toBe(howToAnswer(textOf('patient-view')))
  })

  test('says of every relation what its slots hold', () => {
    for (const relation of relations) {
      expect(text).toContain(`- \`${relation}\`: ${relationGuide[relation]}`)
    }
  })

  test('says every limit, what today means, and what NOT KNOWN and ABSENCES are', () => {
    const { facts, meanings, settle, options, conceptCharacters } = limits
    expect(text).toContain(
      `1 to ${facts} facts, 1 to ${meanings} meanings, at most ${settle} entries`
    )
    expect(text).toContain(`${options} in \`options\``)
    expect(text).toContain(`at most ${conceptCharacters} characters`)
    expect(text).toMatch(/`today` means before the patient leaves/)
    expect(text).toMatch(/^ABSENCES are searches/m)
    expect(text).toMatch(/NOT KNOWN\nwas not read/)
  })
})

test('the guide names every relation, and no other', () => {
  expect(Object.keys(relationGuide)).toEqual(relations)
})
