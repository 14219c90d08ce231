import type { Dispatcher } from 'undici'

/** What is looked at while an answer arrives; an error refuses the rest of it. */
export interface AnswerChecks {
  readonly start?: (
    status: number,
    headers: Readonly<Record<string, string | string[] | undefined>>
  ) => Error | undefined
  readonly data?: (chunk: Buffer) => Error | undefined
}

/**
 * Passes an answer on until a check refuses it; then the receiver gets the error and the connection
 * is closed. Streaming and back pressure stay as they are.
 */
export function guardAnswer(
  handler: Dispatcher.DispatchHandler,
  checks: AnswerChecks
): Dispatcher.DispatchHandler {
  let refused = false
  let failed = false
  const fail = (controller: Dispatcher.DispatchController, error: Error) => {
    if (failed) return
    failed = true
    handler.onResponseError?.(controller, error)
  }
  return {
    onRequestStart: (controller, context) => handler.onRequestStart?.(controller, context),
    onResponseStart: (controller, status, headers, message) => {
      const refusal = checks.start?.(status, headers)
      if (refusal !== undefined) return controller.abort(refusal)
      handler.onResponseStart?.(controller, status, headers, message)
    },
    onResponseData: (controller, chunk) => {
      if (refused) return
      const refusal = checks.data?.(chunk)
      if (refusal === undefined) return handler.onResponseData?.(controller, chunk)
      refused = true
      controller.pause()
      // Not at once: when the body comes in one packet with its headers, fetch (undici 7) does not
      // listen yet, loses the error and waits for ever.
      setImmediate(() => {
        fail(controller, refusal)
        controller.abort(refusal)
      })
    },
    onResponseEnd: (controller, trailers) => {
      if (!refused) handler.onResponseEnd?.(controller, trailers)
    },
    onResponseError: fail
  }
}
