import type { Dispatcher } from 'undici'
import { guardAnswer } from './answer-guard.ts'
import { DepthScanner } from '../ground/depth-scanner.ts'

/** Why an answer was cut off while it arrived; `status` is the HTTP status it came with. */
export class AnswerCut extends Error {
  readonly code: 'FHIR_JSON_TOO_DEEP' | 'FHIR_CALL_TOO_LARGE'
  readonly status: number

  constructor(code: AnswerCut['code'], status: number) {
    super(code)
    this.name = 'AnswerCut'
    this.code = code
    this.status = status
  }
}

/** The guard of one reader, and what it has seen so far. */
export interface JsonGuard {
  readonly interceptor: Dispatcher.DispatcherComposeInterceptor
  /**
   * True once any bytes could spell a key that reaches a prototype, plainly or by escapes. Walking
   * a parsed answer for such keys costs as much as parsing it, and hardly any answer needs it.
   */
  prototypeKeyPossible(): boolean
}

/**
 * Looks at the bytes of answers before anything parses them: nesting is bounded (JSON.parse takes
 * 400,000 nested arrays, whatever walks the result then does not), and all answers to one call
 * together are, but for small ones. Bytes are enough: braces, quotes and backslashes are ASCII in
 * UTF-8.
 */
export function jsonGuard(given: {
  readonly depthMax: number
  readonly bytesMax: number
  /** An answer up to this size passes even when the others have used up `bytesMax`. */
  readonly smallAnswerBytesMax: number
}): JsonGuard {
  let bytes = 0
  let suspicious = false
  const interceptor: Dispatcher.DispatcherComposeInterceptor = (dispatch) => (options, handler) => {
    const scanner = new DepthScanner()
    let tail: Buffer = Buffer.alloc(0)
    let status = 0
    let ownBytes = 0
    const guarded = guardAnswer(handler, {
      start: (statusCode) => {
        status = statusCode
        return undefined
      },
      data: (chunk) => {
        bytes += chunk.length
        ownBytes += chunk.length
        if (bytes > given.bytesMax && ownBytes > given.smallAnswerBytesMax) {
          return new AnswerCut('FHIR_CALL_TOO_LARGE', status)
        }
        if (!suspicious) {
          // A word may be cut in two by the chunks.
          const edge = Buffer.concat([tail, chunk.subarray(0, longestWord)])
          suspicious = holdsPrototypeWord(edge) || holdsPrototypeWord(chunk)
          tail = Buffer.concat([tail, chunk.subarray(-longestWord)]).subarray(-longestWord)
        }
        const tooDeep = scanner.depthAfter(chunk) > given.depthMax
        return tooDeep ? new AnswerCut('FHIR_JSON_TOO_DEEP', status) : undefined
      }
    })
    return dispatch(options, guarded)
  }
  return { interceptor, prototypeKeyPossible: () => suspicious }
}

// An escape may spell any letter of such a key, but no server escapes letters without need.
const prototypeWords = ['__proto__', 'constructor', '\\u005', '\\u006', '\\u007'] as const
const longestWord = 12

function holdsPrototypeWord(bytes: Buffer): boolean {
  return prototypeWords.some((word) => bytes.includes(word, 0, 'latin1'))
}
