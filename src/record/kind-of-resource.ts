import type { Resource } from '@medplum/fhirtypes'
import { recordKinds, recordKindTable } from './record-kinds.ts'
import type { RecordKind } from './record-kinds.ts'

const kindsByType: ReadonlyMap<string, RecordKind> = new Map(
  recordKinds.map((kind) => [recordKindTable[kind].resourceType, kind])
)

/** FHIR R4, Vital Signs Profile (http://hl7.org/fhir/R4/observation-vitalsigns.html), its table. */
const vitalSignCodes: ReadonlySet<unknown> = new Set([
  '85353-1',
  '9279-1',
  '8867-4',
  '2708-6',
  '8310-5',
  '8302-2',
  '9843-4',
  '29463-7',
  '39156-5',
  '85354-9',
  '8480-6',
  '8462-4'
])

/**
 * The kind of data a resource belongs to, whatever it was sent as; null for what is no kind of
 * ours. An Observation goes by its category, and without one by its LOINC code.
 */
export function kindOfResource(resource: Resource): RecordKind | null {
  if (resource.resourceType !== 'Observation') return kindsByType.get(resource.resourceType) ?? null
  const categories = listed(Reflect.get(resource, 'category')).flatMap(codesOf)
  const byCategory = categorised.find(([, category]) => categories.includes(category))
  if (byCategory !== undefined) return byCategory[0]
  // US Core keeps the pregnancy status there; asked for beside the questionnaires.
  if (categories.includes('social-history')) return 'surveys'
  if (categories.length > 0) return null
  const codes = codesOf(Reflect.get(resource, 'code'))
  if (codes.length === 0) return null
  return codes.some((code) => vitalSignCodes.has(code)) ? 'vitals' : 'laboratory'
}

/** Vital signs first: some servers file them under both. */
const categorised = recordKinds
  .flatMap((kind) => {
    const { category } = recordKindTable[kind]
    return category === undefined ? [] : [[kind, category] as const]
  })
  .toSorted(([a], [b]) => Number(b === 'vitals') - Number(a === 'vitals'))

/** One where FHIR wants a list is seen too. */
const listed = (value: unknown): readonly unknown[] =>
  value === undefined || value === null ? [] : Array.isArray(value) ? (value as unknown[]) : [value]

function codesOf(concept: unknown): readonly unknown[] {
  if (typeof concept !== 'object' || concept === null) return []
  return listed(Reflect.get(concept, 'coding')).flatMap((coding) =>
    typeof coding === 'object' && coding !== null ? [Reflect.get(coding, 'code') as unknown] : []
  )
}
