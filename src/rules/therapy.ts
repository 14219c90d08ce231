import { dispensedDays, isThere } from '../clinical/active-medications.ts'
import type { ClinicalIndex } from '../clinical/clinical-index.ts'
import { activeIn, medicationsIn, substanceIsIn } from './drug-set.ts'
import type { DrugSet } from './drug-set.ts'
import { unreadWords } from './unread.ts'

/** Whether a drug of the set is active, or was given out within 100 days and not stopped. */
export function isTaken(index: ClinicalIndex, set: DrugSet): boolean {
  const since = index.asOf.epochDay - dispensedDays
  return (
    activeIn(index, set).length > 0 ||
    medicationsIn(index, set).some(
      ({ status, started }) => status !== 'stopped' && (started?.epochDay ?? -Infinity) >= since
    )
  )
}

/** Whether an active allergy names a drug or class of the set. */
export function isAllergicTo(index: ClinicalIndex, set: DrugSet): boolean {
  return index.allergies
    .filter(({ status }) => status === 'active' || status === 'unknown')
    .some(({ substances }) => substances.some((one) => substanceIsIn(one, set)))
}

/**
 * Products that are taken and of which not every ingredient is known: one of them may be the drug
 * sought. Those for skin or eye cannot be one for the whole body.
 */
export function unrecognisedActive(index: ClinicalIndex): readonly string[] {
  return index.unrecognised
    .filter((one) => isThere(one, index) && one.route !== 'topical')
    .map(({ label }) => label)
}

/** What keeps "none is taken" from being said, in words; undefined when it may be said. */
export function unknownTherapy(index: ClinicalIndex): string | undefined {
  const unread = unreadWords(index, 'medications')
  if (unread !== undefined) return unread
  const [label] = unrecognisedActive(index)
  return label === undefined ? undefined : `what "${label}" holds, which was not recognised`
}
