import { isObject } from '../is-object.ts'

/** FHIR as this server keeps it: any R4 resource with an id, served byte for byte as it was loaded. */
export interface FhirResource {
  readonly resourceType: string
  readonly id: string
  readonly [element: string]: unknown
}

/** FHIR R4 id; anything else is never a resource of ours. */
export const fhirIdPattern = /^[A-Za-z0-9\-.]{1,64}$/

/** A repeating element as a list, whether it came as a list, as one value or not at all. */
export function listOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return []
  return Array.isArray(value) ? value : [value]
}

export function field(value: unknown, name: string): unknown {
  return isObject(value) ? value[name] : undefined
}

export function stringField(value: unknown, name: string): string | undefined {
  const found = field(value, name)
  return typeof found === 'string' ? found : undefined
}

export function numberField(value: unknown, name: string): number | undefined {
  const found = field(value, name)
  return typeof found === 'number' ? found : undefined
}

export interface LooseCoding {
  readonly system?: string
  readonly code?: string
  readonly display?: string
}

/** Codings of a CodeableConcept, a list of them, a Coding, or a plain code. */
export function codingsOf(value: unknown): readonly LooseCoding[] {
  return listOf(value).flatMap((each): LooseCoding[] => {
    if (typeof each === 'string' || typeof each === 'boolean') return [{ code: String(each) }]
    if (!isObject(each)) return []
    const codings = Array.isArray(each['coding']) ? each['coding'] : [each]
    return codings.filter(isObject).map((coding) => {
      const [system, code, display] = ['system', 'code', 'display'].map((name) =>
        stringField(coding, name)
      )
      return {
        ...(system === undefined ? {} : { system }),
        ...(code === undefined ? {} : { code }),
        ...(display === undefined ? {} : { display })
      }
    })
  })
}

/** What a person reads of a CodeableConcept: its text, else its first display, else its first code. */
export function conceptText(value: unknown): string | undefined {
  for (const concept of listOf(value)) {
    const text = stringField(concept, 'text')
    if (text !== undefined && text !== '') return text
    const codings = codingsOf(concept)
    const display = codings.find((coding) => coding.display !== undefined)?.display
    if (display !== undefined) return display
    const code = codings.find((coding) => coding.code !== undefined)?.code
    if (code !== undefined) return code
  }
  return undefined
}

export function referencesOf(value: unknown): readonly string[] {
  return listOf(value).flatMap((each) => stringField(each, 'reference') ?? [])
}

/** `Type/id` of a relative or absolute literal reference; undefined for `#…`, urn and conditional ones. */
export function literalReference(reference: string): string | undefined {
  return /(?:^|\/)([A-Z][A-Za-z]{1,40}\/[A-Za-z0-9\-.]{1,64})(?:\/_history\/[^/]+)?$/.exec(
    reference
  )?.[1]
}
