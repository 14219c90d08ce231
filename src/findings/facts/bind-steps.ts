import type { Aliases } from '../../chart/chart.ts'
import type { ProposedMeaning } from '../../model/proposal/proposal.ts'
import type { ProposedOption, ProposedSettle } from '../../model/proposal/steps.ts'
import type {
  BoundMeaning,
  BoundOption,
  BoundSettle,
  BoundTarget,
  ProposedConcept
} from '../bound-finding.ts'
import type { LossReason } from '../loss.ts'

interface Named {
  readonly alias: string | null
  readonly conceptKind: ProposedConcept['kind'] | null
  readonly concept: string | null
}

/** Indexes beyond the facts point at nothing, and are left out. */
export function bindMeaning(meaning: ProposedMeaning, factCount: number): BoundMeaning {
  const { relation, effect, detail } = meaning
  const within = (indexes: readonly number[]): readonly number[] => [
    ...new Set(indexes.filter((index) => index >= 0 && index < factCount))
  ]
  return {
    relation,
    subjects: within(meaning.subjects),
    objects: within(meaning.objects),
    effect,
    detail,
    concept: conceptOf(meaning)
  }
}

/** What would settle the finding, with its target put back; or why it cannot be. */
export function bindSettle(step: ProposedSettle, aliases: Aliases): BoundSettle | LossReason {
  const target = targetOf(step, aliases)
  if (typeof target === 'string') return target
  const { action, question, inDays } = step
  if (target === null && question === null) return 'slots-unfit'
  return { action, target, insteadOf: null, question, inDays, when: null }
}

/** What could be done, with target and condition put back; or why it cannot be. */
export function bindOption(option: ProposedOption, aliases: Aliases): BoundOption | LossReason {
  const target = targetOf(option, aliases)
  if (typeof target === 'string') return target
  const { action, question, inDays } = option
  if (target === null && question === null) return 'slots-unfit'
  const insteadOf = aliasTarget(option.insteadOf, aliases)
  if (typeof insteadOf === 'string') return insteadOf
  const when = whenOf(option, aliases)
  // Without its condition an option would say more than was meant.
  if (typeof when === 'string') return when
  return { action, target, insteadOf, question, inDays, when }
}

function whenOf({ when }: ProposedOption, aliases: Aliases): BoundOption['when'] | LossReason {
  if (when === null) return null
  const target = targetOf(when, aliases)
  if (typeof target === 'string') return target
  if (target === null) return 'slots-unfit'
  return { condition: when.condition, target, outcome: when.outcome }
}

/** An alias before a concept: what has one is meant itself. */
function targetOf(named: Named, aliases: Aliases): BoundTarget | null | LossReason {
  if (named.alias !== null) return aliasTarget(named.alias, aliases)
  const concept = conceptOf(named)
  return concept === null ? null : { kind: 'concept', concept }
}

function aliasTarget(alias: string | null, aliases: Aliases): BoundTarget | null | LossReason {
  if (alias === null) return null
  const target = aliases.resolve(alias)
  if (target === undefined) return 'alias-unknown'
  if (target.kind === 'order') return target
  if (target.kind === 'absence') return { kind: 'absence', absence: target.absence }
  if (target.kind !== 'resource') return 'kind-mismatch'
  return { ...target, kind: 'entry' }
}

function conceptOf({ conceptKind, concept }: Omit<Named, 'alias'>): ProposedConcept | null {
  return conceptKind === null || concept === null || concept.trim() === ''
    ? null
    : { kind: conceptKind, text: concept.trim() }
}
