import type { AccessGrant } from '../../testbed/fhir-server/access-tokens.ts'
import type { EhrClock } from '../../testbed/fhir-server/ehr-clock.ts'
import { fhirIdPattern } from '../../testbed/fhir-server/fhir-resource.ts'
import type { FhirStore } from '../../testbed/fhir-server/fhir-store.ts'
import { operationOutcome } from '../../testbed/fhir-server/operation-outcome.ts'
import { searchBundle } from '../../testbed/fhir-server/search-bundle.ts'

export const prefetchModes = ['everything', 'patient only', 'none'] as const
export type PrefetchMode = (typeof prefetchModes)[number]

interface PrefetchWorld {
  readonly store: FhirStore
  readonly clock: EhrClock
  readonly fhirBase: string
}

/**
 * Answers a service's prefetch templates as its own searches would be answered under this grant
 * (CDS Hooks 2.0.1, Prefetch). A template with a token we cannot fill is declined: its key is
 * absent. A read that finds nothing is null; a search that fails is its OperationOutcome.
 */
export function resolvePrefetch(
  world: PrefetchWorld,
  grant: AccessGrant,
  asked: {
    readonly templates: Readonly<Record<string, string>>
    readonly context: Readonly<Record<string, unknown>>
    readonly mode: PrefetchMode
  }
): Readonly<Record<string, unknown>> {
  const prefetch: Record<string, unknown> = {}
  for (const [key, template] of Object.entries(asked.templates)) {
    if (asked.mode === 'none' || (asked.mode === 'patient only' && key !== 'patient')) continue
    const query = fillTemplate(template, asked.context, world.clock.asOf())
    if (query !== undefined) prefetch[key] = resolveOne(world, grant, query)
  }
  return prefetch
}

/** `{{context.x}}`, `{{userPractitionerId}}` and `{{today()}}` filled in; undefined if one is unknown. */
export function fillTemplate(
  template: string,
  context: Readonly<Record<string, unknown>>,
  asOf: string
): string | undefined {
  let unknown = false
  const filled = template.replace(/\{\{\s*([^}]*?)\s*\}\}/g, (_whole, name: string) => {
    const value = tokenValue(name, context, asOf)
    if (value === undefined) unknown = true
    return value ?? ''
  })
  return unknown ? undefined : filled
}

function tokenValue(
  name: string,
  context: Readonly<Record<string, unknown>>,
  asOf: string
): string | undefined {
  if (name === 'today()') return asOf.slice(0, 10)
  if (name === 'userPractitionerId') {
    const user = context['userId']
    return typeof user === 'string' ? /^Practitioner\/(.+)$/.exec(user)?.[1] : undefined
  }
  const key = /^context\.([A-Za-z]+)$/.exec(name)?.[1]
  const value = key === undefined ? undefined : context[key]
  return typeof value === 'string' && value !== '' ? value : undefined
}

function resolveOne(world: PrefetchWorld, grant: AccessGrant, query: string): unknown {
  const read = /^([A-Z][A-Za-z]+)\/([^/?]+)$/.exec(query)
  if (read !== null) {
    const reference = `${read[1]}/${read[2]}`
    const owner = world.store.ownerOf(reference)
    if (!fhirIdPattern.test(read[2] ?? '') || (owner ?? grant.patientId) !== grant.patientId) {
      return null
    }
    return world.store.read(reference) ?? null
  }
  const [type = '', search = ''] = query.split('?')
  const found = searchBundle(world, grant, { type, query: new URLSearchParams(search) })
  return found.outcome === 'found' ? found.bundle : operationOutcome(found.failure)
}
