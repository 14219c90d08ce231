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
  const pattern = compile(text, /\b[A-Z]{2,}\b/.test(text) ? 'ms' : 'ims')
  return pattern === undefined ? undefined : { matches: text, pattern, anyCard: text === '.' }
}

/** Takes `/…/i` and a leading `(?i)` for what their authors mean. */
function compile(text: string, flags: string): RegExp | undefined {
  const literal = /^\/(.+)\/[a-z]*$/s.exec(text)?.[1] ?? text
  try {
    return new RegExp(literal.replace(/^\(\?[a-z]+\)/, ''), flags)
  } catch {
    return undefined
  }
}
