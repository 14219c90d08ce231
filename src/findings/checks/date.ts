import type { ClinicalDate } from '../../clinical/clinical-date.ts'

/** Whether a claimed date (a whole one) is the recorded one, in the precision it was recorded in. */
export function sameDate(claimed: string, recorded: ClinicalDate | undefined): boolean {
  return recorded !== undefined && claimed.startsWith(recorded.iso)
}
