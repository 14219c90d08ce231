import packageJson from '../../../package.json' with { type: 'json' }
import codeSystem from '../../../fhir-profiles/CodeSystem-curbside-override-reasons.json' with { type: 'json' }
import { cardTopics, topicSystem } from '../../cards/topics.ts'
import type { Config } from '../../process/config.ts'
import { clientAlgorithms } from '../../ehrs/client-algorithms.ts'
import { modeOf } from '../../ehrs/ehr.ts'
import type { Ehr } from '../../ehrs/ehr.ts'
import { limits } from '../../ground/limits.ts'
import { rules } from '../../rules/all-rules.ts'
import type { Service } from '../../services/service-contract.ts'
import { readScopes } from '../read-scopes.ts'

export type RegistrationFacts = ReturnType<typeof registrationFacts>

/** Everything that is agreed when an EHR is registered, from the running configuration. */
export function registrationFacts(config: Config, ehr: Ehr, services: readonly Service[]) {
  const publicUrl = config.publicUrl.replace(/\/+$/, '')
  return {
    ehr: { id: ehr.id, profile: ehr.profile, mode: ehr.mode },
    curbside: {
      version: packageJson.version,
      cdsHooks: '2.0.1',
      publicUrl,
      discovery: `${publicUrl}/cds-services`,
      discoveryNeedsToken: config.discovery === 'authenticated',
      openapi: `${publicUrl}/openapi.json`,
      contact: config.contact ?? null
    },
    services: services.map((service) => serviceFacts(service, ehr, publicUrl)),
    clientJwt: clientJwtFacts(ehr),
    fhir: { servers: ehr.fhirServers, reads: readScopes(services) },
    overrideReasons: {
      system: codeSystem.url,
      reasons: codeSystem.concept.map(({ code, display, property }) => ({
        code,
        display,
        offeredOn: property[0]?.valueCode ?? 'every'
      }))
    },
    topics: { system: topicSystem, topics: topicsOf(services) },
    allowList: {
      pages: [`${publicUrl}/transparency`],
      sourceHosts: [...new Set(rulesOf(services).map(({ source }) => new URL(source.url).host))]
    },
    bounds: {
      answerWithinMs: ehr.answerWithinMs,
      cardsMax: ehr.cardsMax,
      callsAtOnceMax: limits.callsAtOncePerEhrMax,
      hookBodyBytesMax: limits.hookBodyBytesMax,
      feedbackBodyBytesMax: limits.otherBodyBytesMax
    }
  }
}

function serviceFacts(service: Service, ehr: Ehr, publicUrl: string) {
  const url = `${publicUrl}/cds-services/${service.id}`
  return {
    id: service.id,
    hook: service.entry.hook,
    title: service.entry.title,
    mode: modeOf(ehr, service.id),
    url,
    audiences: [url, ...ehr.audiences],
    feedbackUrl: `${url}/feedback`,
    feedbackAudiences: [`${url}/feedback`, url, ...ehr.audiences],
    contextNeeds: ['patientId', ...service.hookCode.needs],
    prefetch: Object.entries(service.entry.prefetch ?? {}).map(([kind, template]) => ({
      key: ehr.prefetchKeys[kind] ?? kind,
      kind,
      template,
      required: service.policy.required.some((each) => each === kind)
    })),
    cardsMax: Math.min(service.policy.cardsMax, ehr.cardsMax)
  }
}

function clientJwtFacts(ehr: Ehr) {
  return {
    issuer: ehr.issuer,
    algorithms: clientAlgorithms,
    typ: 'JWT',
    keys:
      ehr.jwksUrl === undefined
        ? { jwks: (ehr.jwks?.keys ?? []).map(({ kid }) => kid ?? '(no kid)') }
        : { jwksUrl: ehr.jwksUrl },
    tenants: ehr.tenants,
    lifetimeMaxSeconds: limits.tokenLifetimeMaxSeconds,
    clockToleranceSeconds: limits.tokenClockToleranceSeconds,
    keysReadAgainAfterMs: limits.jwksRefetchAfterMs
  }
}

const rulesOf = (services: readonly Service[]) =>
  rules.filter((rule) =>
    services.some(({ policy }) => rule.hooks.some((hook) => policy.rulesOf.includes(hook)))
  )

function topicsOf(services: readonly Service[]) {
  const ofRules = rulesOf(services).map(({ id, topic, title }) => ({
    code: topic,
    display: title,
    from: `rule ${id}`
  }))
  return [
    ...ofRules,
    { ...cardTopics.aiAssisted, from: 'verified model findings' },
    { ...cardTopics.notice, from: 'what was not read or did not run' }
  ]
}
