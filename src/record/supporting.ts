import type { Resource } from '@medplum/fhirtypes'
import { literalReference } from '../fhir/reference.ts'
import { isResource } from '../fhir/searchset.ts'
import { subjectOf } from './own-subject.ts'

/**
 * Keeps a resource under each way it may be referred to: `Type/id`, its fullUrl, and what it
 * contains as `Type/id#containedId`. Clinical resources stand in the record already; of these only
 * the `urn:` address is kept, which nothing in them tells.
 */
export function addSupporting(
  supporting: Map<string, Resource>,
  entry: { readonly resource: Resource; readonly fullUrl?: string },
  verdict: 'kept' | 'supporting'
): void {
  const { resource, fullUrl } = entry
  if (resource.resourceType === 'Patient') return
  const key = `${resource.resourceType}/${resource.id ?? ''}`
  if (verdict === 'supporting') keep(supporting, key, resource)
  if (fullUrl !== undefined && (verdict === 'supporting' || fullUrl.startsWith('urn:'))) {
    keep(supporting, fullUrl, resource)
  }
  const contained: unknown = Reflect.get(resource, 'contained')
  if (!Array.isArray(contained)) return
  for (const inner of contained as unknown[]) {
    if (!isResource(inner) || inner.resourceType === 'Patient') continue
    const id: unknown = inner.id
    if (typeof id === 'string' && id !== '') {
      keep(supporting, `${key}#${id.replace(/^#/, '')}`, inner)
    }
  }
}

function keep(supporting: Map<string, Resource>, key: string, resource: Resource): void {
  if (!supporting.has(key)) supporting.set(key, resource)
}

/**
 * Medication references of orders, by `Type/id`, as they are written. An absolute one counts only
 * when it lies on the server that is read, or on which its resource names its patient: the same id
 * elsewhere is another drug.
 */
export function medicationReferences(
  resources: readonly Resource[],
  baseUrl?: string
): ReadonlyMap<string, ReadonlySet<string>> {
  const read = baseUrl?.replace(/\/+$/, '')
  const found = new Map<string, Set<string>>()
  for (const resource of resources) {
    const written = writtenReference(resource)
    const literal = literalReference(written)
    if (written === undefined || literal?.resourceType !== 'Medication') continue
    const own = literalReference(referenceIn(subjectOf(resource)))
    if (literal.base !== '' && literal.base !== own?.base && literal.base !== read) continue
    const key = `Medication/${literal.id}`
    found.set(key, (found.get(key) ?? new Set()).add(written))
  }
  return found
}

/** Makes absolute and versioned references to supporting Medications resolve as they are written. */
export function addWrittenReferences(
  supporting: Map<string, Resource>,
  references: ReadonlyMap<string, ReadonlySet<string>>
): void {
  for (const [key, written] of references) {
    const medication = supporting.get(key)
    if (medication === undefined) continue
    for (const reference of written) keep(supporting, reference, medication)
  }
}

/**
 * The ids of Medications that are referred to but were not delivered: templates cannot ask for
 * them (`_include` is outside the subset that CDS clients must support), and without them an order
 * names no drug.
 */
export function missingMedications(
  supporting: ReadonlyMap<string, Resource>,
  references: ReadonlyMap<string, ReadonlySet<string>>
): readonly string[] {
  return [...references].flatMap(([key, written]) => {
    const known = supporting.has(key) || [...written].every((text) => supporting.has(text))
    return known ? [] : [key.slice('Medication/'.length)]
  })
}

/** R5 keeps the reference in `medication.reference`. */
function writtenReference(resource: Resource): string | undefined {
  const medication: unknown = Reflect.get(resource, 'medication')
  return (
    referenceIn(Reflect.get(resource, 'medicationReference')) ??
    (typeof medication === 'object' && medication !== null
      ? referenceIn(Reflect.get(medication, 'reference'))
      : undefined)
  )
}

function referenceIn(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const reference: unknown = Reflect.get(value, 'reference')
  return typeof reference === 'string' ? reference : undefined
}
