import type { Absence } from '../../clinical/absence.ts'
import type { ChartLine, LineContext, Lines } from '../chart-line.ts'
import { plainText } from '../chart-line.ts'
import { cleanLabel } from '../ehr-text.ts'
import { isClean } from './fact-line.ts'

/** `[X1] no ferritin (searched D-730 to D0, 0 hits)`: so that what is missing can be cited. */
export function absenceLines(absences: readonly Absence[], context: LineContext): Lines {
  const lines = absences.map((absence): ChartLine => {
    const searched = context.time.writeSearched(absence.since)
    const body = `] no ${cleanLabel(absence.label)} (searched ${searched}, 0 hits)`
    return {
      section: 'ABSENCES',
      cut: 'never',
      day: 0,
      parts: () => ['[', { letter: 'X', absence }, body],
      points: 1
    }
  })
  const clean = lines.filter((line) => isClean([], plainText(line), context))
  return { lines: clean, withheld: lines.length - clean.length }
}
