import helmet from '@fastify/helmet'
import type { FastifyInstance } from 'fastify'
import packageJson from '../../package.json' with { type: 'json' }
import type { Config } from '../config.ts'
import { transparencyJson, transparencyPage } from '../governance/transparency-page.ts'
import type { TransparencyFacts } from '../governance/transparency-facts.ts'
import { rules } from '../rules/all-rules.ts'
import type { Parts } from './parts.ts'

/** GET /transparency (HTML without script) and /transparency/facts.json: every card links there. */
export async function transparency(
  app: FastifyInstance,
  parts: Parts,
  config: Config
): Promise<void> {
  const facts = factsOf(parts, config)
  const page = transparencyPage(facts)
  const json = transparencyJson(facts)
  await app.register(helmet, { global: false })
  app.get('/transparency', { helmet: pageHeaders }, (_request, reply) =>
    reply.type('text/html; charset=utf-8').send(page)
  )
  app.get('/transparency/facts.json', (_request, reply) =>
    reply.type('application/json').send(json)
  )
}

const pageHeaders = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      styleSrc: ["'unsafe-inline'"],
      baseUri: ["'none'"],
      formAction: ["'none'"],
      frameAncestors: ["'self'"]
    }
  }
}

function factsOf(parts: Parts, config: Config): TransparencyFacts {
  const { model } = config
  return {
    version: packageJson.version,
    contact: config.contact ?? null,
    deidentification: config.deidentification,
    model: {
      kind: model.kind,
      deployments:
        'deployments' in model
          ? [
              model.deployments.default,
              ...(model.deployments.fast === undefined ? [] : [model.deployments.fast])
            ]
          : []
    },
    services: [...parts.services.values()].map(({ id, entry, policy, contentSha256 }) => ({
      id,
      title: entry.title,
      description: entry.description,
      policyVersion: policy.version,
      contentSha256,
      cardsMax: policy.cardsMax,
      adviceValidDays: policy.adviceValidDays,
      holdBackDays: policy.holdBackDays
    })),
    rules: rules.map(({ id, version, title, hooks, source }) => ({
      id,
      version,
      title,
      hooks,
      source
    }))
  }
}
