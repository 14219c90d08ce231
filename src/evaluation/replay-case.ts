import type { Indicator } from '../cds-hooks/card.ts'
import type { EvaluationCase } from './case.ts'
import { groundCard } from './ground-card.ts'
import { at, listOf, textOf } from './json-value.ts'
import { judgeCards } from './judge-cards.ts'
import { readCards } from './read-card.ts'
import type { ReadCard } from './read-card.ts'
import { subgroupsOf } from './subgroups.ts'
import type { CaseAnswer, World } from './world.ts'

/** What became of one case; written to evaluation.json as it stands. */
export interface CaseResult {
  readonly id: string
  readonly file: string
  readonly service: string
  readonly situation: string
  /** `sex`, `age` and whatever else the case names. */
  readonly subgroups: Readonly<Record<string, string>>
  readonly outcome: 'ok' | 'failed'
  readonly status: number
  /** With another status than 200: the answer's own words. */
  readonly said: readonly string[]
  readonly elapsedMs: number
  readonly expectations: readonly {
    readonly rule?: string
    readonly matches: string
    readonly indicator: Indicator
    readonly met: boolean
  }[]
  /** Patterns that should have matched no card, and did. */
  readonly silencesBroken: readonly string[]
  readonly cards: readonly {
    readonly rule?: string
    readonly indicator: Indicator
    readonly summary: string
    readonly isFalse: boolean
    readonly statements: number
    /** Statements that do not stand in what was served. */
    readonly ungrounded: readonly string[]
  }[]
  readonly notes: readonly string[]
}

/** Sends one case and judges what comes back. */
export async function replayCase(
  world: Pick<World, 'call'>,
  one: EvaluationCase,
  place: number
): Promise<CaseResult> {
  const answer = await world.call(one, place)
  const cards = answer.status === 200 ? readCards(answer.body) : undefined
  const judged = judgeCards(one, cards ?? [])
  const fulfilled = judged.expectations.every(({ met }) => met) && judged.broken.length === 0
  return {
    id: one.id,
    file: one.file,
    service: one.service,
    ...subgroupsOf(one, answer),
    outcome: cards !== undefined && fulfilled ? 'ok' : 'failed',
    status: answer.status,
    said: cards === undefined ? issuesOf(answer.body) : [],
    elapsedMs: Math.round(answer.elapsedMs * 10) / 10,
    expectations: judged.expectations.map(({ wanted: { pattern: _pattern, ...rest }, met }) => ({
      ...rest,
      met
    })),
    silencesBroken: judged.broken.map(({ matches }) => matches),
    cards: (cards ?? []).map((card, at) =>
      shown(card, judged.isFalse[at] === true, { one, answer })
    ),
    notes: [...one.notes, ...(answer.record?.notes ?? [])]
  }
}

function shown(
  card: ReadCard,
  isFalse: boolean,
  { one, answer }: { readonly one: EvaluationCase; readonly answer: CaseAnswer }
): CaseResult['cards'][number] {
  const { rules, indicator, summary } = card
  return {
    ...(rules.length === 0 ? {} : { rule: rules.join(', ') }),
    indicator,
    summary,
    isFalse,
    ...groundCard(card, { asOf: one.asOf, sent: answer.sent, record: answer.record })
  }
}

/** An OperationOutcome's words: code and what to do. */
function issuesOf(body: unknown): readonly string[] {
  const said = listOf(at(body, 'issue')).map((issue) =>
    [textOf(at(at(issue, 'details'), 'text')), textOf(at(issue, 'diagnostics'))]
      .filter((part) => part !== undefined)
      .join(' ')
  )
  return said.length > 0 ? said : ['The answer is neither cards nor an OperationOutcome.']
}
