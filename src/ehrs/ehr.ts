import type { JSONWebKeySet } from 'jose'

/** One registered EHR: who may call, with which keys, for which FHIR servers, in which manner. */
export interface Ehr {
  readonly id: string
  /** `iss` of its client JWTs. */
  readonly issuer: string
  readonly jwksUrl?: string
  readonly jwks?: JSONWebKeySet
  /** Accepted beside the URL of the endpoint called; EHR sites configure `aud` by hand. */
  readonly audiences: readonly string[]
  /** Empty: the `tenant` claim is not looked at. */
  readonly tenants: readonly string[]
  readonly fhirServers: readonly string[]
  readonly profile: 'generic'
  readonly mode: 'live'
  readonly services: readonly string[]
  readonly answerWithinMs: number
  readonly cardsMax: number
}
