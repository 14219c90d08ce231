import secureJsonParse from 'secure-json-parse'
import { CurbsideError } from '../ground/errors.ts'
import { limits } from '../ground/limits.ts'

/**
 * JSON of strangers: depth first (deep nesting breaks everything recursive after the parse), then
 * without prototype keys. Throws CURBSIDE_REQUEST_INVALID that says where, never what.
 */
export function parseJson(text: string): unknown {
  if (deeperThan(text, limits.jsonDepthMax)) {
    throw invalid(`nested deeper than ${limits.jsonDepthMax} levels`)
  }
  try {
    return secureJsonParse.parse(text, null, {
      protoAction: 'error',
      constructorAction: 'error'
    }) as unknown
  } catch (cause) {
    const place = cause instanceof Error ? cause.message.match(/position (\d+)/)?.[1] : undefined
    throw invalid(place === undefined ? 'not JSON' : `not JSON, at character ${place}`, cause)
  }
}

const invalid = (issue: string, cause?: unknown): CurbsideError =>
  new CurbsideError('CURBSIDE_REQUEST_INVALID', {
    issues: [`body: ${issue}`],
    ...(cause === undefined ? {} : { cause })
  })

/** One pass over the characters, outside of strings. */
function deeperThan(text: string, max: number): boolean {
  let depth = 0
  let inString = false
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charCodeAt(at)
    if (inString) {
      if (character === 0x5c) at += 1
      else if (character === 0x22) inString = false
    } else if (character === 0x22) inString = true
    else if (character === 0x7b || character === 0x5b) {
      depth += 1
      if (depth > max) return true
    } else if (character === 0x7d || character === 0x5d) depth -= 1
  }
  return false
}
