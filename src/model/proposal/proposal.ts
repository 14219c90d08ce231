import { z } from 'zod'
import { effects } from './effects.ts'
import { ProposedFactSchema } from './facts.ts'
import { concept, conceptKind, OptionSchema, SettleSchema } from './steps.ts'
import { details, limits, relations, searchedThings, urgencies } from './words.ts'

/*
 * What the model must answer: facts, what they mean, what would settle it, what could be done; all
 * in slots, no sentence. Evidence stands before conclusion, as structured output keeps the order of
 * keys. The schema stays under 100 properties and 5 levels (Azure, structured outputs).
 */

const indexes = z.array(z.int()).max(limits.facts)

export const MeaningSchema = z.strictObject({
  relation: z.enum(relations),
  subjects: indexes.describe('Indexes in facts (from 0) of what the relation is said of'),
  objects: indexes.describe('Indexes in facts of what it is said to; empty where there is none'),
  effect: z.enum(effects).nullable().describe('The effect where the relation has one; else null'),
  detail: z.enum(details).nullable().describe('For what, or in what way; else null'),
  conceptKind,
  concept
})
export type ProposedMeaning = z.infer<typeof MeaningSchema>

export const UrgencySchema = z.enum(urgencies).describe('today: before the patient leaves')

export const ProposedFindingSchema = z.strictObject({
  facts: z.array(ProposedFactSchema).min(1).max(limits.facts).describe('1 to 10 facts'),
  meanings: z
    .array(MeaningSchema)
    .min(1)
    .max(limits.meanings)
    .describe('1 to 3, the one that matters most first'),
  settle: z.array(SettleSchema).max(limits.settle).describe('At most 4, the most useful first'),
  options: z.array(OptionSchema).max(limits.options).describe('At most 4, the best first'),
  urgency: UrgencySchema
})
export type ProposedFinding = z.infer<typeof ProposedFindingSchema>

export const CouldNotAssessSchema = z.strictObject({
  thing: z.enum(searchedThings),
  text: z.string().max(limits.conceptCharacters).describe('Its usual name; at most 60 characters')
})

export type CouldNotAssess = z.infer<typeof CouldNotAssessSchema>

export const ProposalSchema = z.strictObject({
  findings: z
    .array(ProposedFindingSchema)
    .max(limits.findings)
    .describe('The most important first; as many as the instructions allow, never more than 8'),
  couldNotAssess: z
    .array(CouldNotAssessSchema)
    .max(limits.couldNotAssess)
    .describe('What was NOT KNOWN and could have changed the answer; at most 8')
})
export type Proposal = z.infer<typeof ProposalSchema>

/** For evaluation only: what the form could not hold. Never asked for in production. */
export const UnsaidFindingSchema = ProposedFindingSchema.extend({
  unsaid: z
    .string()
    .max(limits.unsaidCharacters)
    .nullable()
    .describe('What you wanted to say and the form could not hold; at most 200 characters')
})
export const UnsaidProposalSchema = ProposalSchema.extend({
  findings: z.array(UnsaidFindingSchema).max(limits.findings)
})
