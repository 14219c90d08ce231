import type { KnowledgeFault } from './knowledge-fault.ts'
import type { InteractionEntry, Knowledge } from './knowledge.ts'
import type { DoseRow } from './tables.ts'

/** Rows that cannot both be true, or of which one can never speak. */
export function contradictionsIn(knowledge: Knowledge): readonly KnowledgeFault[] {
  return [...opposedLevels(knowledge), ...opposedAllergies(knowledge), ...doubleLimits(knowledge)]
}

/** One row says that a drug raises another's level, one that it lowers it. */
function opposedLevels(knowledge: Knowledge): readonly KnowledgeFault[] {
  const entries = new Set([...knowledge.interactions.values()].flat())
  const raising = [...entries].filter(({ row }) => row.relation === 'first-raises-second')
  const lowering = [...entries].filter(({ row }) => row.relation === 'first-lowers-second')
  return raising.flatMap((up) =>
    lowering
      .filter((down) => meet(up, down))
      .map((down) => ({
        where: up.row.id,
        says: `says the opposite of ${down.row.id} for a drug of both`
      }))
  )
}

function meet(one: InteractionEntry, other: InteractionEntry): boolean {
  return !one.first.isDisjointFrom(other.first) && !one.second.isDisjointFrom(other.second)
}

/** One row says that a drug may be given after an allergy, another of the same strength warns. */
function opposedAllergies(knowledge: Knowledge): readonly KnowledgeFault[] {
  const entries = [...new Set([...knowledge.allergies.values()].flat())]
  return entries.flatMap((one, at) =>
    entries.slice(at + 1).flatMap((other) => {
      const same =
        one.row.strength === other.row.strength &&
        !one.allergy.isDisjointFrom(other.allergy) &&
        !one.ordered.isDisjointFrom(other.ordered)
      const quiet = [one, other].filter(({ row }) => row.severity === 'quiet').length
      return same && quiet === 1
        ? [{ where: one.row.id, says: `warns where ${other.row.id} does not, or the reverse` }]
        : []
    })
  )
}

/** Two limits of one drug for the same patients. */
function doubleLimits(knowledge: Knowledge): readonly KnowledgeFault[] {
  return [...knowledge.doses].flatMap(([ingredient, rows]) => {
    const seen = new Map<string, DoseRow>()
    return rows.flatMap((row) => {
      const key = JSON.stringify([row.ageYears, row.when, row.unit])
      const before = seen.get(key)
      seen.set(key, row)
      return before === undefined
        ? []
        : [{ where: row.id, says: `has a second limit for ${ingredient} beside ${before.id}` }]
    })
  })
}
