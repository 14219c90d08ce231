import { conceptById } from '../../terminology/concepts.ts'
import type { Outcome } from '../../model/proposal/words.ts'
import type { BoundOption, BoundSettle } from '../bound-finding.ts'
import type { LossReason } from '../loss.ts'
import { namesAlarm } from '../meanings/concept-named.ts'
import type { DoorView } from '../meanings/meaning.ts'
import { addingStep, endingStep } from './drug-step.ts'
import type { DrugStep } from './drug-step.ts'
import { ingredientsOf, targetOf } from './option-target.ts'
import { isTakenOrOrdered } from './may-be-named.ts'
import type { Target } from './option-target.ts'
import { offered, refused } from './step.ts'
import type { OfferedStep, StepVerdict } from './step.ts'
import { afterDays, testStep } from './test-step.ts'

/** What a finding lets its steps do. */
export interface StepContext {
  readonly view: DoorView
  /** No table holds any of its meanings: then no drug is given or taken for it. */
  readonly onlyToCheck: boolean
  /** Drugs that the finding is about: what a switch replaces when it does not say. */
  readonly drugs: readonly Extract<Target, { readonly kind: 'drug' }>[]
  readonly isReason: DrugStep['isReason']
}

/** Whether a step may be offered, and in which words. */
export function checkStep(step: BoundSettle | BoundOption, context: StepContext): StepVerdict {
  const { view } = context
  const when = whenWords(step.when, view)
  if (when !== undefined && when.outcome === 'lost') return refused(when.reason)
  const verdict = withoutWhen(step, context)
  if (verdict.outcome === 'lost' || when === undefined) return verdict
  return { ...verdict, step: { ...verdict.step, when: when.words } }
}

function withoutWhen(step: BoundSettle | BoundOption, context: StepContext): StepVerdict {
  const { view } = context
  if (step.action === 'ask') return askStep(step)
  const target = step.target === null ? undefined : targetOf(step.target, view)
  if (target === undefined) return refused('slots-unfit')
  if (typeof target === 'string') return refused(target)
  if (target.kind === 'concept' && namesAlarm(target.concept)) {
    return refused('topic-time-critical')
  }
  switch (step.action) {
    case 'order-test':
      return isVaccine(target) ? vaccineStep(target) : testStep(target, view)
    case 'repeat-test': {
      if (!isThing(target, ['test', 'sign', 'procedure'])) return refused('slots-unfit')
      const words = `repeating ${target.name}${afterDays(step.inDays)}`
      return offered(plain(words, target))
    }
    case 'look-up':
      if (isUntakenDrug(target)) return refused('slots-unfit')
      return offered(plain(`looking up ${target.name}`, target))
    case 'examine':
      return isThing(target, ['sign', 'test', 'procedure', 'harm', 'diagnosis'])
        ? offered({ ...plain(examined(target), target), key: `test-${idOf(target)}` })
        : refused('slots-unfit')
    case 'refer':
    case 'contact': {
      if (!isThing(target, ['specialty'])) return refused('slots-unfit')
      const verb = step.action === 'refer' ? 'referral to' : 'contact with'
      return offered(plain(`${verb} ${target.name}`, target))
    }
    case 'document':
      if (isUntakenDrug(target)) return refused('slots-unfit')
      return offered(plain(`documenting ${target.name}`, target))
    case 'correct-record':
      return target.kind === 'concept'
        ? refused('slots-unfit')
        : offered(plain(`correcting the entry ${target.name}`, target))
    case 'stop':
    case 'hold':
    case 'lower':
    case 'taper':
    case 'leave-out':
    case 'avoid':
    case 'raise':
    case 'switch-to':
    case 'add':
      return drugStep({ ...step, action: step.action }, target, context)
  }
}

function drugStep(option: BoundOption, target: Target, context: StepContext): StepVerdict {
  const { view, onlyToCheck, drugs, isReason } = context
  if (isVaccine(target)) return vaccineStep(target)
  if (onlyToCheck) return refused('relation-unsupported')
  const named = option.insteadOf === null ? undefined : targetOf(option.insteadOf, view)
  if (typeof named === 'string') return refused(named)
  const replaced = named?.kind === 'drug' ? named : (drugs.find(({ draft }) => draft) ?? drugs[0])
  const given: DrugStep = { option, target, replaced, view, isReason }
  return option.action === 'add' || option.action === 'switch-to' || option.action === 'raise'
    ? addingStep(given)
    : endingStep(given)
}

const isVaccine = (target: Target): boolean =>
  target.kind === 'concept' && target.concept.kind === 'vaccine'

/** A drug by its name alone, or as absent: naming it in a step would propose it untried. */
const isUntakenDrug = (target: Target): boolean =>
  target.kind === 'absence'
    ? target.of === 'medication'
    : target.kind === 'concept' && ingredientsOf(target.concept) !== undefined

/** Whether it is due depends on age, doses before and contraindications: it is checked, not given. */
function vaccineStep(target: Target): StepVerdict {
  return offered(plain(`checking whether ${target.name} is due`, target))
}

function isThing(target: Target, kinds: readonly string[]): boolean {
  if (target.kind === 'concept') return kinds.includes(target.concept.kind)
  if (target.kind === 'absence') return target.of !== 'medication' && kinds.includes('test')
  return target.kind === 'result' && kinds.includes('test')
}

function askStep({ question }: BoundSettle | BoundOption): StepVerdict {
  const concept = question === null ? undefined : conceptById('question', question)
  if (concept === undefined) return refused('slots-unfit')
  return offered({
    kind: 'ask',
    words: concept.sentence,
    key: `ask-${concept.id}`,
    changesDrug: false
  })
}

function plain(words: string, target: Target): OfferedStep {
  return { kind: 'do', words, key: `${words.split(' ')[0]}-${idOf(target)}`, changesDrug: false }
}

const idOf = (target: Target): string =>
  target.kind === 'concept' ? target.concept.id : target.name.toLowerCase()

/** A sign is measured; a harm or a diagnosis is looked for. */
const examined = (target: Target): string =>
  target.kind === 'concept' &&
  (target.concept.kind === 'harm' || target.concept.kind === 'diagnosis')
    ? `looking for ${target.name}`
    : target.name

const outcomeWords: Readonly<Record<Outcome, string>> = {
  positive: 'is positive',
  negative: 'is negative',
  high: 'is high',
  low: 'is low',
  normal: 'is normal',
  abnormal: 'is abnormal',
  confirmed: 'is confirmed',
  'not-confirmed': 'is not confirmed',
  unchanged: 'is unchanged',
  continued: 'is continued'
}

function whenWords(
  when: BoundOption['when'],
  view: DoorView
):
  | { readonly outcome: 'written'; readonly words: string }
  | { readonly outcome: 'lost'; readonly reason: LossReason }
  | undefined {
  if (when === null) return undefined
  const target = targetOf(when.target, view)
  // Without its condition an option would say more than was meant.
  if (typeof target === 'string') return { outcome: 'lost', reason: target }
  if (target.kind === 'concept' && namesAlarm(target.concept)) {
    return { outcome: 'lost', reason: 'topic-time-critical' }
  }
  // A drug that is not taken would be proposed by its condition, untried.
  if (target.kind === 'absence' && target.of === 'medication') {
    return { outcome: 'lost', reason: 'slots-unfit' }
  }
  if (
    isUntakenDrug(target) &&
    target.kind === 'concept' &&
    !isTakenOrOrdered(target.concept, view)
  ) {
    return { outcome: 'lost', reason: 'option-unsafe' }
  }
  const { name } = target
  const shows = when.outcome === null ? '' : ` ${outcomeWords[when.outcome]}`
  const words = {
    if: when.outcome === null ? `If ${name} confirms it` : `If ${name}${shows}`,
    after: `After ${name}${shows === '' ? '' : `, if it${shows}`}`,
    before: `Before ${name}`,
    until: `Until ${name}${shows === '' ? ' is known' : shows}`
  }[when.condition]
  return { outcome: 'written', words }
}
