import { isObject } from './json.ts'

/** What goes wrong on purpose, until it is set otherwise. No field: nothing goes wrong. */
export interface Faults {
  /** Slow first token. */
  readonly firstTokenMs?: number
  /** Takes the request and never answers. */
  readonly silent?: boolean
  /** Answers with this status instead: 429, 500 and the like. */
  readonly status?: number
  /** Header `retry-after-ms` of a 429. */
  readonly retryAfterMs?: number
  /** Destroys the socket after so many chunks of the stream. */
  readonly cutAfterChunks?: number
  /** Says exactly this, whatever the schema: a model that obeys a chart's text, or garbage. */
  readonly answer?: string
}

const numbers = {
  firstTokenMs: [0, 600_000],
  status: [400, 599],
  retryAfterMs: [0, 600_000],
  cutAfterChunks: [0, 100_000]
} as const

/** Reads the body of `POST /faults`; undefined when it is not one. `{}` ends all faults. */
export function readFaults(body: unknown): Faults | undefined {
  if (!isObject(body)) return undefined
  const fits = Object.entries(body).every(([name, value]) => {
    if (name === 'silent') return typeof value === 'boolean'
    if (name === 'answer') return typeof value === 'string'
    const range = Object.entries(numbers).find(([key]) => key === name)?.[1]
    if (range === undefined || !Number.isInteger(value)) return false
    return Number(value) >= range[0] && Number(value) <= range[1]
  })
  return fits ? body : undefined
}
