import { includes, searchableTypes, searchParametersOf } from './search-parameters.ts'

/** GET /fhir/metadata: what this server answers, built from the tables that answer. */
export function capabilityStatement(given: {
  readonly fhirBase: string
  readonly date: string
}): object {
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    date: given.date,
    kind: 'instance',
    software: { name: 'Curbside demo EHR' },
    implementation: { description: 'Invented patients, in memory', url: given.fhirBase },
    fhirVersion: '4.0.1',
    format: ['json', 'application/fhir+json'],
    rest: [
      {
        mode: 'server',
        security: {
          description: 'A bearer token per hook call, bound to one patient, gone after the answer.'
        },
        resource: searchableTypes.map((type) => {
          const included = Object.keys(includes).filter((each) => each.startsWith(`${type}:`))
          return {
            type,
            interaction: [{ code: 'read' }, { code: 'search-type' }],
            ...(included.length === 0 ? {} : { searchInclude: included }),
            searchParam: Object.entries(searchParametersOf(type) ?? {}).map(([name, each]) => ({
              name,
              type: each.kind
            }))
          }
        })
      }
    ]
  }
}
