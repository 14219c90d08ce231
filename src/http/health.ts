import type { FastifyInstance } from 'fastify'
import { until } from '../ground/deadline.ts'
import type { Parts } from './parts.ts'

const readyWithinMs = 2_000

/**
 * GET /livez: the process answers. GET /readyz: Curbside and its database decide; EHRs and the model
 * are not asked (a down model is no reason to stop sending calls, rules answer), but what is known
 * of the model stands in the body. GET /metrics: Prometheus text.
 */
export function health(app: FastifyInstance, parts: Parts): void {
  const { model } = parts
  app.addHook('onReady', async () => model.start?.())
  app.addHook('onClose', async () => model.close?.())
  app.get('/livez', (_request, reply) => reply.type('application/json').send({ status: 'alive' }))
  app.get('/readyz', async (_request, reply) => {
    const reached = await until(
      parts.store.ping().then(
        () => true,
        () => false
      ),
      AbortSignal.timeout(readyWithinMs)
    )
    const ready = reached === true
    const known = model.health?.()
    return reply
      .code(ready ? 200 : 503)
      .type('application/json')
      .send({
        status: ready ? 'ready' : 'not-ready',
        database: ready ? 'reached' : 'not-reached',
        model: parts.outside.modelAsked ? (known?.state ?? 'configured') : 'none',
        ...(known !== undefined && { modelDeployments: known.deployments })
      })
  })
  app.get('/metrics', async (_request, reply) =>
    reply.type('text/plain; version=0.0.4; charset=utf-8').send(await parts.metrics.text())
  )
}
