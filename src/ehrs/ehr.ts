import type { JSONWebKeySet } from 'jose'

/**
 * `live`: cards are shown. `shadow`: everything runs and is recorded, the EHR gets no cards.
 * `off`: nothing runs.
 */
export const modes = ['live', 'shadow', 'off'] as const
export type Mode = (typeof modes)[number]

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
  readonly mode: Mode
  readonly serviceModes: Readonly<Partial<Record<string, Mode>>>
  readonly services: readonly string[]
  readonly answerWithinMs: number
  readonly cardsMax: number
}

/** The mode of one service at one EHR. */
export const modeOf = (ehr: Ehr, serviceId: string): Mode => ehr.serviceModes[serviceId] ?? ehr.mode
