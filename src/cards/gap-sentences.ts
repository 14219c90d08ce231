import { recordKindTable } from '../record/record-kinds.ts'
import type { Gap } from '../record/patient-record.ts'

const beside = { notes: 'clinical notes', subjects: 'what this call is about' } as const

const labelOf = (kind: Gap['kind']): string =>
  kind === 'notes' || kind === 'subjects' ? beside[kind] : recordKindTable[kind].label

const reasons: Readonly<Record<Gap['state']['reason'], string>> = {
  'not-read': 'not asked for',
  failed: 'the EHR could not deliver them',
  forbidden: 'no permission',
  late: 'not in time',
  malformed: 'unreadable',
  'no-access': 'not sent and no access',
  'not-offered': 'not offered by the EHR',
  'more-pages': 'older entries not read',
  capped: 'older entries not read',
  unreadable: 'some entries unreadable',
  withheld: '',
  'as-sent': 'only what the EHR chose to send',
  'not-found': 'not found in the record'
}

/** One sentence for all gaps: "Not read: laboratory results, vital signs (not in time)". */
export function gapSentences(gaps: readonly Gap[], restricted: number): readonly string[] {
  const groups = new Map<string, string[]>()
  for (const { kind, state } of gaps) {
    // Said below, without the kind: naming it would disclose what the label protects (trust.md R16).
    if (state.reason === 'withheld') continue
    const verb = state.state === 'partial' ? 'Read in part' : 'Not read'
    const key = `${verb}\n${reasons[state.reason]}`
    groups.set(key, [...(groups.get(key) ?? []), labelOf(kind)])
  }
  const sentences = [...groups].map(([key, kinds]) => {
    const [verb = '', reason = ''] = key.split('\n')
    return `${verb}: ${kinds.join(', ')} (${reason})`
  })
  return restricted > 0 ? [...sentences, 'Some restricted records were not used'] : sentences
}
