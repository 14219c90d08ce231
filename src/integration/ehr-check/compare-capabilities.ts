import requirements from '../../../fhir-profiles/CapabilityStatement-ehr-requirements.json' with { type: 'json' }
import type { Verdict } from './check.ts'
import { fault, ok, warning } from './check.ts'
import { isObject } from '../../ground/is-object.ts'

type Loose = Readonly<Record<string, unknown>>

/**
 * Compares a server's CapabilityStatement with fhir-profiles/CapabilityStatement-ehr-requirements,
 * for the types that are read. A statement is a promise: the read plan with a test patient is what
 * proves it.
 */
export function compareCapabilities(body: unknown, types: readonly string[]): readonly Verdict[] {
  if (!isObject(body) || body['resourceType'] !== 'CapabilityStatement') {
    return [
      fault(
        'metadata is no CapabilityStatement',
        'Correct ehrs[].fhirServers: the base is the address before /metadata.'
      )
    ]
  }
  const offered = resourcesOf(body)
  const verdicts = requirements.rest
    .flatMap(({ resource }) => resource)
    .filter(({ type }) => types.includes(type))
    .flatMap((required) => judgeType(required, offered.get(required.type)))
  const faults = verdicts.filter(({ level }) => level !== 'ok')
  const whole = verdicts.length - faults.length
  return [
    judgeVersion(body['fhirVersion']),
    ...judgeFormat(body['format']),
    ...(whole === 0 ? [] : [ok(`${whole} of ${types.length} types declared as needed`)]),
    ...faults
  ]
}

interface Required {
  readonly type: string
  readonly interaction: readonly { readonly code: string }[]
  readonly searchParam?: readonly { readonly name: string }[]
}

function judgeType(required: Required, offered: Loose | undefined): readonly Verdict[] {
  const { type } = required
  const consequence =
    type === 'Patient' ? 'Without the Patient every call is 412.' : `Cards cannot use ${type}.`
  if (offered === undefined && type === 'MedicationStatement') {
    return [warning(`${type} is not declared`, 'Many EHRs do not offer it: Curbside does without.')]
  }
  if (offered === undefined) {
    return [
      fault(
        `${type} is not declared`,
        `Enable ${type} for Curbside's client, or send it as prefetch. ${consequence}`
      )
    ]
  }
  const interactions = namesIn(offered['interaction'], 'code')
  const parameters = namesIn(offered['searchParam'], 'name')
  const missing = required.interaction
    .map(({ code }) => code)
    .filter((code) => !interactions.includes(code))
  // Parameters that begin with _ hold for all types; servers need not repeat them at each.
  const unknown = (required.searchParam ?? [])
    .map(({ name }) => name)
    .filter((name) => !name.startsWith('_') && !parameters.includes(name))
  if (missing.length > 0) {
    return [
      fault(
        `${type}: no ${missing.join(', ')} declared`,
        `Enable ${type} ${missing.join(', ')}. ${consequence}`
      )
    ]
  }
  if (unknown.length === 0) return [ok(type)]
  return [
    fault(
      `${type}: no search by ${unknown.join(', ')} declared`,
      `Enable these search parameters, or send ${type} as prefetch. ${consequence}`
    )
  ]
}

function judgeVersion(version: unknown): Verdict {
  return typeof version === 'string' && /^4\.0(\.|$)/.test(version)
    ? ok(`FHIR ${version}`)
    : fault('not FHIR R4 (fhirVersion 4.0.1)', 'Register the R4 base of this EHR.')
}

function judgeFormat(formats: unknown): readonly Verdict[] {
  const listed = Array.isArray(formats) ? formats.map(String) : []
  return listed.length === 0 || listed.some((each) => each.includes('json'))
    ? []
    : [warning('JSON is not among the declared formats', 'Enable application/fhir+json.')]
}

function resourcesOf(statement: Loose): ReadonlyMap<unknown, Loose> {
  const rest = listOf(statement['rest']).filter(
    ({ mode }) => mode === undefined || mode === 'server'
  )
  const resources = rest.flatMap((each) => listOf(each['resource']))
  return new Map(resources.map((each) => [each['type'], each]))
}

const namesIn = (list: unknown, key: string): readonly unknown[] =>
  listOf(list).map((each) => each[key])

const listOf = (value: unknown): readonly Loose[] =>
  Array.isArray(value) ? value.filter(isObject) : []
