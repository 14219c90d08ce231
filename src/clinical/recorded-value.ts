import type { Result } from './clinical-index.ts'
import { readConcept } from './concept.ts'
import { cleanLabel } from './label.ts'
import { numberOf, objectOf, textOf } from './loose-json.ts'
import type { LooseObject } from './loose-json.ts'

/** Whether an Observation holds a value of its own, whatever it is. */
export function holdsValue(part: LooseObject): boolean {
  return recordedValue(part) !== undefined
}

/** What stands in the place of the value, for a card: `6.8 mmol/L`, `6.8 H`. */
export function writtenIn({ value, unit, text }: Result['recorded']): string | undefined {
  return text ?? (value === undefined ? undefined : `${value} ${unit ?? ''}`.trim())
}

/** The value as it was recorded: a number, a text, or both; undefined for none. */
export function recordedValue(part: LooseObject): Result['recorded'] | undefined {
  const quantity = objectOf(part['valueQuantity'])
  const value = numberIn(quantity['value']) ?? numberIn(part['valueInteger'])
  const text = recordedText(part)
  if (value === undefined) return text === undefined || text === '' ? undefined : { text }
  const unit = textOf(quantity['unit']) ?? textOf(quantity['code'])
  const beside = writtenText(part)
  return {
    value,
    ...(unit !== undefined && { unit: cleanLabel(unit) }),
    ...(beside !== undefined && { text: cleanLabel(beside) })
  }
}

/** JSON numbers; and numbers that an interface put into quotes. */
export function numberIn(value: unknown): number | undefined {
  const text = textOf(value)
  return text !== undefined && /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : numberOf(value)
}

/** What stands as text beside or instead of a number. */
export function writtenText(part: LooseObject): string | undefined {
  const text = textOf(part['valueString'])?.trim()
  return text === '' ? undefined : text
}

function recordedText(part: LooseObject): string | undefined {
  const concept = readConcept(part['valueCodeableConcept']).label
  if (concept !== '') return concept
  const written = textOf(part['valueString']) ?? textOf(part['valueDateTime'])
  if (written !== undefined) return cleanLabel(written)
  if (typeof part['valueBoolean'] === 'boolean') return part['valueBoolean'] ? 'yes' : 'no'
  const range = objectOf(part['valueRange'])
  const ratio = objectOf(part['valueRatio'])
  return (
    pair(range['low'], range['high'], '-') ?? pair(ratio['numerator'], ratio['denominator'], ':')
  )
}

function pair(one: unknown, other: unknown, between: string): string | undefined {
  const first = numberOf(objectOf(one)['value'])
  const second = numberOf(objectOf(other)['value'])
  return first === undefined || second === undefined ? undefined : `${first}${between}${second}`
}
