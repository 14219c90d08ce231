import { isFhirId } from '../fhir/fhir-query.ts'
import { recordKinds, searchTemplate } from './record-kinds.ts'
import type { RecordKind } from './record-kinds.ts'
import { readPrefetch } from './read-prefetch.ts'
import type { PrefetchReading } from './read-prefetch.ts'

/** The values of a hook's context that templates may name. */
export interface ReadTokens {
  readonly patientId: string
  readonly userId?: string | undefined
  readonly encounterId?: string | undefined
}

/** How one kind of data is had: from its prefetch value, its query, or both. */
export interface PlannedRead {
  readonly kind: RecordKind
  /** The type asked for: what comes beside it only supports it. */
  readonly resourceType: string
  /** Undefined when a token of the template has no value in this call. */
  readonly query: string | undefined
  readonly prefetched: PrefetchReading
}

/**
 * Compares the prefetch with the templates (CDS Hooks 2.0.1, Prefetch: that is the service's part)
 * and fills each template in. Prefetch keys that are no kind of ours are ignored; the Patient is
 * planned even when no template names it.
 */
export function planReads(given: {
  readonly prefetchTemplates: Readonly<Partial<Record<string, string>>>
  readonly prefetch: Readonly<Record<string, unknown>> | null | undefined
  readonly tokens: ReadTokens
}): readonly PlannedRead[] {
  const tokens = tokenValues(given.tokens)
  return recordKinds.flatMap((kind) => {
    const template =
      given.prefetchTemplates[kind] ?? (kind === 'patient' ? searchTemplate(kind) : undefined)
    if (template === undefined) return []
    const value = given.prefetch != null && Object.hasOwn(given.prefetch, kind)
    const reading = readPrefetch(value ? given.prefetch?.[kind] : undefined)
    return [
      {
        kind,
        resourceType: /^[A-Za-z]*/.exec(template)?.[0] ?? '',
        query: fillIn(template, tokens),
        // A Patient that was looked for and not found cannot be: there is a chart open.
        prefetched:
          kind === 'patient' && reading.state.state === 'empty' ? readPrefetch(undefined) : reading
      }
    ]
  })
}

// CDS Hooks 2.0.1, Prefetch tokens: context fields, and the user's id by the type of user.
const userTokens: ReadonlyMap<string, string> = new Map([
  ['Practitioner', 'userPractitionerId'],
  ['PractitionerRole', 'userPractitionerRoleId'],
  ['Patient', 'userPatientId'],
  ['RelatedPerson', 'userRelatedPersonId']
])

function tokenValues(tokens: ReadTokens): ReadonlyMap<string, string> {
  const values = new Map<string, string>()
  // Values come from a request and stand in a URL: only ids pass.
  if (isFhirId(tokens.patientId)) values.set('context.patientId', tokens.patientId)
  if (isFhirId(tokens.encounterId)) values.set('context.encounterId', tokens.encounterId)
  const [type = '', id, ...rest] = tokens.userId?.split('/') ?? []
  const userToken = userTokens.get(type)
  if (userToken !== undefined && isFhirId(id) && rest.length === 0) {
    values.set('context.userId', `${type}/${id}`).set(userToken, id)
  }
  return values
}

function fillIn(template: string, tokens: ReadonlyMap<string, string>): string | undefined {
  let complete = true
  const query = template.replace(/\{\{\s*([^{}]*?)\s*\}\}/g, (_all, token: string) => {
    const value = tokens.get(token)
    if (value === undefined) complete = false
    return value ?? ''
  })
  return complete ? query : undefined
}
