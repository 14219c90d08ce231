import type { JSONWebKeySet } from 'jose'
import { profiles } from './profiles.ts'
import type { ProfileId } from './profiles.ts'

const sandboxHost = 'sandbox.cds-hooks.org'
/** `kid` of the key pair that lies, private half included, in the sandbox's public repository. */
const sandboxKeyId = '44823f3d-0b01-4a6c-a80e-b9d3e8a7226f'

/**
 * The attributes of an EHR entry that make it a public test client, which anybody can sign for:
 * only for development (CDS Hooks Sandbox, keys/ecprivkey.pem).
 */
export function publicTestClient(ehr: {
  readonly issuer: string
  readonly profile: ProfileId
  readonly jwksUrl?: string | undefined
  readonly jwks?: { readonly keys: readonly object[] } | JSONWebKeySet | undefined
}): readonly ('profile' | 'issuer' | 'jwksUrl' | 'jwks')[] {
  const keys: readonly object[] = ehr.jwks?.keys ?? []
  return [
    ...(profiles[ehr.profile].developmentOnly ? (['profile'] as const) : []),
    ...(isSandbox(ehr.issuer) ? (['issuer'] as const) : []),
    ...(ehr.jwksUrl !== undefined && isSandbox(ehr.jwksUrl) ? (['jwksUrl'] as const) : []),
    ...(keys.some((key) => Reflect.get(key, 'kid') === sandboxKeyId) ? (['jwks'] as const) : [])
  ]
}

/** By host, so that no spelling of the address passes. */
const isSandbox = (address: string): boolean =>
  URL.canParse(address)
    ? new URL(address).hostname.replace(/\.$/, '') === sandboxHost
    : address.toLowerCase().includes(sandboxHost)
