import { test } from 'vitest'
import { requirements } from './requirements.ts'
import type { RequirementId } from './requirements.ts'

/** A test of one requirement, or of several that one look settles, under their own words. */
export function verifies(
  ids: RequirementId | readonly [RequirementId, ...RequirementId[]],
  body: () => void | Promise<void>
): void {
  const list = typeof ids === 'string' ? [ids] : ids
  test(list.map((id) => `${id}: ${requirements[id].behaviour}`).join(' + '), body)
}

/** A citation in the title of a test that has words of its own: `test(`${cites('H-108-once')} …`)`. */
export function cites(...ids: readonly RequirementId[]): string {
  return `[${ids.join(' ')}]`
}
