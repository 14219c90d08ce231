import type { ClinicalIndex, Dose } from '../../clinical/clinical-index.ts'
import type { Knowledge } from '../../knowledge/knowledge.ts'
import { coverageOf } from '../../knowledge/relations.ts'
import type { Severity } from '../../knowledge/row.ts'
import { coverageAspects } from '../../knowledge/tables.ts'
import type { ContraindicationRow, CoverageAspect } from '../../knowledge/tables.ts'
import type { Answer } from '../readings.ts'
import { unknownTherapy } from '../therapy.ts'
import { unreadWords } from '../unread.ts'
import { allergyConflicts } from './allergy-conflict.ts'
import { aspectOf, contraindications } from './contraindications.ts'
import { dosesAbove } from './doses-above.ts'
import { doubledBy, meetingsOf } from './meets.ts'
import { takenDrugs } from './taken-drugs.ts'

export type TriedAspectName = CoverageAspect | 'problem' | 'dose'

/** A row that spoke, by id and version, for the audit and for the words. */
export interface SpokenRow {
  readonly id: string
  readonly version: string
  readonly severity: Severity
  readonly happens: string
}

/** yes: something speaks against the drug. no: nothing does, and it was looked for. */
export interface TriedAspect {
  readonly answer: Answer
  readonly rows: readonly SpokenRow[]
  /** With `unknown`: what would settle it, in words; `coverage` when no pharmacist reviewed it. */
  readonly missing: readonly string[]
}

export interface TriedDrug {
  readonly ingredients: readonly string[]
  readonly aspects: Readonly<Record<TriedAspectName, TriedAspect>>
  /** Each aspect is covered and answers no: only then may the drug be offered. */
  readonly mayBeOffered: boolean
}

export interface DrugToTry {
  readonly ingredients: readonly string[]
  /** A daily dose, where one is part of the option. */
  readonly dailyDose?: Dose
  /** References of medications and drafts that the option would replace. */
  readonly without?: ReadonlySet<string>
}

/** What the tables did not review, said as missing. */
export const notCovered = 'coverage'

/**
 * Tries a drug as if it were ordered for this patient: aspect by aspect, whether something speaks
 * against it. Quiet rows do not. What cannot be told is unknown, never no.
 */
export function tryDrug(knowledge: Knowledge, index: ClinicalIndex, drug: DrugToTry): TriedDrug {
  const { ingredients, without = new Set<string>() } = drug
  const products = takenDrugs(index).filter(({ reference }) => !without.has(reference))
  const spoken = new Map<TriedAspectName, SpokenRow[]>()
  const missing = new Map<TriedAspectName, string[]>()
  const speak = (aspect: TriedAspectName, row: SpokenRow) => put(spoken, aspect, row)
  const miss = (aspect: TriedAspectName, what: string | undefined) => {
    if (what !== undefined) put(missing, aspect, what)
  }
  for (const { link, severity } of allergyConflicts(knowledge, index, ingredients)) {
    if (severity !== 'quiet') speak('allergy', { ...link.row, severity })
  }
  miss('allergy', unreadWords(index, 'allergies'))
  for (const one of contraindications(knowledge, index, { ingredients })) {
    const { row, answer } = one
    const aspect = aspectOf(row)
    if (row.severity === 'quiet') continue
    if (answer === 'yes') speak(aspect, row)
    const matters = one.notRecorded !== true || keepsBack(row, aspect)
    if (answer === 'unknown' && matters) miss(aspect, one.missing)
  }
  for (const { row, severity, missing: what } of meetingsOf(knowledge, index, {
    ingredients,
    products
  })) {
    if (severity !== 'quiet') speak('interaction', { ...row, severity })
    else miss('interaction', what)
  }
  for (const { row } of doubledBy(knowledge, { ingredients, products })) {
    if (row.severity !== 'quiet') speak('duplicate', row)
  }
  miss('interaction', unknownTherapy(index))
  miss('duplicate', unknownTherapy(index))
  for (const { row } of dosesAbove(knowledge, index, drug)) speak('dose', row)
  for (const ingredient of ingredients) {
    const covered = coverageOf(knowledge, ingredient)
    for (const aspect of coverageAspects) if (!covered[aspect]) miss(aspect, notCovered)
  }
  if (ingredients.length === 0) for (const aspect of coverageAspects) miss(aspect, notCovered)
  return verdict(ingredients, spoken, missing)
}

/**
 * Whether a value or a gene that nobody measured keeps a drug back: of the kidney always, otherwise
 * where the row is grave and does not say that it may be done without.
 */
function keepsBack(row: ContraindicationRow, aspect: TriedAspectName): boolean {
  if (row.askWhenUnknown === true || aspect === 'kidney') return true
  return row.severity !== 'info' && row.absentIsNo !== true && !('gene' in row.by)
}

function verdict(
  ingredients: readonly string[],
  spoken: ReadonlyMap<TriedAspectName, readonly SpokenRow[]>,
  missing: ReadonlyMap<TriedAspectName, readonly string[]>
): TriedDrug {
  const names: readonly TriedAspectName[] = [...coverageAspects, 'problem', 'dose']
  const aspects = Object.fromEntries(
    names.map((name): [TriedAspectName, TriedAspect] => {
      const rows = (spoken.get(name) ?? []).map(({ id, version, severity, happens }) => ({
        id,
        version,
        severity,
        happens
      }))
      const unknown = [...new Set(missing.get(name))]
      const answer = rows.length > 0 ? 'yes' : unknown.length > 0 ? 'unknown' : 'no'
      return [name, { answer, rows, missing: unknown }]
    })
  ) as Record<TriedAspectName, TriedAspect>
  return {
    ingredients,
    aspects,
    mayBeOffered: names.every((name) => aspects[name].answer === 'no')
  }
}

function put<Value>(
  map: Map<TriedAspectName, Value[]>,
  aspect: TriedAspectName,
  value: Value
): void {
  const before = map.get(aspect)
  if (before === undefined) map.set(aspect, [value])
  else before.push(value)
}
