import type { ClinicalIndex, Dose } from '../../clinical/clinical-index.ts'
import type { Knowledge } from '../../knowledge/knowledge.ts'
import type { DoseRow } from '../../knowledge/tables.ts'
import { ageHolds, resultHolds } from './holds.ts'
import type { Holding } from './holds.ts'

/** A dose above the limit of a row. */
export interface DoseAbove {
  readonly row: DoseRow
  /** In the row's unit. */
  readonly dose: number
  readonly limit: number
  readonly tenfold: boolean
  readonly evidence: Holding['evidence']
}

/** How one unit is written in another; undefined where they do not measure the same. */
const perMg: Readonly<Record<string, number>> = { mg: 1, mcg: 0.001, ug: 0.001, g: 1000 }

/** Rows whose daily limit a dose exceeds, for this age and these results. */
export function dosesAbove(
  knowledge: Knowledge,
  index: ClinicalIndex,
  given: {
    readonly ingredients: readonly string[]
    readonly dailyDose?: Dose
  }
): readonly DoseAbove[] {
  return given.ingredients.flatMap((ingredient) =>
    (knowledge.doses.get(ingredient) ?? []).flatMap((row): readonly DoseAbove[] => {
      const found = exceeds(row, given.dailyDose)
      if (found === undefined) return []
      if (row.ageYears !== undefined && ageHolds(index, row.ageYears).answer !== 'yes') return []
      const result = row.when === undefined ? undefined : resultHolds(index, row.when)
      if (result !== undefined && result.answer !== 'yes') return []
      return [{ row, ...found, evidence: result?.evidence ?? [] }]
    })
  )
}

function exceeds(
  row: DoseRow,
  dose: Dose | undefined
): Pick<DoseAbove, 'dose' | 'limit' | 'tenfold'> | undefined {
  const limit = row.perDay
  const value = dose === undefined ? undefined : inUnit(dose, row.unit)
  if (value === undefined || value <= limit) return undefined
  const tenfold = row.tenfoldAbove !== undefined && value > row.tenfoldAbove
  return { dose: value, limit, tenfold }
}

/** A dose in the unit of a row: undefined when it measures something else. */
export function inUnit({ value, unit }: Dose, wanted: string): number | undefined {
  const from = unit.toLowerCase().replace('µg', 'mcg').replace('μg', 'mcg')
  if (from === wanted.toLowerCase() || from === `${wanted.toLowerCase()}s`) return value
  if (wanted === 'units' && /^(?:unit|units|\[iu\]|iu|\[usp'u\]|u)$/.test(from)) return value
  const one = perMg[from]
  const other = perMg[wanted]
  return one === undefined || other === undefined ? undefined : (value * one) / other
}
