import { z } from 'zod'
import { CdsResponseSchema } from '../cds-hooks/card.ts'
import { CdsFeedbackSchema } from '../cds-hooks/feedback.ts'
import { CdsFhirAuthorizationSchema, CdsRequestSchema } from '../cds-hooks/request.ts'
import { CdsServiceSchema } from '../cds-hooks/service.ts'

/** A JSON Schema of draft 2020-12, which OpenAPI 3.1 takes as it is. */
export type JsonSchema = Record<string, unknown>

const OperationOutcomeSchema = z.strictObject({
  resourceType: z.literal('OperationOutcome'),
  issue: z
    .array(
      z.strictObject({
        severity: z.literal('error'),
        code: z.string().min(1),
        details: z.strictObject({ text: z.string().min(1) }),
        diagnostics: z.string().optional()
      })
    )
    .min(1)
})

const LivenessSchema = z.strictObject({ status: z.literal('alive') })

const ReadinessSchema = z.strictObject({
  status: z.enum(['ready', 'not-ready']),
  database: z.enum(['reached', 'not-reached']),
  model: z.enum(['configured', 'none'])
})

const TransparencySchema = z.strictObject({
  facts: z.looseObject({}),
  // Null when it could not be read.
  heldBack: z.looseObject({ days: z.number() }).nullable(),
  sections: z.array(z.looseObject({ id: z.string(), title: z.string() }))
})

/** components.schemas, from the schemas that read and write at the door. */
export function openapiSchemas(): Readonly<Record<string, JsonSchema>> {
  const request = jsonSchema(CdsRequestSchema, 'input')
  // The request's own schema takes anything here: what is malformed is read as no token.
  Object.assign(propertiesOf(request), {
    fhirAuthorization: { anyOf: [refTo('CdsFhirAuthorization'), { type: 'null' }] }
  })
  return {
    CdsServices: jsonSchema(z.strictObject({ services: z.array(CdsServiceSchema) }), 'output'),
    CdsRequest: request,
    CdsFhirAuthorization: jsonSchema(CdsFhirAuthorizationSchema, 'input'),
    CdsResponse: jsonSchema(CdsResponseSchema, 'output'),
    CdsFeedback: jsonSchema(CdsFeedbackSchema, 'input'),
    Empty: jsonSchema(z.strictObject({}), 'output'),
    OperationOutcome: jsonSchema(OperationOutcomeSchema, 'output'),
    Liveness: jsonSchema(LivenessSchema, 'output'),
    Readiness: jsonSchema(ReadinessSchema, 'output'),
    Transparency: jsonSchema(TransparencySchema, 'output')
  }
}

export const refTo = (schema: string): JsonSchema => ({ $ref: `#/components/schemas/${schema}` })

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema: made }) => {
      if (io === 'input' && zodSchema._zod.def.type === 'pipe') lenient(made)
    }
  })
  return rest
}

/** What the lenient reader brings into one form before it checks: said as it is taken on the wire. */
function lenient(made: JsonSchema): void {
  if (made['type'] === 'array') {
    const { type, items, maxItems, ...rest } = made
    for (const key of ['type', 'items', 'maxItems']) delete made[key]
    Object.assign(made, rest, {
      description: 'A Bundle, a list of resources, or one resource.',
      anyOf: [
        { type: 'object', properties: { resourceType: { type: 'string' } } },
        { type, items, maxItems }
      ]
    })
  } else if (typeof made['pattern'] === 'string') {
    made['pattern'] = made['pattern'].replace(/^\^/, '^(?:[A-Z][A-Za-z]+/)?')
    made['description'] = 'A FHIR id; a type prefix is taken off.'
  }
}

function propertiesOf(schema: JsonSchema): JsonSchema {
  const properties = schema['properties']
  return typeof properties === 'object' && properties !== null ? (properties as JsonSchema) : {}
}
