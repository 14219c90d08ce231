import { rules } from '../rules/all-rules.ts'

const known: ReadonlySet<string> = new Set(rules.map(({ id }) => id))

/**
 * The id of one of our rules as a case may write it: `R-01`, `R1`, `1`, `#1`, `L9`, `L-09`, or the
 * rule's topic. Undefined when it names none of ours.
 */
export function knownRuleId(text: string): string | undefined {
  const trimmed = text.trim()
  const topic = rules.find((rule) => rule.topic.toLowerCase() === trimmed.toLowerCase())
  if (topic !== undefined) return topic.id
  const parts = /^(?:rule\s*)?#?([RLD])?[-\s]?0*(\d{1,2})$/i.exec(trimmed)
  if (parts === null) return undefined
  const id = `${(parts[1] ?? 'R').toUpperCase()}-${(parts[2] ?? '').padStart(2, '0')}`
  return known.has(id) ? id : undefined
}
