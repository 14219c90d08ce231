import type { Faults } from '../../src/demo/stand-in-model/faults.ts'

/** One row: what goes wrong, and whether the same chart is asked about a second time. */
export interface FaultCase {
  readonly name: string
  readonly faults: Faults
  /** Calls about other patients before, to bring a breaker to open. */
  readonly before?: number
  /** Waits so long, then asks again for the same chart. */
  readonly againAfterMs?: number
}

export const faultCases: readonly FaultCase[] = [
  { name: 'none', faults: {} },
  { name: 'slow first token, within the time', faults: { firstTokenMs: 600 } },
  {
    name: 'slow first token, past the deadline',
    faults: { firstTokenMs: 1_900 },
    againAfterMs: 1_500
  },
  { name: 'slow drip', faults: { msPerChunk: 120 }, againAfterMs: 1_500 },
  { name: 'silence', faults: { silent: true }, againAfterMs: 2_500 },
  { name: 'early clean end of the stream', faults: { endAfterChunks: 6 } },
  { name: 'cut socket', faults: { cutAfterChunks: 6 } },
  { name: 'error inside the stream', faults: { errorAfterChunks: 6 } },
  { name: '429, retry-after-ms 200, once', faults: { status: 429, retryAfterMs: 200, calls: 1 } },
  { name: '429, retry-after 1 s, once', faults: { status: 429, retryAfter: '1', calls: 1 } },
  { name: '429, retry-after 90 s', faults: { status: 429, retryAfter: '90' } },
  { name: '429, x-should-retry false', faults: { status: 429, shouldRetry: 'false' } },
  { name: '500, once', faults: { status: 500, calls: 1 } },
  { name: '502 with a page', faults: { status: 502, page: true } },
  {
    name: '503, again and again: the breaker',
    faults: { status: 503, shouldRetry: 'false' },
    before: 5
  },
  { name: '401', faults: { status: 401 } },
  { name: '404', faults: { status: 404 } },
  { name: 'filter: prompt refused', faults: { filter: 'prompt' } },
  { name: 'filter: prompt, said in the stream', faults: { filter: 'prompt-inside' } },
  { name: 'filter: answer cut', faults: { filter: 'answer' } },
  { name: 'filter: unknown category', faults: { filter: 'unknown-category' } },
  { name: 'filter out of order', faults: { filter: 'down' } },
  { name: 'refusal', faults: { refuse: true } },
  { name: 'truncated', faults: { truncate: 'half' } },
  { name: 'all tokens spent on reasoning', faults: { truncate: 'empty' } },
  { name: 'garbage', faults: { answer: 'All clear! See http://evil.example' } },
  { name: 'another shape', faults: { wrongShape: true } },
  { name: 'invented citations', faults: { invented: true } },
  { name: 'obeys an instruction in the chart', faults: { obey: true } },
  { name: 'huge answer', faults: { hugeCharacters: 6_000_000, msPerChunk: 0 } }
]
