import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cleanLabel } from '../../src/clinical/label.ts'

test.for([
  ['Anemia (disorder)', 'Anemia'],
  ['Severe anxiety (panic) (finding)', 'Severe anxiety (panic)'],
  ['Severe anxiety (panic) (finding', 'Severe anxiety (panic)'],
  ['Colonoscopy (procedure)', 'Colonoscopy'],
  ["Ménière's disease (disorder)", "Ménière's disease"],
  ['Hospice care (regime/therapy)', 'Hospice care'],
  ['Body mass index (BMI)', 'Body mass index (BMI)'],
  ['(finding)', '(finding)']
] as const)('takes the semantic tag off "%s"', ([text, label]) => {
  expect(cleanLabel(text)).toBe(label)
})

test('collapses white space and control characters to single spaces', () => {
  expect(cleanLabel('  Chronic\tkidney\r\n disease\u0000 ')).toBe('Chronic kidney disease')
})

test.for([
  ['zero width space', 'as\u200Bthma'],
  ['zero width joiner', 'as\u200Dthma'],
  ['word joiner', 'as\u2060thma'],
  ['right-to-left override', 'as\u202Ethma'],
  ['isolate', 'as\u2066thma\u2069'],
  ['variation selector', 'as\uFE0Fthma'],
  ['tag characters', 'as\u{E0041}\u{E007F}thma'],
  ['lone surrogate', 'as\uD800thma']
] as const)('takes out the %s', ([, text]) => {
  expect(cleanLabel(text)).toBe('asthma')
})

test('composes accents (NFC) and keeps superscripts, which NFKC would turn into digits', () => {
  expect(cleanLabel('Me\u0301nie\u0300re')).toBe('Ménière')
  expect(cleanLabel('10⁹/L')).toBe('10⁹/L')
})

test('cuts at 120 characters and says so', () => {
  const label = cleanLabel('x'.repeat(500))
  expect(label).toHaveLength(120)
  expect(label.endsWith('…')).toBe(true)
})

test('never cuts a character in half', () => {
  expect(cleanLabel('😀'.repeat(200)).isWellFormed()).toBe(true)
  expect(cleanLabel(`x${'😀'.repeat(200)}`).isWellFormed()).toBe(true)
})

test('gives one clean, composed line for any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
      const label = cleanLabel(text)
      expect(label.length).toBeLessThanOrEqual(120)
      expect(label).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]|\s\s|^\s|\s$/u)
      expect(label.normalize('NFC')).toBe(label)
    })
  )
})
