/** A JSON object of which nothing is known yet. */
export type LooseObject = Readonly<Record<string, unknown>>

/** Whether a parsed JSON value is an object, and neither a list nor null. */
export const isObject = (value: unknown): value is LooseObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
