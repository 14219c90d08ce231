import type { HostileCase } from './hostile-case.ts'
import { searches, statedStatus } from './hostile-case.ts'
import type { Seen } from './hostile-server.ts'
import type { HostileWorld } from './hostile-world.ts'
import type { CaseRun } from './run-case.ts'

/** One row of the table, and what in it is not as it must be. */
export interface HostileRow {
  readonly name: string
  readonly hook: string
  readonly status: number
  /** At the server, from arrival to the answer's last byte. */
  readonly elapsedMs: number
  readonly gap: string
  readonly told: string
  readonly requests: number
  readonly memoryRiseMb: number | undefined
  readonly wrong: readonly string[]
}

interface AuditRecord {
  readonly header: { readonly runId: string | null; readonly errorCode: string | null }
  readonly inputs: {
    readonly kinds: readonly {
      readonly kind: string
      readonly state: string
      readonly reason: string | null
    }[]
  } | null
}

/**
 * Of the whole process, garbage included. One call may read 24 MiB; as text of two bytes each and
 * parsed, with what the call before left to be collected, that is several times as much.
 */
export const memoryRiseMaxMb = 200
export const lateByMs = 50

/** Judges each run by what the EHR got, and by what servers, strangers, log and audit have seen. */
export async function judge(
  world: HostileWorld,
  runs: readonly CaseRun[],
  answerWithinMs: number
): Promise<readonly HostileRow[]> {
  const { logLines } = world.curbside
  const seen = await world.seen()
  const bodies = await world.audit()
  const records = bodies.map((body) => JSON.parse(body) as AuditRecord)
  const sinks = [...logLines, ...bodies].join('\n')
  const { connections, authorizations } = world.strangers()
  const tokens = new Set(runs.map(({ token }) => `Bearer ${token}`))
  const unknown = seen.filter(({ authorization }) => !tokens.has(authorization)).length
  const everywhere = [
    ...wrongIf(unknown > 0, `${unknown} requests without the token of a call`),
    ...wrongIf(connections > 0, `strangers saw ${connections} connections`),
    ...wrongIf(authorizations.length > 0, `strangers saw ${authorizations.length} requests`),
    ...wrongIf(/token-of-case/.test(sinks), 'a token stands in the log or the audit'),
    ...wrongIf(/Zebulon|Quandry/.test(sinks), 'a server’s text stands in the log or the audit')
  ]
  return runs.map((run) => {
    const { hostileCase, hook, answer, hookInstance, memoryRiseMb } = run
    const record = records.find(({ header }) => header.runId === hookInstance)
    const own = seen.filter(({ authorization }) => authorization === `Bearer ${run.token}`)
    const elapsedMs = elapsedIn(logLines, hookInstance)
    const wrong = [
      ...everywhere,
      ...wrongIf(!(elapsedMs <= answerWithinMs + lateByMs), `late: ${elapsedMs} ms`),
      ...wrongIf(
        (memoryRiseMb ?? 0) > memoryRiseMaxMb,
        `memory rose by ${memoryRiseMb?.toFixed(0)} MB`
      ),
      ...wrongInAnswer(run, record),
      ...wrongInAudit(hostileCase, record),
      ...wrongRequests(run, own)
    ]
    const told = toldIn(run)
    const gap = gapIn(hostileCase, record)
    return {
      name: hostileCase.name,
      hook,
      status: answer.status,
      elapsedMs,
      gap,
      told,
      requests: own.length,
      memoryRiseMb,
      wrong
    }
  })
}

const wrongIf = (isWrong: boolean, what: string): readonly string[] => (isWrong ? [what] : [])

function elapsedIn(logLines: readonly string[], hookInstance: string): number {
  const line = logLines.find((one) => one.includes(hookInstance) && /call-(?:answ|ref)/.test(one))
  return line === undefined ? NaN : (JSON.parse(line) as { readonly elapsedMs: number }).elapsedMs
}

// Pinned: what clinicians read, never taken from src.
const words: Readonly<Record<string, string>> = {
  conditions: 'problem list',
  medications: 'medication orders',
  statements: 'medication statements',
  allergies: 'allergies',
  laboratory: 'laboratory results',
  vitals: 'vital signs',
  surveys: 'questionnaires',
  imaging: 'imaging findings',
  procedures: 'procedures',
  encounters: 'visits',
  immunizations: 'immunizations',
  reports: 'reports',
  orders: 'orders'
}
const reasons: Readonly<Record<string, string>> = {
  failed: 'the EHR could not deliver them',
  forbidden: 'no permission',
  late: 'not in time',
  malformed: 'unreadable',
  'more-pages': 'older entries not read',
  capped: 'older entries not read',
  unreadable: 'some entries unreadable'
}

/** The summary of the rule that speaks when warfarin is read and ibuprofen is ordered. */
const combination = 'Ibuprofen ordered, warfarin active'

type Kinds = NonNullable<AuditRecord['inputs']>['kinds']

function wrongInAnswer(run: CaseRun, record: AuditRecord | undefined): readonly string[] {
  const { hostileCase, answer } = run
  const { status, text } = answer
  return [
    ...wrongIf(/token-of-case|Zebulon|Quandry|Patient\/p2/.test(text), 'a secret in the answer'),
    ...wrongIf(
      /all[- ]clear|no (?:issues|concerns|problems)|looks? (?:fine|good)/i.test(
        text.replaceAll('This is not an all-clear', '')
      ),
      'reads as reassurance'
    ),
    ...wrongIf(status !== statedStatus(hostileCase), `${status}: ${text}`),
    ...(status === 412 ? wrongIn412(hostileCase, text) : []),
    ...(status === 200 ? wrongInCards(run, record?.inputs?.kinds ?? []) : [])
  ]
}

function wrongIn412({ audited }: HostileCase, text: string): readonly string[] {
  const named = audited.some((state) => text.includes(`patient: ${state.replace('unknown ', '')}`))
  return wrongIf(!named || !text.includes('OperationOutcome'), `does not say why: ${text}`)
}

/** Every kind that the audit calls missing stands on every card, with the reason; nothing else does. */
function wrongInCards({ hostileCase, hook, answer }: CaseRun, kinds: Kinds): readonly string[] {
  const cards = answer.body.cards ?? []
  const read = kinds.filter(({ kind }) => searches.includes(kind))
  const gaps = read.filter(
    ({ state, reason }) => state === 'partial' || (state === 'unknown' && reason !== 'not-offered')
  )
  const medications = read.find(({ kind }) => kind === 'medications')?.state ?? 'unknown'
  const ruleStated =
    hook === 'order-select' && medications !== 'unknown' && hostileCase.warfarinLost !== true
  const rule = cards.some(({ summary }) => summary.startsWith(combination))
  // A drug that the record names and nobody can read is said, also where no kind has a gap.
  const others = cards.filter(
    ({ summary, detail = '' }) =>
      !summary.startsWith(combination) &&
      !/not recognised|could not be checked|cannot be assessed/i.test(`${summary} ${detail}`)
  )
  const missing = cards.map(({ detail = '' }) => detail.split('**Missing**')[1] ?? '')
  return [
    ...wrongIf(rule !== ruleStated, `the rule ${rule ? 'speaks' : 'is silent'}`),
    ...wrongIf(gaps.length > 0 && cards.length === 0, 'a gap, and no card'),
    ...wrongIf(gaps.length === 0 && others.length > 0, 'no gap, other cards'),
    ...missing.flatMap((sentence) =>
      gaps.flatMap(({ kind, state, reason }) => {
        const verb = state === 'partial' ? 'Read in part' : 'Not read'
        const said = [verb, words[kind] ?? '?', reasons[reason ?? ''] ?? '?']
        return said.filter((part) => !sentence.includes(part)).map((part) => `not said: ${part}`)
      })
    ),
    ...wrongIf(
      gaps.length === 0 && missing.some((sentence) => /Not read|Read in part/.test(sentence)),
      'says that something is missing'
    )
  ]
}

function wrongInAudit(
  { sick, audited }: HostileCase,
  record: AuditRecord | undefined
): readonly string[] {
  if (record === undefined) return ['not in the audit']
  const { errorCode } = record.header
  if (sick.includes('patient') && !audited.includes('present')) {
    return wrongIf(errorCode !== 'CURBSIDE_RECORD_UNREADABLE', `audited: ${errorCode}`)
  }
  return searches.flatMap((kind) => {
    const { state, reason } = record.inputs?.kinds.find((one) => one.kind === kind) ?? {}
    const word = inWords(state, reason)
    const stated = sick.includes(kind) ? audited : ['present']
    // Not every EHR has these; what a server says that it does not know is no gap of theirs.
    const isAlwaysOffered = !['statements', 'surveys', 'imaging'].includes(kind)
    const isUnoffered = word === 'unknown not-offered'
    return wrongIf(!stated.includes(word) || (isUnoffered && isAlwaysOffered), `${kind}: ${word}`)
  })
}

const inWords = (state = 'not audited', reason: string | null = null): string =>
  reason === null ? state : `${state} ${reason}`

function wrongRequests(run: CaseRun, own: readonly Seen[]): readonly string[] {
  const { hostileCase, answeredAtMs } = run
  const { name, requestsMax } = hostileCase
  const hosts = new Set(own.map(({ host }) => host))
  return [
    ...wrongIf(own.length > requestsMax, `${own.length} requests`),
    ...wrongIf(
      own.some(({ atMs }) => atMs > answeredAtMs),
      'asked after the answer'
    ),
    ...wrongIf(
      own.some(({ caseName }) => caseName !== name),
      'its token is with another server'
    ),
    ...wrongIf(hosts.size > 1, `asked as ${[...hosts].join(', ')}`),
    ...wrongIf(
      own.some(({ path }) => /admin|other|\.\.|%2e/i.test(path)),
      'asked outside its base'
    )
  ]
}

function gapIn({ sick }: HostileCase, record: AuditRecord | undefined): string {
  if (record?.inputs === null || record === undefined) return record?.header.errorCode ?? ''
  const found = record.inputs.kinds
    .filter(({ kind }) => sick.includes(kind))
    .map(({ state, reason }) => inWords(state, reason))
  return [...new Set(found)].join(', ')
}

function toldIn({ answer }: CaseRun): string {
  const { status, body, text } = answer
  if (status !== 200) return /"diagnostics":"([^"]*)"/.exec(text)?.[1] ?? ''
  const cards = (body.cards ?? []).map(
    ({ summary, detail = '' }) =>
      `${summary} ${/(?:Not read|Read in part):[^.]*/.exec(detail)?.[0] ?? ''}`
  )
  return cards.length === 0 ? 'no card' : cards.join(' | ')
}
