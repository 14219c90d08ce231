/*
 * Reading JSON of which nothing is certain: records hold DSTU2 and STU3 shapes, single objects
 * where a list should stand, and plain faults. Nothing here throws.
 */

export type LooseObject = Readonly<Record<string, unknown>>

const nothing: LooseObject = {}

/** The object, or an empty one when the value is something else. */
export function objectOf(value: unknown): LooseObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as LooseObject)
    : nothing
}

/** The list; a single value stands for a list of one (DSTU2 and STU3 shapes), nothing for none. */
export function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value
  return value === undefined || value === null ? [] : [value]
}

/** A string that is not empty. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** A finite number; text is none. */
export function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}
