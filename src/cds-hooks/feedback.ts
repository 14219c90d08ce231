import { z } from 'zod'

const FeedbackCodingSchema = z.looseObject({
  code: z.string().min(1).max(200),
  system: z.string().max(500).optional(),
  display: z.string().max(500).optional()
})

/** One entry of feedback (CDS Hooks 2.0.1, Feedback). Unknown attributes pass. */
export const CdsFeedbackEntrySchema = z
  .looseObject({
    card: z.string().min(1).max(200),
    outcome: z.enum(['accepted', 'overridden']),
    acceptedSuggestions: z
      .array(z.looseObject({ id: z.string().min(1).max(200) }))
      .max(50)
      .optional(),
    overrideReason: z
      .looseObject({
        reason: FeedbackCodingSchema.optional(),
        userComment: z.string().max(2000).optional()
      })
      .optional(),
    outcomeTimestamp: z.iso.datetime({ offset: true })
  })
  .refine(
    (entry) => entry.outcome !== 'accepted' || (entry.acceptedSuggestions?.length ?? 0) > 0,
    'accepted needs acceptedSuggestions'
  )
export type CdsFeedbackEntry = z.infer<typeof CdsFeedbackEntrySchema>

export const CdsFeedbackSchema = z.looseObject({
  feedback: z.array(CdsFeedbackEntrySchema).min(1).max(200)
})
export type CdsFeedback = z.infer<typeof CdsFeedbackSchema>
