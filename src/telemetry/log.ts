import type { FastifyBaseLogger } from 'fastify'
import { type DestinationStream, type LoggerOptions, pino } from 'pino'
import { errorName } from '../ground/errors.ts'
import { type FieldKind, type LogEvent, type LogFields, logEvents } from './log-events.ts'

export interface Log {
  /** Writes one line. Fields that the event does not list are left out, whatever was handed in. */
  event<Name extends LogEvent>(name: Name, fields: LogFields<Name>): void
  /**
   * For Fastify's `loggerInstance`. Fastify logs the message of errors and the URL of requests;
   * of what is handed to this one, only an error's word and the status are written.
   */
  readonly server: FastifyBaseLogger
}

const warnLevel = 40

/** One JSON line per event, to stdout unless a destination is given. */
export function createLog(destination?: DestinationStream): Log {
  const options: LoggerOptions = {
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (level) => ({ level }) }
  }
  const lines = destination === undefined ? pino(options) : pino(options, destination)
  const server = pino(
    {
      ...options,
      hooks: {
        logMethod(given, _method, level) {
          const error = errorAmong(given)
          if (error !== undefined) {
            log.event('server-failed', { error: error.value, status: error.status })
          } else if (level >= warnLevel) {
            log.event('server-warned', {})
          }
        }
      }
    },
    { write: () => undefined }
  )
  const log: Log = {
    event(name, fields) {
      lines[logEvents[name].level]({ event: name, ...listedFields(name, fields) })
    },
    server
  }
  return log
}

function listedFields(name: LogEvent, given: object): Record<string, unknown> {
  const listed: Readonly<Record<string, FieldKind>> = logEvents[name].fields
  const written: Record<string, unknown> = {}
  for (const [field, kind] of Object.entries(listed)) {
    const key = field.replace('?', '')
    const value: unknown = Reflect.get(given, key)
    // An error may well be undefined: that, too, was thrown.
    if (value === undefined && kind !== 'error') continue
    written[key] = safeValue(kind, value)
  }
  return written
}

const withheld = '(withheld)'

/** The type promises the kind; a cast or a library's answer may break it, so it is looked at. */
function safeValue(kind: FieldKind, value: unknown): string | number | boolean {
  switch (kind) {
    case 'id':
      return typeof value === 'string' && /^[A-Za-z0-9][\w.:@+-]{0,127}$/.test(value)
        ? value
        : withheld
    case 'word':
      return typeof value === 'string' && /^[A-Za-z][A-Za-z0-9._-]{0,99}$/.test(value)
        ? value
        : withheld
    case 'count':
      return typeof value === 'number' && Number.isSafeInteger(value) ? value : withheld
    case 'ms':
      return typeof value === 'number' && Number.isFinite(value) ? Math.round(value) : withheld
    case 'flag':
      return typeof value === 'boolean' ? value : withheld
    case 'error':
      return errorName(value)
  }
}

/** Fastify hands over `{ req, res, err }` and a message, or an error alone. */
function errorAmong(given: readonly unknown[]) {
  const [first] = given
  if (first instanceof Error) return { value: first, status: undefined }
  if (first === null || typeof first !== 'object') return undefined
  const value: unknown = Reflect.get(first, 'err') ?? Reflect.get(first, 'error')
  if (value === undefined) return undefined
  const reply: unknown = Reflect.get(first, 'res')
  const status: unknown =
    reply !== null && typeof reply === 'object' ? Reflect.get(reply, 'statusCode') : undefined
  return { value, status: typeof status === 'number' ? status : undefined }
}
