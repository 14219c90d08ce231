import { randomIds } from '../ground/clock.ts'
import type { EvaluationCase } from './case.ts'
import { at, textOf } from './json-value.ts'
import { isObject } from '../ground/is-object.ts'
import type { LooseObject } from '../ground/is-object.ts'

/** Where Curbside may read the case's record, and with what. */
export interface RecordAccess {
  readonly fhirServer: string
  readonly accessToken: string
  readonly expiresInSeconds: number
}

/**
 * The case's request as an EHR would send it. With a record, its server and a token take the place
 * of whatever the case names; without one there is no server, and a token of the case leads
 * nowhere. Prefetch and context stay as they are.
 */
export function hookRequest(one: EvaluationCase, access: RecordAccess | null): LooseObject {
  const { request } = one
  const { fhirServer, fhirAuthorization, ...rest } = request
  const whole = {
    ...rest,
    hook: request['hook'] ?? one.service,
    hookInstance: isGuid(request['hookInstance']) ? request['hookInstance'] : randomIds.newUuid()
  }
  if (access === null) return fhirServer === undefined ? whole : { ...whole, fhirServer }
  const given = isObject(fhirAuthorization) ? fhirAuthorization : {}
  // Kept: a token of another patient is a reason to refuse the call.
  const patient = textOf(at(given, 'patient'))
  return {
    ...whole,
    fhirServer: access.fhirServer,
    fhirAuthorization: {
      access_token: access.accessToken,
      token_type: 'Bearer',
      expires_in: access.expiresInSeconds,
      scope: textOf(given['scope']) ?? 'patient/*.rs',
      subject: textOf(given['subject']) ?? 'curbside',
      ...(patient === undefined ? {} : { patient })
    }
  }
}

const isGuid = (value: unknown): boolean =>
  typeof value === 'string' &&
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(value)
