import type { Resource } from '@medplum/fhirtypes'
import { z } from 'zod'

/*
 * What the contexts of all hooks become (CDS Hooks library 1.0.1 and 2.0 build): leniently read,
 * with the names that samples and older EHRs use for the same thing. FHIR inside is not validated.
 */

/** FHIR R4 id, after a type prefix was taken off: it will stand in URLs that we build. */
export const fhirId = z.string().regex(/^(?!\.{1,2}$)[A-Za-z0-9\-.]{1,64}$/)

const looseResource = z.looseObject({ resourceType: z.string().min(1) })
export type LooseResource = z.infer<typeof looseResource>

const reference = z.string().min(1).max(512)

const idOf = (type: string) => (value: unknown) =>
  typeof value === 'string' ? value.replace(new RegExp(`^${type}/`), '') : value

/** A Bundle, an array of resources, or one resource, wrapped in `{resource}` or not. */
const resources = z.preprocess(listOfResources, z.array(looseResource.or(z.null())).max(500))

export const CdsContextSchema = z.preprocess(
  oneNameForEach,
  z.looseObject({
    userId: z.string().min(1).max(256).optional(),
    patientId: z.preprocess(idOf('Patient'), fhirId),
    encounterId: z.preprocess(idOf('Encounter'), fhirId.optional()),
    /** order-select: references of the draft orders just picked. */
    selections: z.array(reference).max(500).optional(),
    /** order-select, order-sign; `medications` and `orders` of the deprecated hooks. */
    draftOrders: entries().optional(),
    /** appointment-book. */
    appointments: entries().optional(),
    /** order-dispatch: orders that exist already, who shall fulfil them, and with which Tasks. */
    dispatchedOrders: z.array(reference).max(500).optional(),
    performer: reference.optional(),
    fulfillmentTasks: resources.optional(),
    /** medication-refill. */
    medications: entries().optional(),
    /** allergyintolerance-create. */
    allergyIntolerance: resources.optional(),
    /** problem-list-item-create. */
    conditions: resources.optional()
  })
)
export type CdsContext = z.infer<typeof CdsContextSchema>

/** Entries keep their fullUrl, by which orders refer to each other. */
function entries() {
  return z.preprocess(
    listOfEntries,
    z
      .array(z.looseObject({ fullUrl: z.string().optional(), resource: looseResource.optional() }))
      .max(500)
  )
}

const aliases: Readonly<Record<string, string>> = {
  'dispatched-orders': 'dispatchedOrders',
  'fulfillment-tasks': 'fulfillmentTasks',
  allergyIntolerances: 'allergyIntolerance',
  orders: 'draftOrders'
}

function oneNameForEach(context: unknown): unknown {
  if (!isObject(context)) return context
  const named = { ...context }
  for (const [alias, name] of Object.entries(aliases)) {
    if (named[alias] !== undefined && named[name] === undefined) named[name] = named[alias]
  }
  // Empty and null stand for absent: some EHRs send every attribute.
  for (const name of ['userId', 'encounterId', 'performer']) {
    if (named[name] === null || named[name] === '') delete named[name]
  }
  for (const name of Object.keys(named)) if (named[name] === null) delete named[name]
  return named
}

function listOfEntries(value: unknown): unknown {
  if (isObject(value) && value['resourceType'] === 'Bundle')
    return listOfEntries(value['entry'] ?? [])
  const list = Array.isArray(value) ? value : [value]
  return list.map((entry) =>
    isObject(entry) && typeof entry['resourceType'] === 'string' ? { resource: entry } : entry
  )
}

function listOfResources(value: unknown): unknown {
  const list = listOfEntries(value)
  if (!Array.isArray(list)) return list
  return list.map((entry) => (isObject(entry) ? (entry['resource'] ?? null) : entry))
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** One order that a hook is about, before the clinical index looks at it. */
export interface OrderInContext {
  readonly reference: string
  readonly selected: boolean
  /**
   * `draft`: a clinician is still writing it, so a suggestion may remove or change it. `active`: it
   * stands already; no suggestion ever touches it.
   */
  readonly standing: 'draft' | 'active'
  readonly resource: Resource
}
