import packageJson from '../../package.json' with { type: 'json' }
import type { TransparencyFacts } from '../governance/transparency-facts.ts'
import { allRows } from '../knowledge/all-rows.ts'
import { embeddedKnowledge } from '../knowledge/embedded.ts'
import { sourceOf } from '../knowledge/knowledge.ts'
import type { LoadedKnowledge } from './load-site-knowledge.ts'
import { rules } from '../rules/all-rules.ts'
import type { Service } from '../services/service-contract.ts'
import type { Config } from './config.ts'

function knowledgeFacts(loaded: LoadedKnowledge | undefined): TransparencyFacts['knowledge'] {
  const knowledge = loaded?.knowledge ?? embeddedKnowledge
  const rows = allRows(knowledge).map(({ row }) => row)
  const { added = [], changes = [] } = loaded?.facts ?? {}
  return {
    rows: rows.length,
    read: rows.filter((row) => sourceOf(knowledge, row).read === 'verified').length,
    added,
    changes
  }
}

/** What the transparency page says of this process: its version, services, rules and model. */
export function transparencyFacts(
  services: ReadonlyMap<string, Service>,
  config: Config,
  loaded?: LoadedKnowledge
): TransparencyFacts {
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
    services: [...services.values()].map(({ id, entry, policy, contentSha256 }) => ({
      id,
      title: entry.title,
      description: entry.description,
      policyVersion: policy.version,
      contentSha256,
      cardsMax: policy.cardsMax,
      adviceValidDays: policy.adviceValidDays,
      holdBackDays: policy.holdBackDays,
      ...(policy.holdBackForAll === undefined ? {} : { holdBackForAll: policy.holdBackForAll })
    })),
    knowledge: knowledgeFacts(loaded),
    rules: rules.map(({ id, version, title, topic, hooks, source }) => ({
      id,
      version,
      title,
      topic,
      hooks,
      source
    }))
  }
}
