import { constants } from 'node:os'
import { CurbsideError } from '../errors.ts'

/** Codes that code chose, not a server's answer: an openai error carries the provider's own. */
const ownCodes = /^(?:FST_ERR|ERR|UND_ERR|ABORT_ERR|PGRST)[A-Z0-9_]{0,60}$/

/**
 * The one word of anything thrown that may be logged: our code, Node's or Fastify's, or the name of
 * the class in code. Never message, stack, cause or other members: those of fhir-kit-client,
 * openai and pg hold URLs, bodies and rows (fhir-and-libraries.md section 8). `error.name` is not
 * asked either, for anybody can write it.
 */
export function errorWord(thrown: unknown): string {
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
