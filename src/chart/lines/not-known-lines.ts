import type { DataState } from '../../cds-hooks/prefetch.ts'
import { recordKinds, recordKindTable } from '../../record/record-kinds.ts'
import type { RecordKind } from '../../record/record-kinds.ts'

/**
 * `laboratory results: not read (late)`: what could not be read, so that the model does not take a
 * gap for "none". Nor what was withheld here.
 */
export function notKnownLines(given: {
  readonly states: Readonly<Record<RecordKind, DataState>>
  readonly withheld: number
  /** Of clinical notes, where they are to be shown. */
  readonly notes?: DataState | undefined
}): string[] {
  const { states, withheld, notes } = given
  const lines = [
    ...recordKinds.flatMap((kind) => notKnown(recordKindTable[kind].label, states[kind])),
    ...(notes === undefined ? [] : notKnown('clinical notes', notes))
  ]
  return withheld === 0 ? lines : [...lines, `lines of the record: ${withheld} withheld`]
}

function notKnown(words: string, state: DataState): string[] {
  if (state.state === 'unknown') return [`${words}: not read${because(state.reason)}`]
  return state.state === 'partial' ? [`${words}: partly read${because(state.reason)}`] : []
}

function because(reason: string): string {
  return reason === 'not-read' ? '' : ` (${reason.replaceAll('-', ' ')})`
}
