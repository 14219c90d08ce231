import type { Expectation, Silence } from './case.ts'

/*
 * Patterns of cases are written by people who have not seen our words: a dot matches line ends,
 * `^` and `$` match at lines, and capitals make no difference. Only where a silence names an
 * abbreviation in capitals they do: "MME" is not to be found in "recommended".
 */

/** An expectation's pattern, or undefined when it is none. */
export const expectedPattern = (text: string): Expectation['pattern'] | undefined =>
  compile(text, 'ims')

/** A silence, or undefined when its pattern is none. */
export function silenceOf(text: string): Silence | undefined {
  const { literal, ignoresCase } = written(text)
  const isExact = /\b[A-Z]{2,}\b/.test(literal) && !ignoresCase
  const pattern = compile(text, isExact ? 'ms' : 'ims')
  return pattern === undefined ? undefined : { matches: text, pattern, anyCard: literal === '.' }
}

/** Takes `/…/i` and a leading `(?i)` for what their authors mean. */
function written(text: string): { readonly literal: string; readonly ignoresCase: boolean } {
  const [, body, slashed = ''] = /^\/(.+)\/([a-z]*)$/s.exec(text) ?? []
  const [leading = '', flags = ''] = /^\(\?([a-z]+)\)/.exec(body ?? text) ?? []
  return {
    literal: (body ?? text).slice(leading.length),
    ignoresCase: `${slashed}${flags}`.includes('i')
  }
}

/** With `u` where the pattern allows it: `\p{L}` is a letter, not the letter p. */
function compile(text: string, flags: string): RegExp | undefined {
  const { literal } = written(text)
  for (const all of [`${flags}u`, flags]) {
    try {
      return new RegExp(literal, all)
    } catch {
      // The next flags, or none.
    }
  }
  return undefined
}
