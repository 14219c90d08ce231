import { expect } from 'vitest'
import type { Store } from '../../src/store/store.ts'

/**
 * The newest invocation record of this EHR in which all of these stand; it is written behind
 * the answer.
 */
export async function keptInvocation(
  { store, issuer }: { readonly store: Store; readonly issuer: string },
  ...words: readonly string[]
): Promise<string> {
  const find = async () =>
    (await store.invocations({ limit: 1_000 })).findLast(({ body }) =>
      [issuer, ...words].every((word) => body.includes(word))
    )
  await expect.poll(find, { timeout: 60_000, interval: 20 }).toBeDefined()
  return (await find())?.body ?? ''
}
