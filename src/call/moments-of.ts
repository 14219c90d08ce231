import type { CdsRequest } from '../cds-hooks/request.ts'
import type { Hook } from '../cds-hooks/service.ts'
import type { Moment } from '../clinical/clinical-index.ts'
import { localiseResource } from '../clinical/localise-record.ts'
import { readDraftOrders } from '../clinical/read-draft-orders.ts'
import type { SiteCodes } from '../terminology/site-terminology.ts'
import type { Terminology } from '../terminology/terminology.ts'
import { triggerOf } from '../ehrs/request-extension.ts'
import type { PatientRecord } from '../record/patient-record.ts'
import { supportingInContext } from '../record/supporting-in-context.ts'
import { ordersInContext } from '../services/orders-in-context.ts'
import type { OrderInContext } from '../cds-hooks/context.ts'

import type { Call } from './call.ts'
import type { CallSubjects } from './subjects-of.ts'

/** What names and codes mean here. */
export interface SiteTerms {
  readonly terminology: Terminology
  readonly codes: SiteCodes | undefined
}

/** What a call is about, and the rules that were written for it. */
export interface CallMoment {
  readonly moment: Moment
  readonly rulesOf: readonly Hook[]
  /** Its orders as the EHR sent or holds them: what an update must hold unchanged. */
  readonly orders: readonly OrderInContext[]
}

/**
 * The moment of a call as its hook describes it, first; then, where an EHR's native order event
 * came as patient-view with draft orders (ehrs/profiles.ts), that of the order hook it stands for.
 */
export function momentsOf(
  call: Call,
  subjects: CallSubjects,
  record: PatientRecord,
  site: SiteTerms
): readonly [CallMoment, ...(readonly CallMoment[])] {
  const { request, service, ehr } = call
  const { hook } = service.entry
  const own: CallMoment = {
    moment: momentAt({ hook, ...subjects, request, record, site }),
    rulesOf: service.policy.rulesOf,
    orders: subjects.orders
  }
  const orderHook = triggerOf(request, ehr.profile)?.orderHook ?? null
  const orders = orderHook === null ? [] : ordersInContext(request.context)
  if (orderHook === null || orders.length === 0) return [own]
  const about = { about: 'orders', orders, renewals: false, newFacts: [] } as const
  const moment = momentAt({ hook: orderHook, ...about, request, record, site })
  return [own, { moment, rulesOf: orderRules[orderHook], orders }]
}

/** As the policies of these services have it: what is checked when picked, and again when signed. */
const orderRules: Readonly<Record<'order-select' | 'order-sign', readonly Hook[]>> = {
  'order-select': ['order-select'],
  'order-sign': ['order-select', 'order-sign']
}

function momentAt(
  given: Omit<CallSubjects, 'record'> & {
    readonly hook: Hook
    readonly request: CdsRequest
    readonly record: PatientRecord
    readonly site: SiteTerms
  }
): Moment {
  const { hook, about, orders, renewals, newFacts, request, record, site } = given
  const supporting = supportingInContext(request.context, record.supporting)
  // Dates stay as they were sent: a draft has none yet that anybody counts from.
  const local = orders.map((order) => ({
    ...order,
    resource: localiseResource(order.resource, { codes: site.codes })
  }))
  const draftOrders = readDraftOrders(local, supporting, site.terminology)
  return { hook, about, draftOrders, renewals, newFacts, ...encounterOf(request) }
}

export const encounterOf = (request: CdsRequest): { encounterReference?: string } =>
  request.context.encounterId === undefined
    ? {}
    : { encounterReference: `Encounter/${request.context.encounterId}` }
