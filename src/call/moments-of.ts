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

/** What names and codes mean here. */
export interface SiteTerms {
  readonly terminology: Terminology
  readonly codes: SiteCodes | undefined
}

/** What a call is about, and the rules that were written for it. */
export interface CallMoment {
  readonly moment: Moment
  readonly rulesOf: readonly Hook[]
}

/**
 * The moment of a call as its hook describes it, first; then, where an EHR's native order event
 * came as patient-view with draft orders (ehrs/profiles.ts), that of the order hook it stands for.
 */
export function momentsOf(
  call: Call,
  record: PatientRecord,
  site: SiteTerms
): readonly [CallMoment, ...(readonly CallMoment[])] {
  const { request, service, ehr } = call
  const own: CallMoment = {
    moment: momentAt(
      service.entry.hook,
      service.hookCode.ordersInContext(request.context),
      request,
      record,
      site
    ),
    rulesOf: service.policy.rulesOf
  }
  const orderHook = triggerOf(request, ehr.profile)?.orderHook ?? null
  const orders = orderHook === null ? [] : ordersInContext(request.context)
  if (orderHook === null || orders.length === 0) return [own]
  const moment = momentAt(orderHook, orders, request, record, site)
  return [own, { moment, rulesOf: orderRules[orderHook] }]
}

/** As the policies of these services have it: what is checked when picked, and again when signed. */
const orderRules: Readonly<Record<'order-select' | 'order-sign', readonly Hook[]>> = {
  'order-select': ['order-select'],
  'order-sign': ['order-select', 'order-sign']
}

function momentAt(
  hook: Hook,
  orders: readonly OrderInContext[],
  request: CdsRequest,
  record: PatientRecord,
  { terminology, codes }: SiteTerms
): Moment {
  const supporting = supportingInContext(request.context, record.supporting)
  // Dates stay as they were sent: a draft has none yet that anybody counts from.
  const local = orders.map((order) => ({
    ...order,
    resource: localiseResource(order.resource, { codes })
  }))
  const draftOrders = readDraftOrders(local, supporting, terminology)
  return { hook, draftOrders, ...encounterOf(request) }
}

export const encounterOf = (request: CdsRequest): { encounterReference?: string } =>
  request.context.encounterId === undefined
    ? {}
    : { encounterReference: `Encounter/${request.context.encounterId}` }
