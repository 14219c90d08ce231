import type { CaseResult } from './replay-case.ts'

/** One case for the terminal: a line when it is ok; else what was expected and what came. */
export function resultLines(one: CaseResult): readonly string[] {
  const head = `${one.outcome === 'ok' ? 'ok    ' : 'FAILED'}  ${one.file}  ${one.service}  ${shown(one)}  ${one.elapsedMs.toFixed(0)} ms`
  const ungrounded = one.cards.flatMap((card) =>
    card.ungrounded.map((statement) => `        not in the record: ${statement}`)
  )
  if (one.outcome === 'ok') return [head, ...ungrounded]
  return [
    head,
    ...one.expectations
      .filter(({ met }) => !met)
      .map((wanted) => `        expected ${writeExpectation(wanted)}`),
    ...one.silencesBroken.map((pattern) => `        should be silent: /${pattern}/`),
    ...came(one).map((line) => `        came: ${line}`),
    ...one.notes.map((note) => `        note: ${note}`),
    ...ungrounded
  ]
}

export const writeExpectation = (wanted: CaseResult['expectations'][number]): string =>
  `${wanted.rule ?? 'a card'}, ${wanted.indicator} at least, /${wanted.matches}/`

function came({ status, said, cards }: CaseResult): readonly string[] {
  if (status !== 200 || said.length > 0) return [`${status} ${said.join(' ')}`]
  if (cards.length === 0) return ['no card']
  return cards.map(
    ({ rule, indicator, summary }) => `${rule ?? 'no rule'} ${indicator}: ${summary}`
  )
}

/** What came, in short: `R-01 critical, R-38 info`. */
function shown({ status, cards }: CaseResult): string {
  if (status !== 200) return String(status)
  if (cards.length === 0) return 'silent'
  return cards.map(({ rule, indicator }) => `${rule ?? 'no rule'} ${indicator}`).join(', ')
}
