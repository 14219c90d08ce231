import type { Server } from 'node:http'
import { LogController } from 'fastify'
import type { FastifyHttpOptions, FastifyInstance } from 'fastify'
import { CurbsideError } from '../ground/errors.ts'
import { limits } from '../ground/limits.ts'
import type { Log } from '../telemetry/log.ts'
import { parseJson } from './parse-json.ts'
import type { Parts } from './parts.ts'
import { asCurbsideError, outcomeOf, replyError } from './reply-error.ts'

/**
 * Fastify's settings for a service that strangers can reach (trust.md section 3, fhir-and-libraries.md
 * section 6): its defaults read text/plain, check slow requests only every 30 s and log URLs.
 */
export function doorOptions(log: Log): FastifyHttpOptions<Server> {
  return {
    loggerInstance: log.server,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: limits.otherBodyBytesMax,
    requestTimeout: limits.bodyWithinMs,
    http: {
      connectionsCheckingInterval: limits.connectionsCheckEveryMs,
      headersTimeout: limits.headersWithinMs,
      maxHeaderSize: limits.headerBytesMax,
      // Node would refuse with an empty 400; guardDoor refuses with a body like any other.
      requireHostHeader: false
    },
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 64 },
    forceCloseConnections: 'idle',
    // While closing, calls that still arrive are answered by the same routes, in the same words.
    return503OnClosing: false,
    // A URL that the router refuses is an address that does not exist, as any other.
    frameworkErrors: (_error, _request, reply) =>
      void replyError(reply, new CurbsideError('CURBSIDE_NOT_FOUND')),
    // Malformed HTTP never reaches a handler; the answer is the same kind of body as any other.
    clientErrorHandler: (error, socket) => {
      if (socket.destroyed || !socket.writable) return
      const late = error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
      const code = late ? 'CURBSIDE_TIMED_OUT_READING' : 'CURBSIDE_REQUEST_INVALID'
      const body = JSON.stringify(outcomeOf(new CurbsideError(code)))
      socket.end(
        `HTTP/1.1 400 Bad Request\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`
      )
    }
  }
}

const jsonTypes = ['application/json', 'application/fhir+json', 'application/json+fhir']

/** Parsing, error answers and unknown addresses, the same for every route. */
export function guardDoor(app: FastifyInstance, parts: Parts): void {
  // Node would answer an expectation it does not know with an empty 417: it is not looked at.
  app.server.on('checkExpectation', (request, response) => {
    app.server.emit('request', request, response)
  })
  app.addHook('onRequest', async (request) => {
    if (request.headers.host === undefined && request.raw.httpVersion === '1.1') {
      throw new CurbsideError('CURBSIDE_REQUEST_INVALID', { issues: ['Host: required'] })
    }
  })
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(jsonTypes, { parseAs: 'string' }, (_request, body, done) => {
    try {
      done(null, parseJson(String(body)))
    } catch (thrown) {
      done(asCurbsideError(thrown))
    }
  })
  // No request is decompressed (trust.md, threat 9); looked at after the caller is known, before
  // the body is read.
  app.addHook('preParsing', async (request) => {
    if (request.headers['content-encoding'] !== undefined) {
      throw new CurbsideError('CURBSIDE_MEDIA_TYPE_REFUSED')
    }
  })
  app.setErrorHandler((thrown, _request, reply) => {
    const error = asCurbsideError(thrown)
    parts.metrics.refused(error.code)
    if (error.code === 'CURBSIDE_INTERNAL') parts.log.event('server-failed', { error: thrown })
    else parts.log.event('call-refused', { code: error.code, status: error.status, elapsedMs: 0 })
    return replyError(reply, error)
  })
  app.setNotFoundHandler((_request, reply) =>
    replyError(reply, new CurbsideError('CURBSIDE_NOT_FOUND'))
  )
}
