import type { ServerResponse } from 'node:http'
import type { FastifyInstance } from 'fastify'
import type { Clock } from '../ground/clock.ts'

/**
 * Ends connections when the app closes: at once those that nobody uses, the others with their
 * call's answer, all of them when `graceMs` is over. By itself server.close() waits for them: for
 * one kept alive after a call that was under way, for one opened and never used, for a body that
 * never comes whole (Node stops looking for those at the same moment).
 */
export function closeWithGrace(
  app: FastifyInstance,
  { clock, graceMs }: { readonly clock: Clock; readonly graceMs: number }
): { remainingMs(): number } {
  const underWay = new Set<ServerResponse>()
  let closingAtMs: number | undefined
  const endWhenQuiet = (): void => {
    if (closingAtMs !== undefined && underWay.size === 0) app.server.closeAllConnections()
  }
  app.server.on('request', (_request, response: ServerResponse) => {
    underWay.add(response)
    response.once('close', () => {
      underWay.delete(response)
      endWhenQuiet()
    })
  })
  app.addHook('preClose', async () => {
    closingAtMs = clock.elapsedMs()
    setTimeout(() => app.server.closeAllConnections(), graceMs).unref()
    endWhenQuiet()
  })
  return {
    /** Of the grace, what the connections have left over. */
    remainingMs: () => Math.max(0, graceMs - (clock.elapsedMs() - (closingAtMs ?? 0)))
  }
}
