import { z } from 'zod'

/*
 * The request, leniently: unknown attributes pass at every level (CRD found-33; HAPI FHIR #6262),
 * FHIR inside is only looked at where it is used. What is refused here is what no sensible answer
 * could be given to.
 */

export const CdsFhirAuthorizationSchema = z.looseObject({
  access_token: z.string().min(1).max(8192),
  token_type: z.string().regex(/^bearer$/i),
  expires_in: z.number().int().nonnegative(),
  scope: z.string(),
  subject: z.string(),
  patient: z.string().min(1).optional()
})
export type CdsFhirAuthorization = z.infer<typeof CdsFhirAuthorizationSchema>

/** FHIR R4 id, after a `Patient/` prefix was taken off: it will stand in URLs that we build. */
export const fhirId = z.string().regex(/^(?!\.{1,2}$)[A-Za-z0-9\-.]{1,64}$/)

const looseResource = z.looseObject({ resourceType: z.string().min(1) })
const looseBundle = z.looseObject({
  entry: z.array(z.looseObject({ resource: looseResource.optional() })).optional()
})

const CdsContextSchema = z.looseObject({
  userId: z.string().min(1).max(256).optional(),
  patientId: z.preprocess(
    (value) => (typeof value === 'string' ? value.replace(/^Patient\//, '') : value),
    fhirId
  ),
  encounterId: z.preprocess(
    (value) => (typeof value === 'string' ? value.replace(/^Encounter\//, '') : value),
    fhirId.optional()
  ),
  selections: z.array(z.string().max(512)).max(200).optional(),
  draftOrders: looseBundle.optional()
})
export type CdsContext = z.infer<typeof CdsContextSchema>

export const CdsRequestSchema = z.looseObject({
  hook: z.string().min(1).max(64),
  hookInstance: z.guid(),
  fhirServer: z.string().max(2048).optional(),
  // Read apart: a broken fhirAuthorization is no token, not a broken call.
  fhirAuthorization: z.unknown().optional(),
  context: CdsContextSchema,
  prefetch: z.record(z.string(), z.unknown()).nullish(),
  // 1.0 and older put the user at the root; context.userId wins.
  user: z.string().max(256).optional(),
  userId: z.string().max(256).optional()
})
export type CdsRequest = z.infer<typeof CdsRequestSchema>
