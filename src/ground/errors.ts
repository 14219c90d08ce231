import { constants } from 'node:os'

/**
 * Every failure that Curbside names, in one table: the HTTP status that an EHR sees, whether the
 * call fails or goes on without, and what the reader (integrator or operator) should do.
 * README lists the same codes; a test keeps the two equal.
 */
export const errorTable = {
  CURBSIDE_REQUEST_INVALID: {
    status: 400,
    advise: 'fail',
    help: 'The body is not a CDS Hooks request; the issues name the paths that are wrong.'
  },
  CURBSIDE_HOOK_MISMATCH: {
    status: 400,
    advise: 'fail',
    help: 'The hook named in the body is not one that this service answers.'
  },
  CURBSIDE_FHIR_SERVER_REFUSED: {
    status: 400,
    advise: 'fail',
    help: 'fhirServer is not registered for this issuer; add it to ehrs[].fhirServers.'
  },
  CURBSIDE_PATIENT_MISMATCH: {
    status: 400,
    advise: 'fail',
    help: 'The prefetch or the token speaks of another patient than context.patientId.'
  },
  CURBSIDE_CLIENT_UNKNOWN: { status: 401, advise: 'fail', help: 'Authentication failed.' },
  CURBSIDE_SERVICE_FORBIDDEN: {
    status: 403,
    advise: 'fail',
    help: 'This EHR is not registered for this service; see ehrs[].services.'
  },
  CURBSIDE_NOT_FOUND: { status: 404, advise: 'fail', help: 'No such address; see /cds-services.' },
  CURBSIDE_METHOD_NOT_ALLOWED: { status: 404, advise: 'fail', help: 'No such address.' },
  CURBSIDE_TIMED_OUT_READING: {
    status: 400,
    advise: 'fail',
    help: 'The request did not arrive in time.'
  },
  CURBSIDE_RECORD_UNREADABLE: {
    status: 412,
    advise: 'fail',
    help: 'The Patient was neither in the prefetch nor readable from fhirServer.'
  },
  CURBSIDE_BODY_TOO_LARGE: {
    status: 413,
    advise: 'fail',
    help: 'The body is larger than this address accepts.'
  },
  CURBSIDE_MEDIA_TYPE_REFUSED: {
    status: 415,
    advise: 'fail',
    help: 'Send application/json, without Content-Encoding.'
  },
  CURBSIDE_TOO_MANY_CALLS: {
    status: 429,
    advise: 'fail',
    help: 'Too many calls at once; try again.'
  },
  CURBSIDE_INTERNAL: { status: 503, advise: 'fail', help: 'Curbside could not answer this call.' },
  CURBSIDE_STORE_UNAVAILABLE: {
    status: 503,
    advise: 'fail',
    help: 'The database did not take the write; send the same again.'
  },
  CURBSIDE_STORE_LOCKED: {
    status: 503,
    advise: 'fail',
    help: 'Another process holds this embedded database; stop it, or use PostgreSQL.'
  },
  CURBSIDE_CONFIG_INVALID: {
    status: 503,
    advise: 'fail',
    help: 'The configuration is wrong; each line names a path and what it should be.'
  },
  CURBSIDE_FHIR_FAILED: {
    status: 200,
    advise: 'degrade',
    help: 'A FHIR read failed; the gap is named on the card.'
  },
  CURBSIDE_MODEL_FAILED: {
    status: 200,
    advise: 'degrade',
    help: 'The model did not answer; rules did.'
  },
  CURBSIDE_GATE_CLOSED: {
    status: 200,
    advise: 'degrade',
    help: 'An identifier stood in the outgoing chart; nothing was sent to the model.'
  }
} as const satisfies Record<string, { status: number; advise: 'fail' | 'degrade'; help: string }>

export type ErrorCode = keyof typeof errorTable

/**
 * The one error class. `details` takes numbers and booleans, so that no name or free text of a
 * patient can travel in an error; `issues` holds paths and expectations, never values.
 */
export class CurbsideError extends Error {
  readonly code: ErrorCode
  readonly details: Readonly<Record<string, number | boolean>>
  readonly issues: readonly string[]

  constructor(
    code: ErrorCode,
    given: {
      readonly details?: Readonly<Record<string, number | boolean>>
      readonly issues?: readonly string[]
      readonly cause?: unknown
    } = {}
  ) {
    super(code, given.cause === undefined ? undefined : { cause: given.cause })
    this.name = 'CurbsideError'
    this.code = code
    this.details = given.details ?? {}
    this.issues = given.issues ?? []
  }

  get status(): number {
    return errorTable[this.code].status
  }
}

/** Codes that code chose, not a server's answer: an openai error carries the provider's own. */
const ownCodes = /^(?:FST_ERR|ERR|UND_ERR|ABORT_ERR|PGRST)[A-Z0-9_]{0,60}$/

/**
 * The one word of anything thrown that may be logged: our code, Node's or Fastify's, or the name of
 * the class in code. Never message, stack, cause or other members: those of fhir-kit-client,
 * openai and pg hold URLs, bodies and rows (fhir-and-libraries.md section 8). `error.name` is not
 * asked either, for anybody can write it.
 */
export function errorName(thrown: unknown): string {
  try {
    if (thrown instanceof CurbsideError) return thrown.code
    if (!(thrown instanceof Error)) return 'not-an-error'
    const code: unknown = Reflect.get(thrown, 'code')
    if (typeof code === 'string' && (code in constants.errno || ownCodes.test(code))) return code
    const className: unknown = Object.getPrototypeOf(thrown)?.constructor?.name
    const isWord = typeof className === 'string' && /^[A-Za-z][A-Za-z0-9]{0,60}$/.test(className)
    return isWord ? className : 'Error'
  } catch {
    // A getter of somebody else's object threw.
    return 'Error'
  }
}
