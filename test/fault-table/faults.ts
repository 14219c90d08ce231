import type { Faults } from '../../src/testbed/stand-in-model/faults.ts'

/** What the EHR got: the model's finding, a card that says that it did not run, or no card. */
export type Got = 'finding' | 'notice' | 'nothing'

/** One row: what goes wrong, and what is to be seen of it in each of the three places. */
export interface FaultCase {
  readonly name: string
  readonly faults: Faults
  /** Calls about other patients before, to bring a breaker to open. */
  readonly before?: number
  /** Waits so long, then asks again for the same chart. */
  readonly againAfterMs?: number
  /** Of each call about the patient of the row, in order. */
  readonly got: readonly Got[]
  /** Endings in the audit, in the order they were written, with why and how where they say so. */
  readonly audited: readonly string[]
  /** Counters that are not zero, in short: `run-fault.ts` says how. */
  readonly counted: readonly string[]
}

/** The finding of the scripts, and the one that they always invent. */
const found = ['verified 1', 'dropped alias-unknown 1']
const whole = {
  got: ['finding'],
  audited: ['complete'],
  counted: ['complete 1', ...found]
} as const
const retried = {
  got: ['finding'],
  audited: ['complete, retried'],
  counted: ['complete 1', 'retries 1', ...found]
} as const
const none = (ending: string, more: readonly string[] = []) =>
  ({ got: ['notice'], audited: [ending], counted: [`${ending} 1`, ...more] }) as const
const broken = (ending: string) =>
  ({ got: ['finding'], audited: [ending], counted: [`${ending} 1`, ...found] }) as const
const twiceInVain = {
  got: ['notice'],
  audited: ['unavailable, retried'],
  counted: ['unavailable 1', 'retries 1']
} as const
/** An answer in time that is not over in time: its end is audited in a record of its own. */
const lateBoth = {
  got: ['nothing', 'nothing'],
  audited: ['thinking', 'late', 'thinking'],
  counted: ['late 1']
} as const

export const faultCases: readonly FaultCase[] = [
  { name: 'none', faults: {}, ...whole },
  { name: 'slow first token, within the time', faults: { firstTokenMs: 600 }, ...whole },
  {
    name: 'slow first token, past the deadline',
    faults: { firstTokenMs: 2_200 },
    againAfterMs: 2_000,
    got: ['nothing', 'finding'],
    audited: ['thinking', 'complete', 'complete, stored'],
    counted: ['complete 1', 'verified 1']
  },
  {
    name: 'slow drip, the finding in time and the end not',
    faults: { firstTokenMs: 0, msPerChunk: 70 },
    againAfterMs: 2_000,
    got: ['finding', 'finding'],
    audited: ['thinking', 'complete', 'complete, stored'],
    counted: ['complete 1', 'verified 2']
  },
  { name: 'slow drip, too slow', faults: { msPerChunk: 250 }, againAfterMs: 2_000, ...lateBoth },
  { name: 'silence', faults: { silent: true }, againAfterMs: 2_000, ...lateBoth },
  {
    name: 'early clean end of the stream',
    faults: { endAfterChunks: 6 },
    ...none('unavailable')
  },
  { name: 'cut socket', faults: { cutAfterChunks: 6 }, ...none('unavailable') },
  { name: 'error inside the stream', faults: { errorAfterChunks: 6 }, ...none('unavailable') },
  {
    name: '429, retry-after-ms 200, once',
    faults: { status: 429, retryAfterMs: 200, calls: 1 },
    ...retried
  },
  {
    name: '429, retry-after 1 s, once',
    faults: { status: 429, retryAfter: '1', calls: 1 },
    ...retried
  },
  {
    name: '429, retry-after a date that has passed, once',
    faults: { status: 429, retryAfter: 'Fri, 20 Nov 2020 10:00:00 GMT', calls: 1 },
    ...retried
  },
  {
    name: '429, retry-after-ms 100, again and again',
    faults: { status: 429, retryAfterMs: 100 },
    got: ['notice'],
    audited: ['limited, retried'],
    counted: ['limited 1', 'retries 1']
  },
  { name: '429, retry-after 90 s', faults: { status: 429, retryAfter: '90' }, ...none('limited') },
  {
    name: '429, x-should-retry false',
    faults: { status: 429, shouldRetry: 'false' },
    ...none('limited')
  },
  { name: '408, once', faults: { status: 408, calls: 1 }, ...retried },
  { name: '409, once', faults: { status: 409, calls: 1 }, ...retried },
  { name: '500, once', faults: { status: 500, calls: 1 }, ...retried },
  { name: '502 with a page', faults: { status: 502, page: true }, ...twiceInVain },
  {
    name: '503, again and again: the breaker',
    faults: { status: 503, shouldRetry: 'false' },
    before: 5,
    got: ['notice'],
    audited: ['unavailable, not sent: breaker open'],
    counted: ['unavailable 6', 'not sent: breaker 1', 'breaker open']
  },
  { name: '401', faults: { status: 401 }, ...none('misconfigured') },
  { name: '403', faults: { status: 403 }, ...none('misconfigured') },
  { name: '404', faults: { status: 404 }, ...none('misconfigured') },
  { name: 'the schema is refused', faults: { refuseSchema: true }, ...none('misconfigured') },
  {
    name: 'a redirect to another host',
    faults: { status: 307, location: 'http://127.0.0.1:1/elsewhere' },
    ...none('unavailable')
  },
  { name: 'filter: prompt refused', faults: { filter: 'prompt' }, ...none('filtered-prompt') },
  {
    name: 'filter: prompt, said in the stream',
    faults: { filter: 'prompt-inside' },
    ...broken('filtered-prompt')
  },
  { name: 'filter: answer cut', faults: { filter: 'answer' }, ...none('filtered-completion') },
  {
    name: 'filter: unknown category',
    faults: { filter: 'unknown-category' },
    ...broken('filtered-completion')
  },
  { name: 'filter out of order', faults: { filter: 'down' }, ...whole },
  { name: 'refusal', faults: { refuse: true }, ...none('refused') },
  { name: 'truncated', faults: { truncate: 'half' }, ...none('truncated') },
  { name: 'all tokens spent on reasoning', faults: { truncate: 'empty' }, ...none('truncated') },
  {
    name: 'garbage',
    faults: { answer: 'All clear! See http://evil.example' },
    ...none('malformed')
  },
  { name: 'another shape', faults: { wrongShape: true }, ...none('malformed') },
  {
    name: 'invented citations',
    faults: { invented: true },
    got: ['nothing'],
    audited: ['complete'],
    counted: ['complete 1', 'dropped alias-unknown 4']
  },
  {
    name: 'obeys an instruction in the chart',
    faults: { obey: true },
    got: ['finding'],
    audited: ['complete'],
    counted: [
      'complete 1',
      ...found,
      'dropped concept-unknown 1',
      'dropped instructing-line 1',
      'dropped value-mismatch 1'
    ]
  },
  {
    name: 'huge answer',
    faults: { hugeCharacters: 1_000_000, msPerChunk: 0 },
    ...broken('unavailable')
  }
]
