import type { ClinicalIndex } from '../../clinical/clinical-index.ts'
import type { Knowledge } from '../../knowledge/knowledge.ts'
import type { ContraindicationRow } from '../../knowledge/tables.ts'
import type { CoverageAspect } from '../../knowledge/tables.ts'
import { holds } from './holds.ts'
import type { Holding } from './holds.ts'

/** A contraindication row, and whether it holds for this patient. */
export interface Contraindication extends Holding {
  readonly row: ContraindicationRow
  readonly ingredient: string
}

/** The contraindication rows of the ingredients, each with its answer for this patient. */
export function contraindications(
  knowledge: Knowledge,
  index: ClinicalIndex,
  given: {
    readonly ingredients: readonly string[]
    /** Rows that are asked at all; every one otherwise. */
    readonly only?: (row: ContraindicationRow) => boolean
  }
): readonly Contraindication[] {
  const { ingredients, only = () => true } = given
  return ingredients.flatMap((ingredient) =>
    (knowledge.contraindications.get(ingredient) ?? []).filter(only).map((row) => ({
      row,
      ingredient,
      ...holds(knowledge, index, row.by)
    }))
  )
}

const kidneyAnalytes = new Set(['egfr', 'creatinine', 'creatinine-clearance'])
const kidneyProblems = new Set(['ckd', 'esrd', 'ckd-stage-5', 'ckd-stage-4-or-5', 'dialysis'])

/** The aspect of coverage that a contraindication belongs to; `problem` for all that is none. */
export function aspectOf({ by }: ContraindicationRow): CoverageAspect | 'problem' {
  if ('pregnancy' in by || 'lactation' in by) return 'pregnancy'
  if ('ageYears' in by) return 'age'
  if ('result' in by && kidneyAnalytes.has(by.result?.analyte ?? '')) return 'kidney'
  if ('problems' in by && by.problems.every((set) => kidneyProblems.has(set))) return 'kidney'
  return 'problem'
}
