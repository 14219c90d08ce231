import { z } from 'zod'
import type { BoundFinding } from '../findings/bound-finding.ts'
import { modelEndings } from '../model/model.ts'
import { CouldNotAssessSchema } from '../model/proposal/proposal.ts'
import { BoundFindingSchema } from './bound-finding-schema.ts'

/*
 * Stored advice is parsed when it is read: another version of Curbside may have written it. What
 * does not parse is asked for again.
 */

export const FindingsSchema: z.ZodType<readonly BoundFinding[]> = z.array(BoundFindingSchema)

export const AdviceHeaderSchema = z.object({
  part: z.enum(['review', 'moment']),
  ending: z.enum(modelEndings),
  couldNotAssess: z.array(CouldNotAssessSchema)
})
