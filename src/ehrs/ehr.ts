import type { JSONWebKeySet } from 'jose'
import type { ProfileId } from './profiles.ts'

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
  /** IANA name; without it an instant has the date that it is written with. */
  readonly timeZone?: string
  readonly profile: ProfileId
  /** Our prefetch key -> the key that the site has configured for it. */
  readonly prefetchKeys: Readonly<Partial<Record<string, string>>>
  readonly mode: Mode
  readonly serviceModes: Readonly<Partial<Record<string, Mode>>>
  readonly services: readonly string[]
  /** Origins of browser pages that may call for it; empty: none. */
  readonly corsOrigins: readonly string[]
  readonly answerWithinMs: number
  readonly cardsMax: number
}

/** The mode of one service at one EHR. */
export const modeOf = (ehr: Ehr, serviceId: string): Mode => ehr.serviceModes[serviceId] ?? ehr.mode
