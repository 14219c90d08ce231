import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DepthScanner } from '../../src/ground/depth-scanner.ts'
import { literalReference } from '../../src/fhir/reference.ts'

function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  return 1 + Math.max(0, ...Object.values(value).map(depthOf))
}

describe('the depth of a JSON text', () => {
  test('is that of its value, however the text is cut into pieces', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 8 }), fc.integer({ min: 1, max: 9 }), (text, size) => {
        const bytes = Buffer.from(text, 'utf8')
        const scanner = new DepthScanner()
        let depth = 0
        for (let at = 0; at < bytes.length; at += size) {
          depth = scanner.depthAfter(bytes.subarray(at, at + size))
        }
        expect(depth).toBe(depthOf(JSON.parse(text)))
      }),
      { numRuns: 300, seed: 7 }
    )
  })

  test.for([
    ['braces in a string', '{"a":"[[[[{{{{"}', 1],
    ['an escaped quote', '{"a":"\\"[[["}', 1],
    ['an escaped backslash before the closing quote', '{"a":"\\\\","b":[[]]}', 3],
    ['letters of several bytes', '["ä€😀[",["[ä"]]', 2]
  ] as const)('%s does not mislead it', ([, text, depth]) => {
    for (const size of [1, 2, 1_000]) {
      const scanner = new DepthScanner()
      const bytes = Buffer.from(text, 'utf8')
      let seen = 0
      for (let at = 0; at < bytes.length; at += size) {
        seen = scanner.depthAfter(bytes.subarray(at, at + size))
      }
      expect(seen).toBe(depth)
    }
  })
})

describe('a literal reference', () => {
  test.for([
    ['Patient/1', { base: '', resourceType: 'Patient', id: '1' }],
    ['Patient/1/_history/2', { base: '', resourceType: 'Patient', id: '1' }],
    [
      'https://e.test/r4/Patient/1',
      { base: 'https://e.test/r4', resourceType: 'Patient', id: '1' }
    ],
    ['Patient', undefined],
    ['Patient/', undefined],
    ['patient/1', undefined],
    ['fhir/Patient/1', undefined],
    ['ftp://e.test/Patient/1', undefined],
    ['https://e.test/?x=/Patient/1', undefined],
    ['urn:uuid:1', undefined],
    ['#1', undefined],
    ['Patient?identifier=a|b', undefined],
    [7, undefined],
    ['a/'.repeat(100_000), undefined]
  ] as const)('$0 is taken apart', ([text, expected]) => {
    expect(literalReference(text)).toEqual(expected)
  })
})
