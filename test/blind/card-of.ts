import type { Aliases } from '../../src/chart/chart.ts'
import { passDoor } from '../../src/findings/door.ts'
import type { DoorVerdict } from '../../src/findings/door.ts'
import { bindReadFinding } from '../../src/findings/facts/bind-read-finding.ts'
import type { FactView } from '../../src/findings/facts/fact-view.ts'
import { embeddedKnowledge } from '../../src/knowledge/embedded.ts'
import { readFinding } from '../../src/model/proposal/read-finding.ts'

/** One finding of an answer through the door, as text: what its card says, or why there is none. */
export function cardText(value: unknown, given: FactView & { readonly aliases: Aliases }): string {
  const verdict = doorOf(value, given)
  const lost = verdict.lost.map(({ part, reason }) => `${part} ${reason}`)
  const losses = lost.length === 0 ? '' : `\n     (lost: ${lost.join(', ')})`
  if (verdict.outcome === 'dropped') return `NO CARD${losses}`
  const { summary, why, options, indicator, toCheck, matter, suggestions } = verdict.finding
  return [
    `[${indicator}] ${summary}`,
    `     Why  ${why.join(' ')}`,
    `     Do   ${options.join(' ')}`,
    `     ${matter}${toCheck ? ' | no source for this link' : ''}${suggestions.map(({ label }) => ` | ${label}`).join('')}${losses}`
  ].join('\n')
}

export function doorOf(
  value: unknown,
  { aliases, index, moment }: FactView & { readonly aliases: Aliases }
): DoorVerdict {
  const read = readFinding(value)
  const bound = read.finding && bindReadFinding(read.finding, aliases)
  const lost = [...read.lost, ...(bound?.lost ?? [])]
  if (bound?.finding === undefined) return { outcome: 'dropped', lost }
  const verdict = passDoor(bound.finding, { index, moment, knowledge: embeddedKnowledge })
  return { ...verdict, lost: [...lost, ...verdict.lost] }
}
