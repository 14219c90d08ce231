import type { Service } from '../../services/service-contract.ts'
import { readScopes } from '../read-scopes.ts'
import type { ReadScope } from '../read-scopes.ts'
import type { Verdict } from './check.ts'
import { fault, ok, warning } from './check.ts'
import { compareCapabilities } from './compare-capabilities.ts'
import { fetchJson } from './fetch-json.ts'
import type { Asking, Fetched } from './fetch-json.ts'

export interface CheckedFhirServer {
  readonly verdicts: readonly Verdict[]
  /** False when no answer of any kind came: then nothing else is worth asking. */
  readonly reached: boolean
}

/** What a FHIR server says of itself, without a token: metadata and smart-configuration. */
export async function checkFhirServer(
  server: string,
  services: readonly Service[],
  asking: Asking
): Promise<CheckedFhirServer> {
  const base = server.replace(/\/+$/, '')
  const scopes = readScopes(services)
  const metadata = await fetchJson(`${base}/metadata`, 'application/fhir+json', asking)
  if (metadata.outcome !== 'json') {
    const verdicts = [notRead(`${base}/metadata`, metadata)]
    return { verdicts, reached: metadata.outcome !== 'failed' }
  }
  const types = scopes.map(({ type }) => type)
  const smart = await fetchJson(
    `${base}/.well-known/smart-configuration`,
    'application/json',
    asking
  )
  return {
    verdicts: [
      ok(`${base}/metadata answers`, metadata.tookMs),
      ...compareCapabilities(metadata.body, types),
      judgeSmart(smart, scopes)
    ],
    reached: true
  }
}

function notRead(url: string, fetched: Exclude<Fetched, { outcome: 'json' }>): Verdict {
  if (fetched.outcome === 'failed') return fault(`${url}: ${fetched.problem}`, fetched.todo)
  if (fetched.outcome === 'no-json') {
    return fault(
      `${url} is not JSON`,
      'Correct ehrs[].fhirServers, or enable application/fhir+json.'
    )
  }
  const login = fetched.status === 401 || fetched.status === 403
  return fault(
    `${url} answers ${fetched.status}`,
    login
      ? 'FHIR R4 wants metadata readable without a token; allow it, or rely on the test patient alone.'
      : 'Correct ehrs[].fhirServers: the base is the address before /metadata.'
  )
}

/** Not needed for hook calls, whose token comes with them; but it tells which scopes there are. */
function judgeSmart(fetched: Fetched, scopes: readonly ReadScope[]): Verdict {
  if (fetched.outcome !== 'json') {
    return ok('no smart-configuration (not needed: the token comes with the hook)')
  }
  const supported: unknown =
    typeof fetched.body === 'object' && fetched.body !== null
      ? Reflect.get(fetched.body, 'scopes_supported')
      : undefined
  if (!Array.isArray(supported)) return ok('smart-configuration is there, without scopes_supported')
  const names = supported.filter((each) => typeof each === 'string')
  const missing = scopes.filter(({ type }) => !names.some((name) => permits(name, type)))
  if (missing.length === 0) return ok('smart-configuration lists scopes for all types')
  return warning(
    `smart-configuration lists no scope for ${missing.map(({ type }) => type).join(', ')}`,
    `Enable for Curbside's client: ${missing.map(({ v1, v2 }) => `${v1} or ${v2}`).join(', ')}.`
  )
}

/** `patient/Condition.read`, `user/*.rs`, `system/…` and so on. */
function permits(scope: string, type: string): boolean {
  const [, resource, access = ''] = /^(?:patient|user|system)\/([^.?]+)\.([^?]+)/.exec(scope) ?? []
  return (
    (resource === type || resource === '*') &&
    /^(read|\*|c?r?u?d?s?)$/.test(access) &&
    /[r*s]/.test(access)
  )
}
