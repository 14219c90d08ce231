import { numberOf, objectOf, textOf } from './loose-json.ts'

const daysPerUnit: ReadonlyMap<string, number> = new Map([
  ['d', 1],
  ['day', 1],
  ['days', 1],
  ['wk', 7],
  ['week', 7],
  ['weeks', 7],
  ['mo', 30],
  ['month', 30],
  ['months', 30]
])

/** A Duration in days; undefined when it is none of days, weeks or months. */
export function daysOf(value: unknown): number | undefined {
  const duration = objectOf(value)
  const amount = numberOf(duration['value'])
  const unit = textOf(duration['code']) ?? textOf(duration['unit'])
  const days = daysPerUnit.get(unit?.toLowerCase() ?? '')
  return amount === undefined || days === undefined ? undefined : amount * days
}

/** "for 10 days" in the written directions. */
export function daysInSig(sig: string | undefined): number | undefined {
  const [, count, unit = ''] = /\b(?:for|x) ?(\d+) (day|week)s?\b/i.exec(sig ?? '') ?? []
  return count === undefined ? undefined : Number(count) * (/^w/i.test(unit) ? 7 : 1)
}
