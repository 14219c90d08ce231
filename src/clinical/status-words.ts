import { listOf, objectOf, textOf } from './loose-json.ts'

/**
 * A status, by its code where it has one, else by its display or text: "Entered in Error" and
 * "entered-in-error" are one. Several of them are told apart by the caller's list.
 */
export function statusWord(value: unknown, known: readonly string[]): string | undefined {
  const words = listOf(value).flatMap((one) => {
    if (typeof one === 'string') return [one]
    const concept = objectOf(one)
    const codings = listOf(concept['coding'] ?? concept).map(objectOf)
    return [
      ...codings.map((coding) => textOf(coding['code'])),
      ...codings.map((coding) => textOf(coding['display'])),
      textOf(concept['text'])
    ]
  })
  for (const word of words) {
    const plain = word?.trim().toLowerCase().replaceAll(/[\s_]+/g, '-')
    if (plain !== undefined && known.includes(plain)) return plain
  }
  return undefined
}
