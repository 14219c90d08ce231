import type { DataState, UnknownReason } from '../cds-hooks/prefetch.ts'
import type { RecordKind } from './record-kinds.ts'

/** What an integrator looks for first, per reason. */
const causes: Readonly<Record<UnknownReason, string>> = {
  'no-access': 'not sent, and the call brought no token that can be used',
  'not-read': 'not sent, and there is no query for it',
  forbidden: 'the EHR refused it: the token is dead, or may not read it',
  late: 'it did not come in time',
  malformed: 'what came is not what was asked for',
  failed: 'the EHR could not deliver it',
  'not-offered': 'the FHIR server knows no such resource'
}

/**
 * Why a call has no answer (412), one line per kind that was needed: our word and its meaning,
 * never a value of the record.
 */
export function whyNoRecord(
  needed: readonly RecordKind[],
  states: Readonly<Record<RecordKind, DataState>>,
  { restricted }: { readonly restricted: boolean }
): readonly string[] {
  if (restricted) return ['patient: withheld (the Patient carries a restricted label)']
  const lines = needed.flatMap((kind) => {
    const state = states[kind]
    return state.state === 'unknown' ? [`${kind}: ${state.reason} (${causes[state.reason]})`] : []
  })
  // It was delivered, and none of it was kept.
  return lines.length > 0 ? lines : ['patient: not usable (another patient, or entered in error)']
}
