import type { CdsRequest } from '../cds-hooks/request.ts'
import { deprecatedHooks } from '../cds-hooks/service.ts'
import { profiles } from './profiles.ts'
import type { ProfileId } from './profiles.ts'

/** Versions of CDS Hooks between which our answers differ. 1.1 is the ballot that became 2.0. */
export type Specification = '1.0' | '1.1' | '2.0'

const versionExtension = 'com.epic.cdshooks.request.cds-hooks-specification-version'

/**
 * The version that a request speaks: the one it reports (Epic does), or 1.0 for a deprecated hook
 * and for a user at the root of the request, which 1.0 moved into the context.
 */
export function specificationOf(request: CdsRequest): Specification {
  const reported = extensionText(request, versionExtension)
  if (reported !== undefined) {
    if (/^1\.0(\.|$)/.test(reported)) return '1.0'
    return reported.startsWith('1.') ? '1.1' : '2.0'
  }
  const older =
    request.context.userId === undefined && (request.user ?? request.userId) !== undefined
  return older || request.hook in deprecatedHooks ? '1.0' : '2.0'
}

/** The native event behind the hook, for EHRs whose profile names one. */
export interface Trigger {
  /** As the EHR numbers it. */
  readonly code: string
  /** Draft orders in the context are to be checked as at this hook. */
  readonly orderHook: 'order-select' | 'order-sign' | null
}

/** Reads the trigger of a request; undefined when there is none, or none of a known form. */
export function triggerOf(request: CdsRequest, profileId: ProfileId): Trigger | undefined {
  const { triggerExtension, orderTriggers } = profiles[profileId]
  if (triggerExtension === null) return undefined
  const code = extensionText(request, triggerExtension)
  if (code === undefined || !/^\d{1,6}$/.test(code)) return undefined
  const isPatientView = request.hook === 'patient-view'
  const orderHook = Object.hasOwn(orderTriggers, code) ? orderTriggers[code] : undefined
  return { code, orderHook: isPatientView ? (orderHook ?? null) : null }
}

/** Values are strings by the documentation; numbers are seen too. */
function extensionText(request: CdsRequest, name: string): string | undefined {
  const { extension } = request
  if (typeof extension !== 'object' || extension === null) return undefined
  if (!Object.hasOwn(extension, name)) return undefined
  const value: unknown = Reflect.get(extension, name)
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
}
