import type { DataState } from '../../cds-hooks/prefetch.ts'
import { recordKinds } from '../../record/patient-record.ts'
import type { RecordKind } from '../../record/patient-record.ts'

const kindWords: Readonly<Record<RecordKind, string>> = {
  patient: 'patient',
  conditions: 'problems',
  medications: 'medication orders',
  statements: 'medication statements',
  allergies: 'allergies',
  laboratory: 'laboratory results',
  vitals: 'vital signs',
  surveys: 'questionnaires',
  imaging: 'imaging findings',
  encounters: 'encounters',
  procedures: 'procedures',
  immunizations: 'immunizations',
  reports: 'reports',
  orders: 'orders'
}

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
    ...recordKinds.flatMap((kind) => notKnown(kindWords[kind], states[kind])),
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
