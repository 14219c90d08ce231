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
export function notKnownLines(
  states: Readonly<Record<RecordKind, DataState>>,
  withheld: number
): string[] {
  const lines = recordKinds.flatMap((kind) => {
    const state = states[kind]
    if (state.state === 'unknown') return [`${kindWords[kind]}: not read${because(state.reason)}`]
    if (state.state === 'partial')
      return [`${kindWords[kind]}: partly read${because(state.reason)}`]
    return []
  })
  return withheld === 0 ? lines : [...lines, `lines of the record: ${withheld} withheld`]
}

function because(reason: string): string {
  return reason === 'not-read' ? '' : ` (${reason.replaceAll('-', ' ')})`
}
