import type { FhirResource } from '../testbed/fhir-server/fhir-resource.ts'
import { subjectElements } from '../record/own-subject.ts'
import { addCategory } from './add-category.ts'
import { at, listOf, textOf } from './json-value.ts'
import { isObject } from '../ground/is-object.ts'
import type { LooseObject } from '../ground/is-object.ts'
import { referenceTargets } from './reference-targets.ts'
import type { PlacedResource } from './reference-targets.ts'

export interface LoadedRecord {
  readonly resources: readonly FhirResource[]
  readonly notes: readonly string[]
}

/**
 * A case's record as an EHR would hold it after taking it in, whatever Bundle it came as: every
 * resource has an id, references lead to `Type/id`, and what names nobody belongs to the one
 * Patient. What was added is noted; values are never touched.
 */
export function loadRecord(record: unknown, patientId: string): LoadedRecord {
  const notes: string[] = []
  const placed = place(entriesOf(record), patientId)
  const patients = placed.filter(({ type }) => type === 'Patient')
  const targets = referenceTargets(placed, patientId)
  const known = new Set<string>()
  const counts = { twice: 0, nobody: 0, category: 0 }
  const resources = placed.flatMap(({ resource, type, id }): FhirResource[] => {
    if (known.has(`${type}/${id}`)) {
      counts.twice += 1
      return []
    }
    known.add(`${type}/${id}`)
    let served = { ...rewrite(resource, targets), resourceType: type, id } as FhirResource
    const element = subjectElements.get(type)
    if (element !== undefined && served[element] == null && patients.length <= 1) {
      served = { ...served, [element]: { reference: `Patient/${patientId}` } }
      counts.nobody += 1
    }
    const categorised = addCategory(served)
    if (categorised !== served) counts.category += 1
    return [categorised]
  })
  if (counts.twice > 0) notes.push(`${counts.twice} of the record left out: their id stands twice`)
  if (counts.nobody > 0)
    notes.push(`${counts.nobody} of the record name no patient: taken as theirs`)
  if (counts.category > 0) notes.push(`${counts.category} observations without category given one`)
  if (patients.length === 0) notes.push('the record holds no Patient: served with an id alone')
  return {
    resources:
      patients.length > 0 ? resources : [{ resourceType: 'Patient', id: patientId }, ...resources],
    notes
  }
}

interface Entry {
  readonly fullUrl: string | undefined
  readonly resource: LooseObject
}

/** Of a Bundle, a list of resources or one, wrapped in `{resource}` or not, Bundles in Bundles too. */
function entriesOf(value: unknown, fullUrl?: string): readonly Entry[] {
  if (Array.isArray(value)) return value.flatMap((one) => entriesOf(one))
  if (!isObject(value)) return []
  if (value['resourceType'] === 'Bundle')
    return listOf(value['entry']).flatMap((one) => entriesOf(one))
  if (isObject(value['resource'])) return entriesOf(value['resource'], textOf(value['fullUrl']))
  return [{ fullUrl, resource: value }]
}

/** FHIR R4, Resource: id is up to 64 letters, digits, hyphens and dots. */
const fhirId = /^[A-Za-z0-9\-.]{1,64}$/

function place(entries: readonly Entry[], patientId: string): readonly PlacedResource[] {
  const patients = entries.filter(({ resource }) => resource['resourceType'] === 'Patient')
  return entries.flatMap(({ fullUrl, resource }, at): PlacedResource[] => {
    const type = textOf(resource['resourceType'])
    if (type === undefined || !/^[A-Z][A-Za-z]{1,40}$/.test(type)) return []
    const { id: given } = resource
    const own = typeof given === 'number' ? String(given) : textOf(given)
    const ofUrl = fullUrl
      ?.replace(/^urn:(uuid|oid):/, '')
      .split('/')
      .at(-1)
    const isTheOne = type === 'Patient' && own === undefined && patients.length === 1
    const id = isTheOne
      ? patientId
      : [own, ofUrl].find((one) => one !== undefined && fhirId.test(one))
    return [{ fullUrl, resource, type, id: id ?? `${type.toLowerCase()}-${at + 1}` }]
  })
}

/** A copy with every `reference` that leads to a resource of the record written as `Type/id`. */
function rewrite(value: unknown, targets: ReadonlyMap<string, string>): LooseObject {
  return rewriteAny(value, targets) as LooseObject
}

function rewriteAny(value: unknown, targets: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((one) => rewriteAny(one, targets))
  if (!isObject(value)) return value
  const copy: Record<string, unknown> = {}
  for (const [name, inner] of Object.entries(value)) {
    copy[name] =
      name === 'reference' && typeof inner === 'string'
        ? (targets.get(inner) ?? inner)
        : rewriteAny(inner, targets)
  }
  // A logical reference, by identifier alone.
  const token = textOf(at(value['identifier'], 'value'))
  if (copy['reference'] === undefined && token !== undefined && !('resourceType' in value)) {
    const system = textOf(at(value['identifier'], 'system'))
    const target = targets.get(`?identifier=${system ?? ''}|${token}`)
    if (target !== undefined) copy['reference'] = target
  }
  return copy
}
