import { z } from 'zod'

/*
 * What every row of every table has. A row is one statement that a pharmacist can read and sign:
 * what happens, what to do, and where it stands. Ids are never given twice, and a row that changes
 * its meaning gets a new version: both stand in the audit of each card that the row made.
 *
 * How loud a row is. critical: label contraindication, or the drug of a severe allergy.
 * warning: to be settled before ordering. info: to be known. quiet: true, and no card on its own
 * (the low-priority class pairs); the check of AI findings and of options still knows it.
 *
 * A row whose source was not read again is at most a warning, unless it keeps the level of a rule
 * that said it before (`keeps`), and its card says that the source was not verified.
 */

export const severities = ['critical', 'warning', 'info', 'quiet'] as const
export type Severity = (typeof severities)[number]

const text = z.string().min(3).max(240)
const day = z.string().regex(/^\d{4}(?:-\d{2}(?:-\d{2})?)?$/)

/** A text that rows rest on. `read: verified` needs the day of reading and a quotation. */
export const sourceSchema = z
  .strictObject({
    title: text,
    section: text,
    url: z.url(),
    /** Publication or revision. */
    date: day,
    read: z.enum(['verified', 'not re-read']),
    readOn: day.optional(),
    quote: z.string().optional()
  })
  .refine(
    ({ read, readOn, quote }) =>
      read === 'not re-read' || (readOn !== undefined && quote !== undefined),
    'a verified source has the day on which it was read and a quotation'
  )
  .refine(({ quote = '' }) => quote.split(/\s+/).length <= 25, 'a quotation has at most 25 words')
export type KnowledgeSource = z.infer<typeof sourceSchema>

/** By id in sources.json; or a section of a United States label that was not read again. */
export const sourceRefSchema = z.union([
  z.string().min(3),
  z.strictObject({ label: z.string().min(3), section: z.string().min(1) })
])

/** A drug set in the language of drug-sets.ts: `warfarin, doac, -edoxaban`. */
export const drugSetSchema = z.string().min(2).max(2000)

export const rowSchema = z.strictObject({
  id: z.string().regex(/^[A-Z][A-Z0-9]*-[a-z0-9-]{2,60}$/),
  version: z.string().regex(/^\d+\.\d+$/),
  severity: z.enum(severities),
  /** In few words: stands at the end of a summary. */
  happens: text,
  /** Further sentences of the why. */
  why: z.array(text).max(3).optional(),
  /** Options ("Consider …"), the most useful first. */
  do: z.array(text).min(1).max(3),
  source: sourceRefSchema,
  /** The rule of its own that says this and whose level the row keeps: the row says it no more. */
  keeps: z.string().optional()
})

/** Kidney numbers, ages and the like that make a row louder, quieter or silent. */
export const resultLimitSchema = z.strictObject({
  analyte: z.string(),
  below: z.number().optional(),
  atLeast: z.number().optional(),
  withinDays: z.number().int().positive()
})
export type ResultLimit = z.infer<typeof resultLimitSchema>
