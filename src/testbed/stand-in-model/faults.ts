import { isObject } from '../is-object.ts'

/** What goes wrong on purpose, until it is set otherwise. No field: nothing goes wrong. */
export interface Faults {
  /** Of so many calls only; without it, of all that follow. */
  readonly calls?: number
  /** Slow first token. */
  readonly firstTokenMs?: number
  /** Slow drip: the time between two pieces. */
  readonly msPerChunk?: number
  /** Takes the request and never answers. */
  readonly silent?: boolean
  /** Answers with this status instead: 429, 500 and the like; 307 sends elsewhere. */
  readonly status?: number
  /** Where a redirect leads: an address. */
  readonly location?: string
  /** Headers `retry-after-ms` and `retry-after` of that answer. */
  readonly retryAfterMs?: number
  /** Header `retry-after` alone: seconds or a date. */
  readonly retryAfter?: string
  /** Header `x-should-retry`: `true` or `false`. */
  readonly shouldRetry?: string
  /** That answer is a page of some proxy, not JSON. */
  readonly page?: boolean
  /** Destroys the socket after so many chunks of the stream. */
  readonly cutAfterChunks?: number
  /** Ends the stream cleanly after so many chunks, as if that were all. */
  readonly endAfterChunks?: number
  /** Says in the stream itself, after so many chunks, that the server failed. */
  readonly errorAfterChunks?: number
  /** The content filter, in one of its shapes. */
  readonly filter?: (typeof filterShapes)[number]
  readonly refuse?: boolean
  /** Refuses the schema of the answer with 400, as the service does one outside its subset. */
  readonly refuseSchema?: boolean
  /** Cut at the token limit: in the middle, or before the first visible token. */
  readonly truncate?: 'half' | 'empty'
  /** Says exactly this, whatever the schema: garbage. */
  readonly answer?: string
  /** Valid JSON of another shape. */
  readonly wrongShape?: boolean
  /** Findings on lines that do not stand in the chart, and on values that do not stand there. */
  readonly invented?: boolean
  /** Does what a line of the chart tells it to, and repeats it. */
  readonly obey?: boolean
  /** The line that holds this word is the one obeyed, instead of the first that gives orders. */
  readonly obeyWord?: string
  /** An answer of at least so many characters. */
  readonly hugeCharacters?: number
}

/**
 * `prompt`: refused with 400. `prompt-inside`: said in the stream. `answer`: cut in the middle.
 * `unknown-category`: a category nobody knows, on a whole answer. `down`: the filter did not run.
 */
export const filterShapes = [
  'prompt',
  'prompt-inside',
  'answer',
  'unknown-category',
  'down'
] as const

const numbers: Readonly<Record<string, readonly [number, number]>> = {
  calls: [1, 100_000],
  firstTokenMs: [0, 600_000],
  msPerChunk: [0, 60_000],
  status: [300, 599],
  retryAfterMs: [0, 600_000],
  cutAfterChunks: [0, 100_000],
  endAfterChunks: [0, 100_000],
  errorAfterChunks: [0, 100_000],
  hugeCharacters: [1, 50_000_000]
}
const switches = new Set([
  'silent',
  'page',
  'refuse',
  'refuseSchema',
  'wrongShape',
  'invented',
  'obey'
])
const words: Readonly<Record<string, RegExp>> = {
  answer: /^[^]*$/,
  obeyWord: /^\w{3,40}$/,
  retryAfter: /^[\w ,:.-]{1,40}$/,
  shouldRetry: /^(true|false)$/,
  location: /^https?:\/\/[\w.:/-]{1,200}$/,
  truncate: /^(half|empty)$/,
  filter: new RegExp(`^(${filterShapes.join('|')})$`)
}

/** Reads the body of `POST /faults`; undefined when it is not one. `{}` ends all faults. */
export function readFaults(body: unknown): Faults | undefined {
  if (!isObject(body)) return undefined
  const fits = Object.entries(body).every(([name, value]) => {
    if (switches.has(name)) return typeof value === 'boolean'
    if (typeof value === 'string') return Object.hasOwn(words, name) && words[name]?.test(value)
    const range = Object.hasOwn(numbers, name) ? numbers[name] : undefined
    if (range === undefined || !Number.isInteger(value)) return false
    return Number(value) >= range[0] && Number(value) <= range[1]
  })
  return fits ? body : undefined
}
