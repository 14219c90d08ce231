import { z } from 'zod'
import { effects } from './effect-names.ts'
import { drugSetSchema, resultLimitSchema, rowSchema, severities, sourceSchema } from './row.ts'

/*
 * The tables. Each is a JSON file of rows in tables/; a site's folder holds files of the same form.
 * Drugs are always named by a set (drug-sets.ts), problems and events by the named sets of the
 * clinical index, results by analyte.
 */

/** What makes a pair louder or quieter for this patient; the first that holds decides. */
const conditionSchema = z.strictObject({
  when: z.union([
    z.strictObject({ result: resultLimitSchema }),
    z.strictObject({ problems: z.array(z.string()).min(1) }),
    z.strictObject({
      ageYears: z.strictObject({ atLeast: z.number(), below: z.number() }).partial()
    }),
    z.strictObject({ taking: drugSetSchema }),
    z.strictObject({ notTaking: drugSetSchema })
  ]),
  severity: z.enum(severities),
  /** One sentence of the why, where it holds. */
  says: z.string().max(160).optional()
})

/** Two drugs of two sets. `relation` is what a model's statement is checked against. */
export const interactionSchema = rowSchema.extend({
  first: drugSetSchema,
  second: drugSetSchema,
  names: z.strictObject({ first: z.string(), second: z.string() }),
  /**
   * first-raises-second: the first raises the level of the second. adds-up: both have the effects
   * named. opposes: one undoes what the other is for.
   */
  relation: z.enum([
    'first-raises-second',
    'first-lowers-second',
    'adds-up',
    'opposes',
    'incompatible'
  ]),
  effects: z.array(z.enum(effects)).optional(),
  mechanism: z.string().max(200),
  conditions: z.array(conditionSchema).max(6).optional(),
  /** Sub-pairs that a rule of its own says. */
  saidBy: z
    .array(z.strictObject({ rule: z.string(), first: drugSetSchema, second: drugSetSchema }))
    .optional(),
  /** Local forms (cream, eye drops) count too. */
  topicalToo: z.boolean().optional()
})

export const crossStrengths = ['same', 'class', 'likely', 'possible', 'unlikely'] as const

/** Who is allergic to `allergy` and is given `ordered`. One row, `same`, is of the very ingredient. */
export const allergySchema = rowSchema.extend({
  /** `any` in the row of strength `same`. */
  allergy: drugSetSchema,
  ordered: drugSetSchema,
  names: z.strictObject({ allergy: z.string(), ordered: z.string() }),
  /** How sure cross-reactivity is; `unlikely` rows are quiet: they say that it may be given. */
  strength: z.enum(crossStrengths),
  /** When the reaction was not severe, or is not known. */
  severityIfMild: z.enum(severities)
})

const contraindicatedBySchema = z.union([
  /** `ever`: resolved ones count too (heparin-induced thrombocytopenia). */
  z.strictObject({ problems: z.array(z.string()).min(1), ever: z.boolean().optional() }),
  z.strictObject({ result: resultLimitSchema }),
  z.strictObject({ pregnancy: z.literal(true) }),
  z.strictObject({ lactation: z.literal(true) }),
  z.strictObject({
    ageYears: z.strictObject({ below: z.number(), atLeast: z.number() }).partial()
  }),
  z.strictObject({ device: z.array(z.string()).min(1) }),
  /** Of an order that is no drug: what is taken, and perhaps a result beside it. */
  z.strictObject({ taking: drugSetSchema, result: resultLimitSchema.optional() }),
  /** A genetic result: the words that name test or allele, as a pattern. */
  z.strictObject({ gene: z.strictObject({ name: z.string(), words: z.string() }) })
])

/** A drug, or something else that is ordered, and what of the patient speaks against it. */
export const contraindicationSchema = rowSchema.extend({
  drugs: drugSetSchema.optional(),
  /** An order that is no drug: contrast, magnetic resonance, a live vaccine (order-sets.json). */
  orders: z.string().optional(),
  by: contraindicatedBySchema,
  /** What the patient's side is called where it is not known: "a current pregnancy". */
  name: z.string(),
  /** Local forms (cream, eye drops) count too. */
  topicalToo: z.boolean().optional(),
  /** A value that nobody measured does not keep the drug back from being an option. */
  absentIsNo: z.boolean().optional(),
  /** Told as "cannot assess" where the answer is not in the record: a test that comes first. */
  askWhenUnknown: z.boolean().optional()
})

export const doseSchema = rowSchema.extend({
  drugs: drugSetSchema,
  unit: z.enum(['mg', 'mcg', 'g', 'units', 'meq']),
  perDay: z.number().positive(),
  /** Ten times too much: nobody means this dose. Louder than the limit. */
  tenfoldAbove: z.number().positive().optional(),
  ageYears: z.strictObject({ below: z.number(), atLeast: z.number() }).partial().optional(),
  when: resultLimitSchema.optional(),
  /** All products with the drug are added up; the ordered one alone otherwise. */
  sum: z.boolean().optional()
})

export const duplicateSchema = rowSchema.extend({
  drugs: drugSetSchema,
  name: z.string(),
  /** An extended-release product beside an immediate-release one is meant (breakthrough pain). */
  longWithShort: z.boolean().optional(),
  /** Pairs that are meant: a bridge from heparin to warfarin. */
  unless: z.array(z.strictObject({ first: drugSetSchema, second: drugSetSchema })).optional(),
  saidBy: z
    .array(z.strictObject({ rule: z.string(), first: drugSetSchema, second: drugSetSchema }))
    .optional()
})

export const resultRowSchema = rowSchema.extend({
  analyte: z.string(),
  name: z.string(),
  ageYears: z.strictObject({ below: z.number(), atLeast: z.number() }).partial().optional(),
  below: z.number().optional(),
  above: z.number().optional(),
  /** A change that matters, between the newest and an older value of so many days. */
  change: z
    .strictObject({
      direction: z.enum(['rise', 'fall']),
      by: z.number().positive().optional(),
      ratio: z.number().positive().optional(),
      withinDays: z.number().positive()
    })
    .optional(),
  /** As old as the newest value may be. */
  withinDays: z.number().positive(),
  /** The higher, the sooner it is told. */
  danger: z.number().int().min(1).max(100)
})

export const monitoringSchema = rowSchema.extend({
  drugs: drugSetSchema,
  analytes: z.array(z.string()).min(1),
  everyDays: z.number().int().positive()
})

/** A test that says nothing new when it was done a short while ago. */
export const retestSchema = rowSchema.extend({
  analyte: z.string(),
  name: z.string(),
  withinDays: z.number().int().positive()
})

/** What drugs of a set do. `strength` main: a chief effect or a boxed warning. */
export const effectSchema = z.strictObject({
  id: rowSchema.shape.id,
  version: rowSchema.shape.version,
  drugs: drugSetSchema,
  effect: z.enum(effects),
  strength: z.enum(['main', 'possible']),
  happens: rowSchema.shape.happens.optional(),
  source: rowSchema.shape.source
})

/** What must not be stopped at once, and how it is ended. */
export const stoppingSchema = rowSchema.extend({ drugs: drugSetSchema })

export const coverageAspects = [
  'allergy',
  'interaction',
  'kidney',
  'pregnancy',
  'age',
  'duplicate'
] as const
export type CoverageAspect = (typeof coverageAspects)[number]

/** For which aspects the drugs of a set were gone through: there "no row" means "no". */
export const coverageSchema = z.strictObject({
  id: rowSchema.shape.id,
  version: rowSchema.shape.version,
  drugs: drugSetSchema,
  reviewed: z.array(z.enum(coverageAspects)).min(1),
  source: rowSchema.shape.source
})

const rows = <Row extends z.ZodType>(row: Row) =>
  z.strictObject({ about: z.string(), rows: z.array(row) })

export const tableSchemas = {
  interactions: rows(interactionSchema),
  allergies: rows(allergySchema),
  contraindications: rows(contraindicationSchema),
  doses: rows(doseSchema),
  duplicates: rows(duplicateSchema),
  results: rows(resultRowSchema),
  monitoring: rows(monitoringSchema),
  retests: rows(retestSchema),
  effects: rows(effectSchema),
  stopping: rows(stoppingSchema),
  coverage: rows(coverageSchema)
} as const
export type TableName = keyof typeof tableSchemas

export const sourcesSchema = z.strictObject({
  about: z.string(),
  sources: z.record(z.string(), sourceSchema)
})
/** Orders that are no drugs, by the words of their label or their codes (`system|code`). */
export const orderSetsSchema = z.strictObject({
  about: z.string(),
  sets: z.record(
    z.string(),
    z.strictObject({
      label: z.string(),
      words: z.string(),
      except: z.string().optional(),
      codes: z.array(z.string()).optional()
    })
  )
})
export const drugSetsSchema = z.strictObject({
  about: z.string(),
  sets: z.record(
    z.string(),
    z.strictObject({ label: z.string(), drugs: drugSetSchema, note: z.string().optional() })
  )
})

export type InteractionRow = z.infer<typeof interactionSchema>
export type AllergyRow = z.infer<typeof allergySchema>
export type ContraindicationRow = z.infer<typeof contraindicationSchema>
export type DoseRow = z.infer<typeof doseSchema>
export type DuplicateRow = z.infer<typeof duplicateSchema>
export type ResultRow = z.infer<typeof resultRowSchema>
export type RetestRow = z.infer<typeof retestSchema>
export type OrderSet = z.infer<typeof orderSetsSchema>['sets'][string]
export type MonitoringRow = z.infer<typeof monitoringSchema>
export type EffectRow = z.infer<typeof effectSchema>
export type StoppingRow = z.infer<typeof stoppingSchema>
export type CoverageRow = z.infer<typeof coverageSchema>
/** The tables as data, each as its file is written. */
export type KnowledgeTables = {
  readonly [Name in TableName]: z.infer<(typeof tableSchemas)[Name]>['rows']
}
