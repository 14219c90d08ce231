import type { Patient, Resource } from '@medplum/fhirtypes'
import { buildClinicalIndex } from '../../clinical/build-clinical-index.ts'
import type { ClinicalFact } from '../../clinical/clinical-index.ts'
import { readConcept } from '../../clinical/concept.ts'
import { objectOf } from '../../clinical/loose-json.ts'
import { readDrug } from '../../clinical/read-drug.ts'
import { resolverOf } from '../../clinical/resolve-reference.ts'
import { literalReference } from '../../fhir/reference.ts'
import { readSearchset } from '../../fhir/searchset.ts'
import type { SearchsetEntry } from '../../fhir/searchset.ts'
import type { FactView } from '../../findings/facts/fact-view.ts'
import { kindOfResource } from '../../record/kind-of-resource.ts'
import { patientNames } from '../../record/own-subject.ts'
import { recordKinds } from '../../record/record-kinds.ts'
import type { PatientRecord } from '../../record/patient-record.ts'
import { siftResources } from '../../record/sift-resources.ts'
import { addWrittenReferences, medicationReferences } from '../../record/supporting.ts'
import { ownTimeOf } from './own-time.ts'

/** One patient's record as claims are looked up in it. */
export interface ClaimRecord {
  readonly view: FactView
  /** `Type/id` of what a citation means, in whatever form it is written; undefined: nothing here. */
  referenceOf(cited: string): string | undefined
  /** Every name that the cited resource has for the fact, as it is written there. */
  namesOf(fact: ClinicalFact): readonly string[]
}

/**
 * The record that a Bundle holds, read as the service reads one: of one patient, without what is
 * in error or withheld by its label, at the record's own last date. Undefined when the Bundle
 * holds no Patient.
 */
export function claimRecordOf(bundle: unknown): ClaimRecord | undefined {
  const entries = withIds(readSearchset(bundle)?.entries ?? [])
  const patient = entries.find(({ resource }) => resource.resourceType === 'Patient')?.resource
  const patientId = patient?.id
  if (patient?.resourceType !== 'Patient' || patientId === undefined) return undefined
  const record = recordOf(entries, { ...patient, id: patientId })
  const index = buildClinicalIndex(record, ownTimeOf(entries.map(({ resource }) => resource)))
  const resolve = resolverOf(record.supporting)
  const byReference = new Map(record.resources.map((one) => [keyOf(one), one]))
  const byUrl = new Map(entries.map(({ fullUrl, resource }) => [fullUrl ?? '', keyOf(resource)]))
  const byId = new Map(record.resources.map((one) => [one.id ?? '', keyOf(one)]))
  return {
    view: { index, moment: { hook: 'patient-view', draftOrders: [] } },
    referenceOf: (cited) => {
      const plain = cited.trim().replace(/\/_history\/[^/]*$/, '')
      const known = byUrl.get(plain)
      if (known !== undefined) return known
      if (plain.startsWith('urn:uuid:')) return byId.get(plain.slice('urn:uuid:'.length))
      const literal = literalReference(plain)
      // The same id on another server is another resource.
      const isElsewhere = literal !== undefined && literal.base !== '' && hasBase(byUrl)
      return literal === undefined || isElsewhere
        ? undefined
        : `${literal.resourceType}/${literal.id}`
    },
    namesOf: (fact) => {
      const resource = byReference.get(fact.reference)
      return resource === undefined ? [] : namesIn(objectOf(resource), fact, resolve)
    }
  }
}

const keyOf = (resource: Resource): string => `${resource.resourceType}/${resource.id ?? ''}`

/** In a Bundle to be taken in, an entry may have no id but that of its fullUrl. */
function withIds(entries: readonly SearchsetEntry[]): readonly SearchsetEntry[] {
  return entries.map((entry) => {
    const { resource, fullUrl } = entry
    const id = /^urn:uuid:([A-Za-z0-9\-.]{1,64})$/.exec(fullUrl ?? '')?.[1]
    return resource.id !== undefined || id === undefined
      ? entry
      : { ...entry, resource: { ...resource, id } }
  })
}

function recordOf(
  entries: readonly SearchsetEntry[],
  patient: Patient & { readonly id: string }
): PatientRecord {
  const fullUrls = entries.flatMap(({ resource, fullUrl }) =>
    resource.id === patient.id && fullUrl !== undefined ? [fullUrl] : []
  )
  const names = patientNames({ patient, patientId: patient.id, fullUrls: new Set(fullUrls) })
  const sifted = siftResources(
    entries.map((entry) => ({
      ...entry,
      kind: kindOfResource(entry.resource),
      expected: entry.resource.resourceType,
      origin: 'prefetch'
    })),
    { prefetch: names, fhir: names }
  )
  addWrittenReferences(sifted.supporting, medicationReferences(sifted.resources))
  const { resources, supporting, counts, keptFrom, tallies } = sifted
  const stateOf = (kind: (typeof recordKinds)[number]) =>
    [kind, { state: (tallies.get(kind)?.kept ?? 0) > 0 ? 'present' : 'empty' }] as const
  return {
    patient,
    resources,
    supporting,
    // A published record is all there is.
    states: Object.fromEntries(recordKinds.map(stateOf)) as PatientRecord['states'],
    gaps: [],
    counts: {
      fromPrefetch: keptFrom.prefetch,
      fromFhir: 0,
      fhirRequests: 0,
      otherPatient: counts['other-patient'],
      restricted: counts.restricted,
      unreadable: counts.unreadable,
      enteredInError: counts['in-error']
    }
  }
}

function hasBase(byUrl: ReadonlyMap<string, string>): boolean {
  return [...byUrl.keys()].some((url) => /^https?:/.test(url))
}

function namesIn(
  resource: Record<string, unknown>,
  fact: ClinicalFact,
  resolve: Parameters<typeof readDrug>[1]
): readonly string[] {
  if (fact.kind === 'medication') return readDrug(resource, resolve).texts
  const whole = readConcept(resource['code']).texts
  if (fact.kind !== 'result' || fact.component === undefined) return whole
  const parts = (resource as unknown as { component?: unknown[] }).component ?? []
  const own = parts
    .map((part) => readConcept(objectOf(part)['code']))
    .filter(({ codes }) => codes.some(({ code }) => code === fact.component))
  return [...whole, ...own.flatMap(({ texts }) => texts)]
}
