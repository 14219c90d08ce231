import helmet from '@fastify/helmet'
import type { FastifyInstance } from 'fastify'
import { cardTopics } from '../cards/topics.ts'
import { transparencyJson, transparencyPage } from '../governance/transparency-page.ts'
import type { HeldBackFacts, TransparencyFacts } from '../governance/transparency-facts.ts'
import { rules } from '../rules/all-rules.ts'
import type { Parts } from './parts.ts'
import { dayMs } from '../ground/time.ts'

/** GET /transparency (HTML without script) and /transparency/facts.json: every card links there. */
export async function transparency(
  app: FastifyInstance,
  parts: Parts,
  facts: TransparencyFacts
): Promise<void> {
  const heldBack = heldBackReader(parts)
  await app.register(helmet, { global: false })
  app.get('/transparency', { helmet: pageHeaders }, async (_request, reply) =>
    reply.type('text/html; charset=utf-8').send(transparencyPage(facts, await heldBack()))
  )
  app.get('/transparency/facts.json', async (_request, reply) =>
    reply.type('application/json').send(transparencyJson(facts, await heldBack()))
  )
}

const heldBackDays = 30
/** Anybody may ask for the page; the database is asked once a minute at most. */
const readAgainAfterMs = 60_000
/** Below it a count could point at one patient. */
const toldFrom = 5

/** Counts of what was held back, read at most once a minute; null when the store does not answer. */
function heldBackReader({ store, clock, metrics, log }: Parts): () => Promise<HeldBackFacts> {
  let last: { readonly atMs: number; readonly facts: Promise<HeldBackFacts> } | undefined
  return () => {
    const atMs = clock.elapsedMs()
    if (last !== undefined && atMs - last.atMs < readAgainAfterMs) return last.facts
    const facts = store.heldBackCounts({ sinceMs: clock.nowMs() - heldBackDays * dayMs }).then(
      (counts) => ({
        days: heldBackDays,
        counts: counts.map(({ ehrId, topic, heldFor, findings }) => ({
          ehr: ehrId,
          topic,
          title: titles.get(topic) ?? topic,
          heldFor,
          findings: findings < toldFrom ? ('fewer than 5' as const) : findings
        }))
      }),
      (error: unknown) => {
        metrics.storeFailed('held-back')
        log.event('store-failed', { operation: 'held-back', error })
        return null
      }
    )
    last = { atMs, facts }
    return facts
  }
}

const titles: ReadonlyMap<string, string> = new Map([
  ...rules.map(({ topic, title }) => [topic, title] as const),
  [cardTopics.aiAssisted.code, cardTopics.aiAssisted.display]
])

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
