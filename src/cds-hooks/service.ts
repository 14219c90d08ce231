import { z } from 'zod'

/** Hooks that this version advertises, one service each. Names are those of the CDS Hooks library. */
export const hooks = [
  'patient-view',
  'order-select',
  'order-sign',
  'encounter-start',
  'encounter-discharge',
  'appointment-book',
  'order-dispatch',
  'medication-refill',
  'allergyintolerance-create',
  'problem-list-item-create'
] as const
export type Hook = (typeof hooks)[number]

/** Deprecated hooks (CDS Hooks library, 1.0) and the service that answers them. */
export const deprecatedHooks: Readonly<Record<string, Hook>> = {
  'medication-prescribe': 'order-select',
  'order-review': 'order-sign'
}

const orderHooks: readonly Hook[] = ['order-select', 'order-sign']

/** Whether a service answers a hook: its own, and at either order service the deprecated ones. */
export function answersHook(service: Hook, hook: string): boolean {
  return (
    hook === service ||
    deprecatedHooks[hook] === service ||
    (Object.hasOwn(deprecatedHooks, hook) && orderHooks.includes(service))
  )
}

/** One entry of discovery (CDS Hooks 2.0.1, Discovery, response). Strict: we write it. */
export const CdsServiceSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/),
  hook: z.enum(hooks),
  title: z.string().min(1),
  description: z.string().min(1),
  usageRequirements: z.string().min(1).optional(),
  prefetch: z.record(z.string(), z.string().min(1)).optional(),
  version: z.literal('2.0.1').optional()
})
export type CdsService = z.infer<typeof CdsServiceSchema>
