import { setTimeout as sleep } from 'node:timers/promises'
import type { Store, StoredAdvice } from '../store/store.ts'

/** Long enough for a replica that is busy, short enough when one has died in the middle. */
const leaseMs = 6_000
const renewEveryMs = 2_000
const pollEveryMs = 200

interface Given {
  readonly store: Store
  readonly ehrId: string
  readonly key: string
  /** This process, as different from the other replicas. */
  readonly owner: string
  readonly find: () => Promise<StoredAdvice | undefined>
  readonly signal: AbortSignal
  readonly onStoreFailure: (thrown: unknown) => void
}

/**
 * Decides among replicas who asks the model. `ours`: this one; `release` when the answer is stored.
 * `answered`: another one has asked. `ended`: the signal came first. A store that fails leaves every
 * replica to itself: two questions are better than none.
 */
export async function claimQuestion(
  given: Given
): Promise<
  | { readonly outcome: 'ours'; release(): Promise<void> }
  | { readonly outcome: 'answered'; readonly advice: StoredAdvice }
  | { readonly outcome: 'ended' }
> {
  const { store, ehrId, key, owner, signal, onStoreFailure } = given
  while (!signal.aborted) {
    try {
      if (await store.claimAdvice({ ehrId, key, owner, leaseMs })) break
    } catch (thrown) {
      onStoreFailure(thrown)
      return { outcome: 'ours', release: () => Promise.resolve() }
    }
    const advice = await given.find()
    if (advice !== undefined) return { outcome: 'answered', advice }
    await sleep(pollEveryMs, undefined, { signal }).catch(() => undefined)
  }
  if (signal.aborted) return { outcome: 'ended' }
  const release = held(given)
  // The one who had it before may have stored its answer between our look and our claim.
  const advice = await given.find()
  if (advice === undefined) return { outcome: 'ours', release }
  await release()
  return { outcome: 'answered', advice }
}

/** Keeps the claim while the model thinks. */
function held({ store, ehrId, key, owner, onStoreFailure }: Given): () => Promise<void> {
  const renewal = setInterval(() => {
    store.claimAdvice({ ehrId, key, owner, leaseMs }).catch(onStoreFailure)
  }, renewEveryMs)
  renewal.unref()
  return async () => {
    clearInterval(renewal)
    await store.releaseAdvice({ ehrId, key, owner }).catch(onStoreFailure)
  }
}
