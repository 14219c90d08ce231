import type { RecordKind } from '../record/record-kinds.ts'
import type { ClinicalIndex } from './clinical-index.ts'

/**
 * Whether all of the kinds were read to the end, and each problem has a name: only then does "none"
 * mean none.
 */
export function isWhole(index: ClinicalIndex, ...kinds: readonly RecordKind[]): boolean {
  return kinds.every((kind) => {
    if (kind === 'conditions' && index.notKnown?.some((one) => one.kind === 'problem') === true) {
      return false
    }
    const { state } = index.states[kind]
    return state === 'present' || state === 'empty'
  })
}
