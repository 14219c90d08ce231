import type { Aliases } from '../../chart/chart.ts'
import type { ReadFinding } from '../../model/proposal/read-finding.ts'
import type { LostPart } from '../../model/proposal/words.ts'
import type { BoundFinding } from '../bound-finding.ts'
import type { Loss, LossReason } from '../loss.ts'
import { bindFact } from './bind-fact.ts'
import { bindMeaning, bindOption, bindSettle } from './bind-steps.ts'

/**
 * Binds a finding of the model to the record by reference. What cannot be bound falls alone and is
 * counted; without any fact left there is nothing to bind.
 */
export function bindReadFinding(
  read: ReadFinding,
  aliases: Aliases
): { readonly finding: BoundFinding | undefined; readonly lost: readonly Loss[] } {
  const lost: Loss[] = []
  const kept = <T extends object>(part: LostPart, bound: T | LossReason): T | null => {
    if (typeof bound !== 'string') return bound
    lost.push({ part, reason: bound })
    return null
  }
  const facts = read.facts.map((fact) => fact && kept('fact', bindFact(fact, aliases)))
  const finding: BoundFinding = {
    facts,
    meanings: read.meanings.map((meaning) => bindMeaning(meaning, facts.length)),
    settle: read.settle.flatMap((step) => kept('settle', bindSettle(step, aliases)) ?? []),
    options: read.options.flatMap((option) => kept('option', bindOption(option, aliases)) ?? []),
    urgency: read.urgency
  }
  const isEmpty = facts.every((fact) => fact === null)
  return {
    finding: isEmpty ? undefined : finding,
    lost: isEmpty ? [...lost, { part: 'finding', reason: 'no-support' }] : lost
  }
}
