import type { Allergy } from '../../clinical/clinical-index.ts'
import type { LineContext } from '../chart-line.ts'
import { cleanLabel } from '../ehr-text.ts'
import type { FactLine } from './fact-line.ts'

const reactionsMax = 4
const statusWords = {
  active: 'active',
  inactive: 'inactive',
  resolved: 'resolved',
  unknown: 'status unknown'
} as const

/** `[A1] Penicillin (SCT 373270004) active, severe: Anaphylaxis; recorded D-5000`. Never cut. */
export function allergyLines(allergies: readonly Allergy[], { time }: LineContext): FactLine[] {
  return allergies.map((allergy) => {
    const { date, reactions, severe, status, substances } = allergy
    const shown = reactions.map(cleanLabel).filter((reaction) => reaction !== '')
    const reacted = shown.length > 0 ? `: ${shown.slice(0, reactionsMax).join(', ')}` : ''
    const recorded = date === undefined ? '' : `; recorded ${time.write(date)}`
    const state = ` ${statusWords[status]}${severe ? ', severe' : ''}`
    return {
      section: 'ALLERGIES',
      cut: 'never',
      letter: 'A',
      fact: allergy,
      says: `${state}${reacted}${recorded}`,
      ehrTexts: reactions,
      ownSays: `${state}${recorded}`,
      date,
      ...(substances.length > 0 && { ownLabel: substances.join(' / ') })
    }
  })
}
