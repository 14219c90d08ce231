import { z } from 'zod'
import type { BoundFinding } from '../findings/claim.ts'
import { modelEndings } from '../model/model.ts'
import { concerns } from '../model/proposal.ts'

/*
 * Stored advice is parsed when it is read: another version of Curbside may have written it. The
 * annotation keeps the schema equal to the type; what does not parse is asked for again.
 */

const code = z.string().exactOptional()
const clinicalDate = z.strictObject({ iso: z.string(), epochDay: z.number() })

const BoundClaimSchema = z.discriminatedUnion('claim', [
  z.strictObject({
    claim: z.literal('value'),
    reference: z.string(),
    value: z.union([z.number(), z.string()]),
    unit: z.string().nullable(),
    date: z.string(),
    code,
    component: z.string().exactOptional()
  }),
  z.strictObject({
    claim: z.literal('trend'),
    fromReference: z.string(),
    toReference: z.string(),
    direction: z.enum(['rising', 'falling', 'stable']),
    from: z.number().exactOptional(),
    to: z.number().exactOptional(),
    fromDate: z.string().exactOptional(),
    toDate: z.string().exactOptional(),
    code
  }),
  z.strictObject({
    claim: z.literal('condition'),
    reference: z.string(),
    status: z.enum(['active', 'resolved']),
    code
  }),
  z.strictObject({
    claim: z.literal('medication'),
    reference: z.string(),
    status: z.enum(['active', 'stopped']),
    code
  }),
  z.strictObject({ claim: z.literal('allergy'), reference: z.string(), code }),
  z.strictObject({
    claim: z.literal('event'),
    reference: z.string(),
    date: z.string().nullable()
  }),
  z.strictObject({ claim: z.literal('order'), reference: z.string() }),
  z.strictObject({
    claim: z.literal('absence'),
    absence: z.strictObject({
      kind: z.enum(['result', 'procedure', 'problem', 'medication', 'order']),
      key: z.string(),
      label: z.string(),
      since: clinicalDate
    })
  })
])

export const FindingsSchema: z.ZodType<readonly BoundFinding[]> = z.array(
  z.strictObject({
    concern: z.enum(concerns),
    indicator: z.enum(['info', 'warning']),
    claims: z.array(BoundClaimSchema),
    orderReference: z.string().nullable(),
    reasoning: z.string(),
    option: z.string(),
    alternative: z.string().nullable()
  })
)

export const AdviceHeaderSchema = z.object({
  part: z.enum(['review', 'moment']),
  ending: z.enum(modelEndings),
  couldNotAssess: z.array(z.string())
})
