import type { DraftOrder } from '../clinical/clinical-index.ts'

const labelMax = 120

/** What a card calls an order: its drug, else what it asks for by its own display. */
export function orderLabel({ medication, resource }: DraftOrder): string {
  if (medication !== undefined) return medication.label
  const text = textOf(Reflect.get(resource, 'code'))
  if (text === undefined) return 'an order'
  return text.length <= labelMax ? text : `${text.slice(0, labelMax - 1)}…`
}

function textOf(concept: unknown): string | undefined {
  if (typeof concept !== 'object' || concept === null) return undefined
  const codings: unknown = Reflect.get(concept, 'coding')
  const first: unknown = Array.isArray(codings) ? codings[0] : undefined
  const display: unknown =
    typeof first === 'object' && first !== null ? Reflect.get(first, 'display') : undefined
  const text: unknown = Reflect.get(concept, 'text') ?? display
  return typeof text === 'string' && text !== '' ? text : undefined
}
