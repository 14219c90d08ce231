import { z } from 'zod'

/*
 * The answer, strictly: what does not parse here is never sent (CDS Hooks 2.0.1, CDS Service
 * Response). No null, no empty string, no empty array, no unknown attribute.
 */

const text = z.string().min(1)

export const CodingSchema = z.strictObject({ system: z.url(), code: text, display: text })
export type CdsCoding = z.infer<typeof CodingSchema>

export const CdsActionSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('create'),
    description: text,
    resource: z.looseObject({ resourceType: text })
  }),
  z.strictObject({
    type: z.literal('update'),
    description: text,
    resource: z.looseObject({ resourceType: text, id: text })
  }),
  z.strictObject({
    type: z.literal('delete'),
    description: text,
    resourceId: text,
    // 1.x had the reference here; sent beside resourceId to clients that speak it.
    resource: text.optional()
  })
])
export type CdsAction = z.infer<typeof CdsActionSchema>

export const CdsSuggestionSchema = z.strictObject({
  label: text,
  uuid: z.uuid(),
  isRecommended: z.boolean().optional(),
  actions: z.array(CdsActionSchema).min(1).optional()
})
export type CdsSuggestion = z.infer<typeof CdsSuggestionSchema>

export const CdsLinkSchema = z.strictObject({
  label: text,
  url: z.url(),
  type: z.enum(['absolute', 'smart']),
  appContext: text.optional()
})
export type CdsLink = z.infer<typeof CdsLinkSchema>

export const CdsSourceSchema = z.strictObject({
  label: text,
  url: z.url().optional(),
  topic: z
    .strictObject({
      system: z.url(),
      code: z.string().regex(/^[A-Za-z0-9]{1,100}$/),
      display: text
    })
    .optional()
})

export const indicators = ['info', 'warning', 'critical'] as const
export type Indicator = (typeof indicators)[number]

export const CdsCardSchema = z
  .strictObject({
    uuid: z.uuid(),
    // Card Attributes, summary: fewer than 140 characters.
    summary: text.max(139),
    detail: text.optional(),
    indicator: z.enum(indicators),
    source: CdsSourceSchema,
    suggestions: z.array(CdsSuggestionSchema).min(1).optional(),
    selectionBehavior: z.enum(['at-most-one', 'any']).optional(),
    overrideReasons: z.array(CodingSchema).min(1).optional(),
    links: z.array(CdsLinkSchema).min(1).optional(),
    extension: z.record(z.string(), z.unknown()).optional()
  })
  .refine(
    (card) => (card.suggestions === undefined) === (card.selectionBehavior === undefined),
    'selectionBehavior stands exactly when suggestions do'
  )
export type CdsCard = z.infer<typeof CdsCardSchema>

/** Our own extension: whether the AI review has more to say, and when it may be asked for. */
export const reviewKey = 'org.curbside.review'

export const CdsResponseSchema = z.strictObject({
  cards: z.array(CdsCardSchema),
  extension: z
    .strictObject({
      [reviewKey]: z.strictObject({
        state: z.literal('thinking'),
        askAgainAfterMs: z.number().int().positive()
      })
    })
    .optional()
})
export type CdsResponse = z.infer<typeof CdsResponseSchema>
