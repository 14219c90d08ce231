import { z } from 'zod'

/*
 * What the model must answer: typed claims with aliases of the chart, evidence before conclusion
 * (structured output keeps the order of keys). Constraints that the strict subset cannot carry
 * stand in descriptions and are enforced here on the way in.
 */

export const concerns = [
  'not-acted-on',
  'worsening',
  'possible-cause',
  'diagnosis-to-consider',
  'medication-risk',
  'monitoring-due',
  'missing-therapy',
  'duplication'
] as const
export type Concern = (typeof concerns)[number]

const alias = z.string().max(12).describe('An alias that stands in the chart, such as O57')
const day = z.number().int().describe('Day index as in the chart: D-14 is -14')

export const ProposedClaimSchema = z.discriminatedUnion('claim', [
  z.strictObject({
    claim: z.literal('value'),
    alias,
    value: z.union([z.number(), z.string().max(80)]),
    unit: z.string().max(40).nullable(),
    day
  }),
  z.strictObject({
    claim: z.literal('trend'),
    from: alias,
    to: alias,
    direction: z.enum(['rising', 'falling', 'stable'])
  }),
  z.strictObject({
    claim: z.literal('condition'),
    alias,
    status: z.enum(['active', 'resolved'])
  }),
  z.strictObject({
    claim: z.literal('medication'),
    alias,
    status: z.enum(['active', 'stopped'])
  }),
  z.strictObject({ claim: z.literal('allergy'), alias }),
  z.strictObject({ claim: z.literal('event'), alias, day: day.nullable() }),
  z.strictObject({ claim: z.literal('order'), alias }),
  z.strictObject({ claim: z.literal('absence'), alias })
])
export type ProposedClaim = z.infer<typeof ProposedClaimSchema>

export const ProposedFindingSchema = z.strictObject({
  claims: z.array(ProposedClaimSchema).max(8),
  concern: z.enum(concerns),
  order: alias.nullable().describe('Alias of the draft order this is about, or null'),
  reasoning: z
    .string()
    .max(300)
    .describe('One sentence, at most 200 characters, no number, date or drug not in claims'),
  option: z.string().max(200).describe('What could be considered; begins with "Consider"'),
  alternative: z.string().max(200).nullable(),
  indicator: z.enum(['info', 'warning'])
})
export type ProposedFinding = z.infer<typeof ProposedFindingSchema>

export const ProposalSchema = z.strictObject({
  findings: z.array(ProposedFindingSchema).max(12),
  nothingToReport: z.boolean(),
  couldNotAssess: z.array(z.string().max(200)).max(12)
})
export type Proposal = z.infer<typeof ProposalSchema>
