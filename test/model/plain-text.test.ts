import { expect, test } from 'vitest'
import { plainText } from '../../src/model/plain-text.ts'

test.for([
  'Consider checking potassium (K) and creatinine.',
  'Result in mg/dL; 5% lower, e.g. after the change.',
  'Kidney function is worsening: review the dose.',
  'INR is above range - check again.'
])('keeps %j', (text) => {
  expect(plainText(text, 200)).toBe(text)
})

test.for([
  'see https://evil.example/x',
  'see www.evil.example',
  'see evil.example for more',
  'mail me@evil.example',
  'javascript:alert(1)',
  '<img src=x>',
  '![x](y)',
  '[text](y)',
  '[x]: y',
  '**bold**',
  '`code`',
  '# heading',
  'a | b',
  '&lt;b&gt;',
  'st\u200broke',
  'abc\u202edef',
  'ѕtroke in Cyrillic',
  '\uff1cimg\uff1e',
  'tags \u{e0041}\u{e0042}',
  '',
  'x'.repeat(201)
])('refuses %j', (text) => {
  expect(plainText(text, 200)).toBeUndefined()
})

test('puts a text of several lines on one', () => {
  expect(plainText(' one\n\ttwo ', 200)).toBe('one two')
})
