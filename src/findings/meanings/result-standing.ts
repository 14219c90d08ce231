import type { Result } from '../../clinical/clinical-index.ts'
import type { Knowledge } from '../../knowledge/knowledge.ts'
import { directionOf, comparable } from '../../clinical/smallest-change.ts'
import { sameUnit } from '../checks/unit.ts'
import type { SupportedFact } from '../supported-fact.ts'
import { badWay } from './bad-way.ts'
import { readingsOf } from './names.ts'

export type Standing = 'high' | 'low' | 'normal' | 'unknown'

/**
 * Bounds where a record seldom has flags, for contradicting a statement only, never for making one:
 * above the first nothing is low, below the second nothing is high. Our choice, wide on purpose.
 */
const surely: Readonly<
  Record<string, { readonly notLowAbove: number; readonly notHighBelow: number }>
> = {
  egfr: { notLowAbove: 90, notHighBelow: 0 },
  creatinine: { notLowAbove: 1.5, notHighBelow: 0.7 },
  potassium: { notLowAbove: 4.5, notHighBelow: 4.2 },
  sodium: { notLowAbove: 142, notHighBelow: 138 },
  calcium: { notLowAbove: 10.2, notHighBelow: 9 },
  glucose: { notLowAbove: 126, notHighBelow: 90 },
  hba1c: { notLowAbove: 6.5, notHighBelow: 5.5 },
  hemoglobin: { notLowAbove: 16, notHighBelow: 11 },
  platelets: { notLowAbove: 250, notHighBelow: 200 },
  leukocytes: { notLowAbove: 9, notHighBelow: 6 },
  systolic: { notLowAbove: 130, notHighBelow: 115 },
  diastolic: { notLowAbove: 85, notHighBelow: 70 },
  'heart-rate': { notLowAbove: 90, notHighBelow: 70 },
  inr: { notLowAbove: 2, notHighBelow: 2 },
  tsh: { notLowAbove: 2, notHighBelow: 2 },
  ferritin: { notLowAbove: 150, notHighBelow: 50 },
  qtc: { notLowAbove: 450, notHighBelow: 420 },
  'oxygen-saturation': { notLowAbove: 96, notHighBelow: 90 }
}

/** What the record or the tables say of one reading: by its flag, its range, a row of results. */
export function standingOf(result: Result, knowledge: Knowledge): Standing {
  const { interpretation, range, recorded, value, analyte } = result
  if (interpretation === 'high' || interpretation === 'low') return interpretation
  if (recorded.value !== undefined && range !== undefined) {
    if (range.high !== undefined && recorded.value > range.high) return 'high'
    if (range.low !== undefined && recorded.value < range.low) return 'low'
    if (range.low !== undefined && range.high !== undefined) return 'normal'
  }
  if (interpretation === 'normal') return 'normal'
  if (value === undefined) return 'unknown'
  for (const row of knowledge.tables.results) {
    if (row.analyte !== analyte || row.ageYears !== undefined) continue
    if (row.above !== undefined && value > row.above) return 'high'
    if (row.below !== undefined && value < row.below) return 'low'
  }
  return 'unknown'
}

/** Whether a reading surely does not stand as claimed. */
function cannotStand(result: Result, claimed: 'high' | 'low', knowledge: Knowledge): boolean {
  const standing = standingOf(result, knowledge)
  if (standing !== 'unknown') return standing !== claimed && standing !== 'normal'
  const bounds = surely[result.analyte]
  if (bounds === undefined || result.value === undefined) return false
  return claimed === 'low' ? result.value > bounds.notLowAbove : result.value < bounds.notHighBelow
}

/** How readings went, by their numbers; undefined with one reading, or units that differ. */
export function wayOf(readings: readonly Result[]): 'up' | 'down' | 'stable' | undefined {
  const [first] = readings
  const last = readings.at(-1)
  if (first === undefined || last === undefined || first === last) return undefined
  const both = comparable(first, last, sameUnit)
  if (both === undefined) return undefined
  const direction = directionOf(first.analyte, both.values, both.inOwnUnit)
  return direction === 'rising' ? 'up' : direction === 'falling' ? 'down' : 'stable'
}

/**
 * Whether facts say the opposite of "goes up" or "goes down": their readings went the other way and
 * the newest does not stand as claimed.
 */
export function goesAgainst(
  fact: SupportedFact,
  claimed: 'up' | 'down',
  knowledge: Knowledge
): boolean {
  const readings = readingsOf(fact)
  const last = readings.at(-1)
  if (last === undefined) return false
  const side = claimed === 'up' ? 'high' : 'low'
  const way = wayOf(readings)
  const stands = standingOf(last, knowledge) === side
  if (stands) return false
  if (way !== undefined && way !== claimed) return true
  return cannotStand(last, side, knowledge)
}

/** Whether readings moved away from where they are bad, and the newest is not said to stand out. */
export function isImproving(fact: SupportedFact, knowledge: Knowledge): boolean {
  const readings = readingsOf(fact)
  const [first] = readings
  const last = readings.at(-1)
  const way = wayOf(readings)
  if (first === undefined || last === undefined || way === undefined || way === 'stable')
    return false
  const now = standingOf(last, knowledge)
  if (now === 'high' || now === 'low') return false
  const bad = badWay[last.analyte]
  if (bad !== undefined) return bad !== way
  // Either way may be bad: it came back from the side on which it stood out.
  const before = standingOf(first, knowledge)
  return (before === 'high' && way === 'down') || (before === 'low' && way === 'up')
}
