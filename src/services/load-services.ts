import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { CdsServiceSchema, hooks } from '../cds-hooks/service.ts'
import { CurbsideError } from '../ground/errors.ts'
import { recordKinds } from '../record/record-kinds.ts'
import type { Instructions } from '../model/model.ts'
import type { HookCode, Service, ServicePolicy } from './service-contract.ts'
import overrideReasons from '../../fhir-profiles/CodeSystem-curbside-override-reasons.json' with { type: 'json' }

const reasonCodes = overrideReasons.concept.map(({ code }) => code)

const PolicySchema = z.strictObject({
  version: z.string().min(1),
  cardsMax: z.number().int().min(0).max(10),
  asks: z
    .array(
      z.strictObject({
        part: z.enum(['review', 'moment']),
        deployment: z.enum(['default', 'fast'])
      })
    )
    .max(2),
  rulesOf: z.array(z.enum(hooks)).min(1),
  showReview: z.boolean(),
  required: z.array(z.enum(recordKinds)).min(1),
  adviceValidDays: z.number().int().min(0).max(365),
  holdBackDays: z.number().int().min(0).max(3650),
  holdBackForAll: z
    .strictObject({
      // Never on the word of one (trust.md, threat 18).
      users: z.number().int().min(2).max(100),
      reasons: z.array(z.enum(reasonCodes)).min(1),
      withinDays: z.number().int().min(1).max(365),
      days: z.number().int().min(1).max(365)
    })
    .exactOptional(),
  sayWhenModelFailed: z.boolean()
})

const ServiceFileSchema = CdsServiceSchema.extend({
  prefetch: z.partialRecord(z.enum(recordKinds), z.string().regex(prefetchTemplate()))
})

/** Only CDS Hooks 2.0 tokens (checklist item 31) and the query subset of item 33. */
function prefetchTemplate(): RegExp {
  const token = '\\{\\{context\\.(?:patientId|encounterId|userId)\\}\\}'
  const value = `(?:${token}|[A-Za-z0-9,_.:-])+`
  return new RegExp(`^[A-Z][A-Za-z]+(?:/${token}|\\?${value}=${value}(?:&${value}=${value})*)$`)
}

const aboutTheRecord: HookCode = { needs: [], subjects: () => ({ about: 'record' }) }

/**
 * Loads every service of `folder` (the project's hooks/): discovery entry, policy, instructions and
 * code. Throws CURBSIDE_CONFIG_INVALID with one line per fault; a service never starts half right.
 */
export async function loadServices(folder: URL): Promise<ReadonlyMap<string, Service>> {
  const issues: string[] = []
  const loaded: LoadedService[] = []
  for (const id of hooks) {
    try {
      loaded.push(await loadService(new URL(`${id}/`, folder), id))
    } catch (thrown) {
      if (thrown instanceof z.ZodError) {
        issues.push(
          ...thrown.issues.map((issue) => `hooks/${id}: ${issue.path.join('.')}: ${issue.message}`)
        )
      } else issues.push(`hooks/${id}: ${thrown instanceof Error ? thrown.message : 'unreadable'}`)
    }
  }
  const reviewInstructions = loaded.find(({ id }) => id === 'patient-view')?.instructions
  if (issues.length > 0 || reviewInstructions === undefined) {
    throw new CurbsideError('CURBSIDE_CONFIG_INVALID', { issues })
  }
  return new Map(
    loaded.map((service) => [
      service.id,
      { ...service, reviewInstructions, instructions: service.instructions ?? reviewInstructions }
    ])
  )
}

type LoadedService = Omit<Service, 'reviewInstructions' | 'instructions'> &
  Partial<Pick<Service, 'instructions'>>

async function loadService(folder: URL, id: string): Promise<LoadedService> {
  const read = (name: string): string => readFileSync(new URL(name, folder), 'utf8')
  const serviceText = read('service.json')
  const policyText = read('policy.json')
  const entry = ServiceFileSchema.parse(JSON.parse(serviceText))
  if (entry.id !== id) throw new Error('service.json: id must be the folder name')
  const policy: ServicePolicy = PolicySchema.parse(JSON.parse(policyText))
  // The review is asked with patient-view's instructions at every service.
  const asksItsOwn = id === 'patient-view' || policy.asks.some(({ part }) => part === 'moment')
  const instructionsText = asksItsOwn ? read('instructions.md') : ''
  return {
    id,
    entry: { ...entry, prefetch: { ...entry.prefetch } as Record<string, string> },
    policy,
    ...(asksItsOwn ? { instructions: readInstructions(instructionsText) } : {}),
    hookCode: await loadHookCode(new URL('hook.ts', folder)),
    contentSha256: sha256([serviceText, policyText, instructionsText].join('\0'))
  }
}

/** Front matter with `version: N`, then the text; the hash covers the text that the model is sent. */
function readInstructions(file: string): Instructions {
  const match = file.match(/^---\nversion: (\S+)\n---\n+([\s\S]+)$/)
  const [, version, text] = match ?? []
  if (version === undefined || text === undefined) {
    throw new Error('instructions.md: must begin with ---, version: N, ---')
  }
  return { version, text: text.trim(), sha256: sha256(text.trim()) }
}

async function loadHookCode(file: URL): Promise<HookCode> {
  if (!existsSync(file)) return aboutTheRecord
  const loaded: { hookCode?: HookCode } = await import(file.href)
  if (loaded.hookCode === undefined) throw new Error('hook.ts: must export hookCode')
  return loaded.hookCode
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
