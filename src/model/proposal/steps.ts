import { z } from 'zod'
import { alias } from './facts.ts'
import { questions } from './questions.ts'
import {
  conceptKinds,
  conditions,
  limits,
  optionActions,
  outcomes,
  settlingActions
} from './words.ts'

/** A thing that may have no alias: looked up in Curbside's vocabulary, never shown as it was written. */
export const conceptKind = z
  .enum(conceptKinds)
  .nullable()
  .describe('Of `concept`; null when there is none')
export const concept = z
  .string()
  .max(limits.conceptCharacters)
  .nullable()
  .describe('The usual name of one thing, no sentence, no dose; at most 60 characters; else null')

const targetAlias = alias
  .nullable()
  .describe('What it is done to, where it has an alias; else null')
const question = z.enum(questions).nullable().describe('For ask: the question; else null')
const inDays = z
  .int()
  .nullable()
  .describe('For repeat-test: after how many days (0: today); else null')

export const WhenSchema = z.strictObject({
  condition: z.enum(conditions),
  alias: alias.nullable().describe('The test, drug or event, where it has an alias; else null'),
  conceptKind,
  concept,
  outcome: z.enum(outcomes).nullable().describe('For if and after: what it must show; else null')
})

export const SettleSchema = z.strictObject({
  action: z.enum(settlingActions),
  alias: targetAlias,
  conceptKind,
  concept,
  question,
  inDays
})
export type ProposedSettle = z.infer<typeof SettleSchema>

export const OptionSchema = z.strictObject({
  action: z.enum(optionActions),
  alias: targetAlias,
  conceptKind,
  concept,
  insteadOf: alias.nullable().describe('For switch-to: what it would replace; else null'),
  question,
  inDays,
  when: WhenSchema.nullable().describe('Only when it depends on something; else null')
})
export type ProposedOption = z.infer<typeof OptionSchema>
