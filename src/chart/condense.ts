import type { AliasTable } from './alias-table.ts'
import type { ChartLine, Cut } from './chart-line.ts'
import { cutOrder } from './chart-line.ts'

/** A line that stays, with as many of its readings as stay. */
export interface KeptLine {
  readonly line: ChartLine
  readonly points: number
}

export interface Condensed {
  readonly kept: readonly KeptLine[]
  /** Readings and lines that were left out for want of room. */
  readonly omitted: number
}

/**
 * Cuts lines until they fit, and pinned ones never: rather a chart that is too long than one
 * without an allergy. First older points, then whole lines in `cutOrder`, the oldest first.
 *
 * `charactersMax`: of these lines together, a newline counted with each. A budget in tokens times
 * 2.2 is a safe number of characters: condensed charts have about 2.4 for each token.
 */
export function condense(
  lines: readonly ChartLine[],
  table: AliasTable,
  charactersMax: number
): Condensed {
  const kept = new Map<ChartLine, number>(lines.map((line) => [line, line.points]))
  const length = (line: ChartLine, points: number) => table.lengthOf(line.parts(points)) + 1
  let characters = lines.reduce((sum, line) => sum + length(line, line.points), 0)
  let omitted = 0
  for (const line of lines.toSorted(cutFirst)) {
    if (characters <= charactersMax) break
    if (line.points < 2) continue
    characters -= length(line, line.points) - length(line, 1)
    omitted += line.points - 1
    kept.set(line, 1)
  }
  for (const line of lines.filter(({ cut }) => cut !== 'never').toSorted(cutFirst)) {
    if (characters <= charactersMax) break
    const points = kept.get(line) ?? 1
    characters -= length(line, points)
    omitted += points
    kept.delete(line)
  }
  const still = lines.filter((line) => kept.has(line))
  return { kept: still.map((line) => ({ line, points: kept.get(line) ?? 1 })), omitted }
}

function position(cut: Cut): number {
  return cut === 'never' ? cutOrder.length : cutOrder.indexOf(cut)
}

function cutFirst(one: ChartLine, other: ChartLine): number {
  return position(one.cut) - position(other.cut) || one.day - other.day
}
