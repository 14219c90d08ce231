import type { RecordKind } from '../record/record-kinds.ts'
import type { ClinicalIndex } from './clinical-index.ts'

/** Whether all of the kinds were read to the end: only then does "none" mean none. */
export function isWhole(index: ClinicalIndex, ...kinds: readonly RecordKind[]): boolean {
  return kinds.every((kind) => {
    const { state } = index.states[kind]
    return state === 'present' || state === 'empty'
  })
}
