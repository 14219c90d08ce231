import type { Clock } from '../../ground/clock.ts'
import type { Config } from '../../process/config.ts'
import { modeOf } from '../../ehrs/ehr.ts'
import type { Ehr } from '../../ehrs/ehr.ts'
import { fhirReader } from '../../fhir/fhir-kit-reader.ts'
import { guardedDispatcher, guardedFetch } from '../../process/guarded-dispatcher.ts'
import { limits } from '../../ground/limits.ts'
import type { Service } from '../../services/service-contract.ts'
import type { Check, Verdict } from './check.ts'
import { inArea, ok, skipped, warning } from './check.ts'
import { checkClientJwt } from './check-client-jwt.ts'
import { checkFhirServer } from './check-fhir-server.ts'
import { checkKeys } from './check-keys.ts'
import { checkTestPatient } from './check-test-patient.ts'

export interface EhrCheckGiven {
  readonly config: Config
  readonly ehr: Ehr
  readonly services: readonly Service[]
  /** One of the registered ones; the token goes nowhere else. */
  readonly fhirServer: string | undefined
  readonly patientId?: string | undefined
  readonly token?: string | undefined
  readonly clientJwt?: string | undefined
  readonly clock: Clock
}

/**
 * Everything that can be known of an EHR from Curbside's side: its keys, its FHIR server, and with
 * a test patient's token what calls would read. Goes out only as Curbside itself does.
 */
export async function checkEhr(given: EhrCheckGiven): Promise<readonly Check[]> {
  const { ehr, config, clock } = given
  const wayTo = (address: string, bytesMax: number) =>
    guardedDispatcher({
      allowLoopbackHttp: config.development.allowLoopbackHttp,
      connectWithinMs: limits.connectWithinMs,
      allowedOrigins: [new URL(address).origin],
      responseBytesMax: bytesMax,
      connections: limits.fhirConnections
    })
  const keysSend = guardedFetch(wayTo(ehr.jwksUrl ?? config.publicUrl, limits.jwksBytesMax))
  const keys = await checkKeys(ehr, { send: keysSend, clock })
  return [
    ...inArea('configuration', judgeConfiguration(given)),
    ...inArea('keys', keys.verdicts),
    ...inArea('client JWT', await clientJwt(given, keys.jwks)),
    ...(await fhirChecks(given, (address) => wayTo(address, limits.fhirBytesMax)))
  ]
}

function judgeConfiguration({ ehr, services }: EhrCheckGiven): readonly Verdict[] {
  const off = services.filter(({ id }) => modeOf(ehr, id) === 'off').map(({ id }) => id)
  const modes = services.map(({ id }) => `${id} ${modeOf(ehr, id)}`).join(', ')
  return off.length === services.length
    ? [warning(`all services are off: ${modes}`, 'Set ehrs[].mode to shadow or live.')]
    : [ok(`services: ${modes}`)]
}

async function clientJwt(given: EhrCheckGiven, jwks: unknown): Promise<readonly Verdict[]> {
  const { clientJwt: token, ehr, services, clock, config } = given
  if (token === undefined) {
    return [skipped('give --jwt env:NAME with a token of the EHR to see whether it fits')]
  }
  const publicUrl = config.publicUrl.replace(/\/+$/, '')
  const addresses = services.flatMap(({ id }) => [
    `${publicUrl}/cds-services/${id}`,
    `${publicUrl}/cds-services/${id}/feedback`
  ])
  return checkClientJwt({ token, ehr, jwks, addresses, clock })
}

async function fhirChecks(
  given: EhrCheckGiven,
  wayTo: (address: string) => ReturnType<typeof guardedDispatcher>
): Promise<readonly Check[]> {
  const { ehr, services, fhirServer, patientId, token, clock } = given
  if (fhirServer === undefined) {
    return inArea('FHIR server', [
      warning(
        'none is registered: everything must come by prefetch',
        'Add the base to ehrs[].fhirServers if Curbside may read.'
      )
    ])
  }
  const dispatcher = wayTo(fhirServer)
  const asking = { send: guardedFetch(dispatcher), clock }
  const { verdicts, reached } = await checkFhirServer(fhirServer, services, asking)
  const server = inArea('FHIR server', verdicts)
  if (patientId === undefined || token === undefined || !reached) {
    const why = reached
      ? 'give --patient ID and --token env:NAME to run the read plans'
      : 'read plans were not run: the FHIR server cannot be reached'
    return [...server, ...inArea('test patient', [skipped(why)])]
  }
  const plans = await checkTestPatient({
    patientId,
    services,
    newReader: () => fhirReader({ baseUrl: fhirServer, accessToken: token, dispatcher }),
    readWithinMs: ehr.answerWithinMs * limits.recordShare,
    clock
  })
  return [...server, ...plans]
}
