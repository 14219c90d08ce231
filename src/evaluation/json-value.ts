import { isObject } from '../ground/is-object.ts'

/** A list, one value where a list belongs, or nothing. */
export const listOf = (value: unknown): readonly unknown[] =>
  value === undefined || value === null ? [] : Array.isArray(value) ? (value as unknown[]) : [value]

/** The text of a value, undefined when it is empty or no text. */
export const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined

export const at = (value: unknown, name: string): unknown =>
  isObject(value) ? value[name] : undefined
