import { CdsFhirAuthorizationSchema } from '../cds-hooks/request.ts'
import type { CdsRequest } from '../cds-hooks/request.ts'
import { CurbsideError } from '../ground/errors.ts'
import type { Ehr } from './ehr.ts'

export interface FhirAccess {
  readonly baseUrl: string
  readonly accessToken: string
  readonly expiresInMs: number
}

/**
 * What a call allows us to read, or null: the token goes only to a FHIR server registered for this
 * EHR (CDS Hooks checklist items 25, 47, 53, 54). A malformed
 * fhirAuthorization is no token; a good one for an unregistered server, or for another patient, is
 * refused before anything is sent anywhere.
 */
export function fhirAccess(request: CdsRequest, ehr: Ehr): FhirAccess | null {
  if (request.fhirAuthorization === undefined || request.fhirAuthorization === null) return null
  const parsed = CdsFhirAuthorizationSchema.safeParse(request.fhirAuthorization)
  if (!parsed.success) return null
  const { access_token: accessToken, expires_in: expiresInSeconds, patient } = parsed.data
  if (patient !== undefined && patient.replace(/^Patient\//, '') !== request.context.patientId) {
    throw new CurbsideError('CURBSIDE_PATIENT_MISMATCH')
  }
  const baseUrl = ehr.fhirServers.find((base) => sameBase(base, request.fhirServer))
  if (baseUrl === undefined) throw new CurbsideError('CURBSIDE_FHIR_SERVER_REFUSED')
  return { baseUrl, accessToken, expiresInMs: expiresInSeconds * 1000 }
}

/** Same origin and path; a trailing slash makes no difference, anything else does. */
function sameBase(registered: string, given: string | undefined): boolean {
  if (given === undefined || !URL.canParse(given)) return false
  const [left, right] = [new URL(registered), new URL(given)]
  const plain =
    right.username === '' && right.password === '' && right.search === '' && right.hash === ''
  return plain && left.origin === right.origin && path(left) === path(right)
}

const path = (url: URL): string => url.pathname.replace(/\/+$/, '')
