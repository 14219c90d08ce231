import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { SiteFilesSchema } from './load-site-files.ts'
import { hooks } from '../cds-hooks/service.ts'
import { profiles } from '../chart/chart-time.ts'
import { isTimeZone } from '../clinical/local-time.ts'
import { modes } from '../ehrs/ehr.ts'
import { profileIds } from '../ehrs/profiles.ts'
import { publicTestClient } from '../ehrs/public-test-client.ts'
import { CurbsideError } from '../ground/errors.ts'
import { efforts, structuredOutputs } from '../model/model-config.ts'
import { recordKinds } from '../record/record-kinds.ts'

/*
 * The configuration: one JSON file, any string of which may be "env:NAME". Parsed once at start;
 * a wrong value stops the start with one line per fault. Curbside refuses a
 * value that it would ignore.
 */

const isLoopback = (url: URL): boolean =>
  url.hostname === 'localhost' || url.hostname === '[::1]' || /^127(\.\d+){3}$/.test(url.hostname)

const address = z.url({ protocol: /^https?$/ }).refine((value) => {
  if (!URL.canParse(value)) return true // said by z.url
  const url = new URL(value)
  return url.username === '' && url.password === '' && url.search === '' && url.hash === ''
}, 'must have no user, query or fragment')

const origin = address.refine(
  (value) => !URL.canParse(value) || (new URL(value).origin === value && !value.includes('*')),
  'must be an origin: scheme, host and port alone'
)

const serviceId = z.enum(hooks)

const DatabaseSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('embedded'), path: z.string().min(1).exactOptional() }),
  z.strictObject({ kind: z.literal('postgres'), url: z.string().regex(/^postgres(ql)?:\/\//) })
])

const AskedModel = {
  endpoint: address,
  api: z.enum(['chat', 'responses']).default('chat'),
  deployments: z.strictObject({
    default: z.string().min(1).max(200),
    fast: z.string().min(1).max(200).exactOptional()
  }),
  auth: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('entra') }),
    z.strictObject({ kind: z.literal('key'), key: z.string().min(1) })
  ]),
  structuredOutput: z.enum(structuredOutputs).default('strict'),
  /** What the server can do, where it is not what the Foundry v1 endpoint does. */
  capabilities: z
    .strictObject({
      maxTokensParameter: z.enum(['max_completion_tokens', 'max_tokens']).exactOptional(),
      /** Instead of the model's `structuredOutput`. */
      structuredOutput: z.enum(structuredOutputs).exactOptional(),
      effort: z.enum(efforts).exactOptional(),
      promptCacheBreakpoint: z.boolean().exactOptional()
    })
    .exactOptional(),
  modelWithinMs: z.number().int().min(500).max(600_000).default(60_000),
  /** Printed beside the model's words on every card: a pilot, a stand-in. */
  notice: z.string().min(1).max(120).exactOptional()
}

const ModelSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('azure-foundry'), ...AskedModel }),
  z.strictObject({ kind: z.literal('openai-compatible'), ...AskedModel }),
  z.strictObject({ kind: z.literal('none') })
])

/** Keys that are not named keep their own name, which then may not stand for another. */
function isOneToOne(keys: Readonly<Partial<Record<string, string>>>): boolean {
  return new Set(recordKinds.map((kind) => keys[kind] ?? kind)).size === recordKinds.length
}

const EhrSchema = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/),
    issuer: z.string().min(1).max(512),
    jwksUrl: address.exactOptional(),
    jwks: z
      .looseObject({ keys: z.array(z.looseObject({ kty: z.string() })).min(1) })
      .exactOptional(),
    audiences: z.array(z.string().min(1).max(512)).default([]),
    tenants: z.array(z.string().min(1).max(512)).default([]),
    fhirServers: z.array(address).default([]),
    /** Where its days begin and end; without it an instant has the date that it is written with. */
    timeZone: z
      .string()
      .refine(isTimeZone, 'must be a name of the IANA time zone database, such as America/Chicago')
      .exactOptional(),
    profile: z.enum(profileIds).default('generic'),
    /** Where the site names its prefetch keys itself: our key -> the site's. */
    prefetchKeys: z
      .partialRecord(z.enum(recordKinds), z.string().min(1).max(100))
      .refine(isOneToOne, 'must give each of our keys a key of its own')
      .default({}),
    mode: z.enum(modes).default('live'),
    /** For single services, instead of `mode`. */
    serviceModes: z.partialRecord(serviceId, z.enum(modes)).default({}),
    services: z.array(serviceId).min(1),
    /** Exact origins of an EHR that calls from a browser: "https://ehr.example.org". */
    corsOrigins: z.array(origin).default([]),
    answerWithinMs: z.number().int().min(300).max(60_000).default(4_000),
    cardsMax: z.number().int().min(1).max(10).default(3),
    /** What this EHR's calls may use of the model, on all replicas of one database together. */
    modelBudget: z
      .strictObject({
        callsPerMinute: z.number().int().min(1).exactOptional(),
        tokensPerMinute: z.number().int().min(1).exactOptional(),
        tokensPerDay: z.number().int().min(1).exactOptional()
      })
      .exactOptional()
  })
  .refine((ehr) => (ehr.jwksUrl === undefined) !== (ehr.jwks === undefined), {
    message: 'needs exactly one of jwksUrl and jwks',
    path: ['jwksUrl']
  })

export const ConfigSchema = z
  .strictObject({
    publicUrl: address,
    listen: z
      .strictObject({ host: z.string().min(1), port: z.number().int().min(0).max(65_535) })
      .default({ host: '0.0.0.0', port: 8080 }),
    database: DatabaseSchema,
    model: ModelSchema,
    deidentification: z
      .strictObject({
        profile: z.enum(profiles).default('minimised'),
        notes: z.enum(['off', 'scrubbed']).default('off')
      })
      .default({ profile: 'minimised', notes: 'off' }),
    terminology: SiteFilesSchema.exactOptional(),
    /** The site's own knowledge: a folder of tables that add rows, lower ours or switch them off. */
    knowledge: z.strictObject({ path: z.string().min(1) }).exactOptional(),
    discovery: z.enum(['open', 'authenticated']).default('open'),
    ehrs: z.array(EhrSchema).min(1),
    contact: z.string().min(1).max(200).exactOptional(),
    development: z
      .strictObject({
        allowLoopbackHttp: z.boolean().default(false),
        asOf: z.union([z.iso.datetime({ offset: true }), z.iso.date()]).optional()
      })
      .default({ allowLoopbackHttp: false })
  })
  .superRefine((config, context) => {
    for (const { path, value } of addressesOf(config)) {
      if (!URL.canParse(value)) continue
      const url = new URL(value)
      if (url.protocol === 'https:') continue
      if (config.development.allowLoopbackHttp && isLoopback(url)) continue
      context.addIssue({
        code: 'custom',
        path,
        message: 'must be https (development.allowLoopbackHttp permits http to loopback only)'
      })
    }
    if (
      config.deidentification.notes !== 'off' &&
      config.deidentification.profile !== 'minimised'
    ) {
      context.addIssue({
        code: 'custom',
        path: ['deidentification', 'notes'],
        message: 'only with the profile minimised: text tells more of time than the others allow'
      })
    }
    refuseRepeats(config.ehrs, 'id', context)
    refuseRepeats(config.ehrs, 'issuer', context)
    for (const [index, ehr] of config.ehrs.entries()) {
      if (config.development.allowLoopbackHttp) break
      for (const name of publicTestClient(ehr)) {
        context.addIssue({
          code: 'custom',
          path: ['ehrs', index, name],
          message:
            'is of the public CDS Hooks Sandbox, whose private key is public: only with development.allowLoopbackHttp'
        })
      }
    }
    if (config.development.asOf !== undefined && !config.development.allowLoopbackHttp) {
      context.addIssue({
        code: 'custom',
        path: ['development', 'asOf'],
        message: 'fixes the clinical clock: only together with development.allowLoopbackHttp'
      })
    }
  })
export type Config = Readonly<z.infer<typeof ConfigSchema>>

type Path = (string | number)[]

function addressesOf(config: {
  publicUrl: string
  model: z.infer<typeof ModelSchema>
  ehrs: z.infer<typeof EhrSchema>[]
}): { path: Path; value: string }[] {
  return [
    { path: ['publicUrl'], value: config.publicUrl },
    ...('endpoint' in config.model
      ? [{ path: ['model', 'endpoint'], value: config.model.endpoint }]
      : []),
    ...config.ehrs.flatMap((ehr, index) => [
      ...(ehr.jwksUrl === undefined
        ? []
        : [{ path: ['ehrs', index, 'jwksUrl'], value: ehr.jwksUrl }]),
      ...(['fhirServers', 'corsOrigins'] as const).flatMap((name) =>
        ehr[name].map((value, place) => ({ path: ['ehrs', index, name, place], value }))
      )
    ])
  ]
}

function refuseRepeats(
  ehrs: readonly z.infer<typeof EhrSchema>[],
  key: 'id' | 'issuer',
  context: z.RefinementCtx
): void {
  for (const [index, ehr] of ehrs.entries()) {
    if (ehrs.findIndex((other) => other[key] === ehr[key]) === index) continue
    context.addIssue({
      code: 'custom',
      path: ['ehrs', index, key],
      message: 'stands twice; each EHR needs its own'
    })
  }
}

/**
 * Parses a configuration. `env:NAME` strings are replaced from `environment` first.
 * Throws CURBSIDE_CONFIG_INVALID whose issues are one line per fault, without the values.
 */
export function parseConfig(
  raw: unknown,
  environment: Readonly<Record<string, string | undefined>>
): Config {
  const missing: string[] = []
  const resolved = resolveEnvironment(raw, environment, [], missing)
  const parsed = ConfigSchema.safeParse(resolved)
  const faults = parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${issue.path.join('.') || '(root)'}: ${issue.message}`)
  if (missing.length > 0 || !parsed.success) {
    throw new CurbsideError('CURBSIDE_CONFIG_INVALID', { issues: [...missing, ...faults] })
  }
  return Object.freeze(parsed.data)
}

/** Reads and parses the file that CURBSIDE_CONFIG names. */
export function loadConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const path = environment['CURBSIDE_CONFIG']
  if (path === undefined || path === '') {
    throw new CurbsideError('CURBSIDE_CONFIG_INVALID', {
      issues: ['CURBSIDE_CONFIG: must name a JSON file; start from docker/config.example.json']
    })
  }
  let raw: unknown
  try {
    raw = JSON.parse(readFileSync(path, 'utf8'))
  } catch (cause) {
    const fault = cause instanceof SyntaxError ? 'is not JSON' : 'cannot be read'
    throw new CurbsideError('CURBSIDE_CONFIG_INVALID', { issues: [`${path}: ${fault}`], cause })
  }
  return parseConfig(raw, environment)
}

function resolveEnvironment(
  value: unknown,
  environment: Readonly<Record<string, string | undefined>>,
  path: Path,
  missing: string[]
): unknown {
  if (typeof value === 'string' && value.startsWith('env:')) {
    const name = value.slice('env:'.length)
    const found = environment[name]
    if (found === undefined || found === '') {
      missing.push(`${path.join('.')}: the environment variable ${name} is not set`)
    }
    return found ?? ''
  }
  if (Array.isArray(value)) {
    return value.map((item, index) =>
      resolveEnvironment(item, environment, [...path, index], missing)
    )
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [
        key,
        resolveEnvironment(item, environment, [...path, key], missing)
      ])
    )
  }
  return value
}
