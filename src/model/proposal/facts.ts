import { z } from 'zod'
import { limits, roles, searchedThings } from './words.ts'

/*
 * Facts of a finding, each one that Curbside looks up in the record by itself. Slots of one kind
 * stand flat beside `kind`; every limit stands in a description too, because the strict subset of
 * structured outputs does not carry it.
 */

export const alias = z.string().max(12).describe('An alias that stands in the chart, such as O57')

const day = z.int().describe('Day index as in the chart: D-14 is -14')
const role = z
  .enum(roles)
  .describe('basis; or matters-more, against, missing; or before / after the fact `of`')
const of = z
  .int()
  .nullable()
  .describe('For before and after: index in facts (from 0) of the other fact; else null')

const unit = z.string().max(limits.unitCharacters)

export const ValueFactSchema = z.strictObject({
  kind: z.literal('value'),
  role,
  of,
  alias,
  value: z
    .union([z.number(), z.string().max(limits.textValueCharacters)])
    .describe(
      'Exactly as in the chart; with its comparator as text ("<0.1"); at most 80 characters'
    ),
  unit: unit.nullable().describe('Exactly as in the chart, null where it has none; at most 40'),
  day
})

export const TrendFactSchema = z.strictObject({
  kind: z.literal('trend'),
  role,
  of,
  aliases: z
    .array(alias)
    .min(2)
    .max(limits.trendAliases)
    .describe('2 to 6 readings of one result, oldest first'),
  direction: z.enum(['rising', 'falling', 'stable'])
})

export const EntryFactSchema = z.strictObject({
  kind: z.enum(['condition', 'allergy']),
  role,
  of,
  alias,
  status: z.enum(['active', 'resolved']).describe('As in the chart'),
  day: day.nullable().describe('Its onset as in the chart when that matters, else null')
})

export const DrugFactSchema = z.strictObject({
  kind: z.enum(['drug', 'order']).describe('order: a draft order of this moment'),
  role,
  of,
  alias,
  status: z.enum(['active', 'stopped', 'ordered']).describe('As in the chart; a draft: ordered'),
  dose: z
    .number()
    .nullable()
    .describe('Its dose a day as in the chart when that matters, else null'),
  unit: unit
    .nullable()
    .describe(
      'Of the dose a day, as in the chart: mg for "1000 mg/d"; at most 40; null without a dose'
    ),
  form: z
    .enum(['oral', 'topical', 'inhaled', 'injected', 'extended-release'])
    .nullable()
    .describe('When it matters, else null'),
  started: day.nullable().describe('Its start as in the chart when that matters, else null')
})

export const EventFactSchema = z.strictObject({
  kind: z.literal('event').describe('A procedure, visit, report, immunization, placed order'),
  role,
  of,
  alias,
  status: z.enum(['done', 'pending']).describe('pending: asked for, or without a result yet'),
  day: day.nullable()
})

export const PatientFactSchema = z.strictObject({
  kind: z.literal('patient').describe('Age or sex, from the line PATIENT'),
  role,
  of,
  alias,
  age: z.int().nullable().describe('The number in the line PATIENT when age matters, else null'),
  sex: z.enum(['female', 'male']).nullable().describe('When sex matters, else null')
})

export const LineFactSchema = z.strictObject({
  kind: z.enum(['computed', 'family', 'absence', 'plan']).describe('Aliases Z, F, X, K'),
  role,
  of,
  alias,
  value: z.number().nullable().describe('Of a computed line: its number; else null')
})

export const NotFoundFactSchema = z.strictObject({
  kind: z
    .literal('not-found')
    .describe('Not among the lines you were shown; Curbside searches the whole record for it'),
  role,
  of,
  thing: z.enum(searchedThings),
  text: z
    .string()
    .max(limits.conceptCharacters)
    .describe('Its usual name, one thing only: "proton pump inhibitor", "ferritin"; at most 60'),
  days: z.int().nullable().describe('How many days back; null: ever'),
  since: alias.nullable().describe('Or: since what this alias names; else null')
})

const factSchemas = [
  ValueFactSchema,
  TrendFactSchema,
  EntryFactSchema,
  DrugFactSchema,
  EventFactSchema,
  PatientFactSchema,
  LineFactSchema,
  NotFoundFactSchema
] as const

export const ProposedFactSchema = z.discriminatedUnion('kind', factSchemas)
export type ProposedFact = z.infer<typeof ProposedFactSchema>

/** The slots that a fact of this kind has; none for a kind that the form has not. */
export function slotsOfFact(kind: unknown): readonly string[] {
  const schema = factSchemas.find(({ shape }) => shape.kind.safeParse(kind).success)
  return schema === undefined ? [] : Object.keys(schema.shape)
}
