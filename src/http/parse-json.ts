import secureJsonParse from 'secure-json-parse'
import { CurbsideError } from '../ground/errors.ts'
import { limits } from '../ground/limits.ts'
import { DepthScanner } from '../ground/depth-scanner.ts'

/**
 * JSON of strangers: depth first (deep nesting breaks everything recursive after the parse), then
 * without prototype keys. Throws CURBSIDE_REQUEST_INVALID that says where, never what.
 */
export function parseJson(text: string): unknown {
  if (new DepthScanner().depthAfter(Buffer.from(text)) > limits.jsonDepthMax) {
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
