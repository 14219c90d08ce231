import {
  fhirIdPattern,
  literalReference,
  stringField
} from '../../testbed/fhir-server/fhir-resource.ts'
import { isObject } from '../../testbed/is-object.ts'
import type { FhirResource } from '../../testbed/fhir-server/fhir-resource.ts'

export interface LoadedBundle {
  readonly resources: readonly FhirResource[]
  /** Entries left out: no type, or an id that FHIR does not allow. */
  readonly skipped: number
}

interface PlacedEntry {
  readonly fullUrl: string | undefined
  readonly resource: Readonly<Record<string, unknown>>
  readonly type: string
  readonly id: string
}

/**
 * The resources of a transaction or collection Bundle as a server would hold them after taking it
 * in: every resource has an id (its own, else that of its fullUrl), and references to a fullUrl of
 * the Bundle become `Type/id`. Conditional references (`Practitioner?identifier=…`) stay as they are.
 */
export function loadBundle(bundle: unknown): LoadedBundle {
  const entries = isObject(bundle) && Array.isArray(bundle['entry']) ? bundle['entry'] : []
  const placed: PlacedEntry[] = []
  for (const entry of entries) {
    const one = place(entry)
    if (one !== undefined) placed.push(one)
  }
  const targets = new Map<string, string>()
  for (const { fullUrl, type, id } of placed) {
    if (fullUrl !== undefined) targets.set(fullUrl, `${type}/${id}`)
  }
  return {
    resources: placed.map(({ resource, type, id }) => {
      const rewritten = rewrite(resource, targets) as Readonly<Record<string, unknown>>
      return { ...rewritten, resourceType: type, id }
    }),
    skipped: entries.length - placed.length
  }
}

function place(entry: unknown): PlacedEntry | undefined {
  if (!isObject(entry) || !isObject(entry['resource'])) return undefined
  const resource = entry['resource']
  const type = stringField(resource, 'resourceType')
  const fullUrl = stringField(entry, 'fullUrl')
  const id = stringField(resource, 'id') ?? idOfFullUrl(fullUrl)
  if (type === undefined || id === undefined) return undefined
  if (!/^[A-Z][A-Za-z]{1,40}$/.test(type) || !fhirIdPattern.test(id)) return undefined
  return { fullUrl, resource, type, id }
}

function idOfFullUrl(fullUrl: string | undefined): string | undefined {
  if (fullUrl === undefined) return undefined
  if (fullUrl.startsWith('urn:uuid:')) return fullUrl.slice('urn:uuid:'.length)
  return literalReference(fullUrl)?.split('/')[1]
}

/** A copy with every `reference` that names a fullUrl of the Bundle turned into `Type/id`. */
function rewrite(value: unknown, targets: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((each) => rewrite(each, targets))
  if (!isObject(value)) return value
  const copy: Record<string, unknown> = {}
  for (const [name, inner] of Object.entries(value)) {
    copy[name] =
      name === 'reference' && typeof inner === 'string'
        ? (targets.get(inner) ?? inner)
        : rewrite(inner, targets)
  }
  return copy
}
