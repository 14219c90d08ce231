/** Gives the token for one model call; called anew for every call, caching is its own affair. */
export type BearerToken = () => Promise<string>

/** A token did not come within its own deadline, or the call it was for has ended. */
export class TokenLateError extends Error {
  override readonly name = 'TokenLateError'
}

// Current documentation of Microsoft Foundry; older pages name cognitiveservices.azure.com.
const entraScope = 'https://ai.azure.com/.default'
const tokenWithinMs = 5_000

/** The resource key, which the v1 endpoint takes as a bearer token. */
export function keyToken(key: string): BearerToken {
  return () => Promise.resolve(key)
}

/**
 * Microsoft Entra, by the machine's own identity (DefaultAzureCredential). The library is loaded
 * at the first call, so that a service with a key never loads it.
 */
export function entraToken(): BearerToken {
  let provider: Promise<BearerToken> | undefined
  return async () => {
    provider ??= loadProvider()
    const token = await provider
    return token()
  }
}

async function loadProvider(): Promise<BearerToken> {
  const { DefaultAzureCredential, getBearerTokenProvider } = await import('@azure/identity')
  return getBearerTokenProvider(new DefaultAzureCredential(), entraScope)
}

/**
 * The token, or a TokenLateError: a stuck token provider is covered neither by the client's
 * timeout nor by its signal, so it is raced here.
 */
export async function tokenInTime(
  bearerToken: BearerToken,
  signal: AbortSignal,
  withinMs = tokenWithinMs
): Promise<string> {
  const ended = AbortSignal.any([signal, AbortSignal.timeout(withinMs)])
  const late = Promise.withResolvers<never>()
  const onEnd = (): void => late.reject(new TokenLateError())
  ended.addEventListener('abort', onEnd, { once: true })
  if (ended.aborted) onEnd()
  try {
    return await Promise.race([bearerToken(), late.promise])
  } finally {
    ended.removeEventListener('abort', onEnd)
  }
}
