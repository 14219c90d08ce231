import { z } from 'zod'
import { computedNames } from '../clinical/computed/computed-fact.ts'
import type { BoundFinding } from '../findings/bound-finding.ts'
import { effects } from '../model/proposal/effects.ts'
import { questions } from '../model/proposal/questions.ts'
import {
  conceptKinds,
  conditions,
  details,
  optionActions,
  outcomes,
  relations,
  roles,
  searchedThings,
  settlingActions,
  urgencies
} from '../model/proposal/words.ts'

/*
 * Findings as they are stored. They are parsed when they are read: another version of Curbside may
 * have written them. The annotation keeps the schema equal to the type.
 */

const code = z.string().exactOptional()
const newest = z.boolean().exactOptional()
const component = z.string().exactOptional()
const reference = z.string()
const day = z.string().nullable()
const inRole = { role: z.enum(roles), of: z.int().nullable() }
const dose = z.strictObject({ value: z.number(), unit: z.string().nullable() }).nullable()
const form = z.enum(['oral', 'topical', 'inhaled', 'injected', 'extended-release']).nullable()

const AbsenceSchema = z.strictObject({
  kind: z.enum(['result', 'procedure', 'problem', 'medication', 'order']),
  key: z.string(),
  label: z.string(),
  since: z.strictObject({ iso: z.string(), epochDay: z.number() })
})

const FactSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('value'),
    ...inRole,
    reference,
    component,
    value: z.union([z.number(), z.string()]),
    unit: z.string().nullable(),
    date: z.string(),
    newest,
    code
  }),
  z.strictObject({
    kind: z.literal('trend'),
    ...inRole,
    readings: z.array(
      z.strictObject({
        reference,
        component,
        value: z.number().exactOptional(),
        date: z.string().exactOptional()
      })
    ),
    direction: z.enum(['rising', 'falling', 'stable']),
    newest,
    code
  }),
  z.strictObject({
    kind: z.enum(['condition', 'allergy']),
    ...inRole,
    reference,
    status: z.enum(['active', 'resolved']),
    date: day,
    code
  }),
  z.strictObject({
    kind: z.literal('drug'),
    ...inRole,
    reference,
    status: z.enum(['active', 'stopped']),
    dose,
    form,
    started: day,
    code
  }),
  z.strictObject({ kind: z.literal('order'), ...inRole, reference, dose, form }),
  z.strictObject({
    kind: z.literal('event'),
    ...inRole,
    reference,
    status: z.enum(['done', 'pending']),
    date: day
  }),
  z.strictObject({
    kind: z.literal('patient'),
    ...inRole,
    age: z.number().nullable(),
    sex: z.enum(['female', 'male']).nullable()
  }),
  z.strictObject({
    kind: z.literal('computed'),
    ...inRole,
    name: z.enum(computedNames),
    value: z.number().nullable()
  }),
  z.strictObject({ kind: z.enum(['family', 'plan']), ...inRole, reference }),
  z.strictObject({ kind: z.literal('absence'), ...inRole, absence: AbsenceSchema }),
  z.strictObject({
    kind: z.literal('not-found'),
    ...inRole,
    thing: z.enum(searchedThings),
    text: z.string(),
    since: day,
    sinceEntry: z.string().nullable()
  })
])

const ConceptSchema = z.strictObject({ kind: z.enum(conceptKinds), text: z.string() })

const TargetSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('entry'), reference, component }),
  z.strictObject({ kind: z.literal('order'), reference }),
  z.strictObject({ kind: z.literal('absence'), absence: AbsenceSchema }),
  z.strictObject({ kind: z.literal('concept'), concept: ConceptSchema })
])

const step = {
  target: TargetSchema.nullable(),
  insteadOf: TargetSchema.nullable(),
  question: z.enum(questions).nullable(),
  inDays: z.int().nullable(),
  when: z
    .strictObject({
      condition: z.enum(conditions),
      target: TargetSchema,
      outcome: z.enum(outcomes).nullable()
    })
    .nullable()
}

export const BoundFindingSchema: z.ZodType<BoundFinding> = z.strictObject({
  facts: z.array(FactSchema.nullable()),
  meanings: z.array(
    z.strictObject({
      relation: z.enum(relations),
      subjects: z.array(z.int()),
      objects: z.array(z.int()),
      effect: z.enum(effects).nullable(),
      detail: z.enum(details).nullable(),
      concept: ConceptSchema.nullable()
    })
  ),
  settle: z.array(z.strictObject({ action: z.enum(settlingActions), ...step })),
  options: z.array(z.strictObject({ action: z.enum(optionActions), ...step })),
  urgency: z.enum(urgencies)
})
