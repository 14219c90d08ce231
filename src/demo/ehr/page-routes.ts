import { readFileSync, readdirSync } from 'node:fs'
import { extname, join } from 'node:path'
import type { FastifyInstance } from 'fastify'

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml'
}

/** Everything from here, nothing inline, nothing framed: what a card says can never become code. */
const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'"
].join('; ')

/** The page's files, read once at start; one route per file, so no path is ever built from a request. */
export function pageRoutes(app: FastifyInstance): void {
  const folder = join(import.meta.dirname, '..', 'page')
  for (const name of readdirSync(folder)) {
    const mediaType = mediaTypes[extname(name)]
    if (mediaType === undefined) continue
    const bytes = readFileSync(join(folder, name))
    app.get(name === 'index.html' ? '/' : `/${name}`, (_request, reply) =>
      reply
        .type(mediaType)
        .headers({
          'content-security-policy': pagePolicy,
          'x-content-type-options': 'nosniff',
          'referrer-policy': 'no-referrer',
          'cache-control': 'no-cache'
        })
        .send(bytes)
    )
  }
}
