import { z } from 'zod'
import { CdsContextSchema } from './context.ts'

/*
 * The request, leniently: unknown attributes pass at every level (CRD found-33; HAPI FHIR #6262),
 * FHIR inside is only looked at where it is used. What is refused here is what no sensible answer
 * could be given to.
 */

export const CdsFhirAuthorizationSchema = z.looseObject({
  access_token: z.string().min(1).max(8192),
  // Small flaws cost no token: a number in quotes, members that reading does not need.
  token_type: z.preprocess((value) => value ?? 'Bearer', z.string().regex(/^bearer$/i)),
  expires_in: z.preprocess(
    (value) =>
      typeof value === 'string' && /^\d{1,9}(?:\.\d+)?$/.test(value.trim()) ? Number(value) : value,
    z.number().nonnegative()
  ),
  scope: z.string().nullish(),
  subject: z.string().nullish(),
  patient: z.string().min(1).optional()
})
export type CdsFhirAuthorization = z.infer<typeof CdsFhirAuthorizationSchema>

/** Null and empty stand for absent: some EHRs send every attribute. */
function orAbsent<T extends z.ZodType>(schema: T) {
  return z.preprocess(
    (value) => (value === null || value === '' ? undefined : value),
    schema.optional()
  )
}

export const CdsRequestSchema = z.looseObject({
  hook: z.string().min(1).max(64),
  hookInstance: z.guid(),
  fhirServer: orAbsent(z.string().max(2048)),
  // Read apart: a broken fhirAuthorization is no token, not a broken call.
  fhirAuthorization: z.unknown().optional(),
  context: CdsContextSchema,
  prefetch: z.record(z.string(), z.unknown()).nullish(),
  // 1.0 and older put the user at the root; context.userId wins.
  user: orAbsent(z.string().max(256)),
  userId: orAbsent(z.string().max(256))
})
export type CdsRequest = z.infer<typeof CdsRequestSchema>
