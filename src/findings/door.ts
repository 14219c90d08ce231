import type { Indicator } from '../cds-hooks/card.ts'
import type { DraftOrder } from '../clinical/clinical-index.ts'
import type { KnowledgeSource } from '../knowledge/row.ts'
import type { Evidence, SuggestedAction } from '../rules/rule.ts'
import { orderOf } from './about-order.ts'
import type { BoundFinding, BoundMeaning } from './bound-finding.ts'
import { evidenceOfFacts } from './evidence-of-facts.ts'
import { checkFacts } from './facts/check-facts.ts'
import type { CheckedFacts } from './facts/check-facts.ts'
import type { Loss } from './loss.ts'
import { matterKey } from './matter-key.ts'
import { checkMeaning } from './meanings/check-meaning.ts'
import type { DoorView, HoldingRow, MeaningWords } from './meanings/meaning.ts'
import { checkStep } from './options/check-step.ts'
import { defaultStep } from './options/default-step.ts'
import { isReasonFor } from './options/is-reason.ts'
import { factMayStand } from './options/may-be-named.ts'
import type { OfferedStep } from './options/step.ts'
import { drugName, drugsOf } from './meanings/names.ts'
import type { SupportedFact, SupportedFacts } from './supported-fact.ts'
import { writeFinding } from './words/write-finding.ts'

/*
 * The one door: whether a finding may be shown is answered here, for a live call, for stored advice
 * and in evaluation alike. It stands if a fact of its basis, one meaning, and one option, test or
 * question stand. What fails is dropped alone and counted.
 */

/** A finding that may be shown: every word of it is Curbside's. */
export interface ShownFinding {
  readonly bound: BoundFinding
  readonly matter: string
  readonly indicator: Exclude<Indicator, 'critical'>
  readonly summary: string
  readonly why: readonly string[]
  readonly options: readonly string[]
  readonly suggestions: readonly SuggestedAction[]
  readonly evidence: readonly Evidence[]
  /** What it means in one sentence, for a rule's card that it adds to. */
  readonly meaning: string
  /** The texts that hold it; none where the record itself shows it. */
  readonly sources: readonly KnowledgeSource[]
  readonly rows: readonly Omit<HoldingRow, 'source'>[]
  /** Part of it is only to be checked: no table holds the link. */
  readonly toCheck: boolean
  readonly about?: DraftOrder
}

export type DoorVerdict =
  | {
      readonly outcome: 'shown'
      readonly finding: ShownFinding
      readonly lost: readonly Loss[]
    }
  | { readonly outcome: 'dropped'; readonly lost: readonly Loss[] }

/** Decides about one finding, against the record and the moment of this call. */
export function passDoor(bound: BoundFinding, view: DoorView): DoorVerdict {
  const checked = standingFacts(bound, view)
  const lost: Loss[] = [...checked.lost]
  const drop = (reason: Loss['reason']): DoorVerdict => ({
    outcome: 'dropped',
    lost: [...lost, { part: 'finding', reason }]
  })
  const facts = checked.facts.filter((fact) => fact !== null)
  if (!facts.some(({ bound: { role } }) => role !== 'against')) return drop('no-support')
  const about = orderOf(facts, view)
  if (view.moment.draftOrders.length > 0 && about === undefined && bound.urgency !== 'today') {
    return drop('not-about-the-order')
  }
  const meanings = standingMeanings(bound, checked.facts, { view, lost })
  const [first] = meanings
  if (first === undefined) return drop('no-meaning')
  const onlyToCheck = meanings.every(({ stated }) => !stated)
  const steps = standingSteps(bound, { facts: checked.facts, view, onlyToCheck, lost, meanings })
  if (steps.length === 0) return drop('no-support')
  const words = meanings.map((one) => one.words)
  const written = writeFinding({ facts, meanings: words, steps, urgency: bound.urgency })
  if (written === undefined) return drop('too-long')
  const { summary, why, options } = written
  const suggestions = written.steps.flatMap(({ suggestion, when }) =>
    suggestion === undefined || when !== undefined ? [] : [suggestion]
  )
  const rows = meanings.flatMap((one) => one.rows)
  return {
    outcome: 'shown',
    finding: {
      bound,
      matter: matterKey(first.meaning.relation, first.words.keys),
      indicator: indicatorOf(bound, onlyToCheck),
      summary,
      why,
      options,
      suggestions,
      evidence: evidenceOfFacts(facts),
      meaning: first.words.title,
      sources: [
        ...new Map(rows.map(({ source }) => [source.title + source.section, source])).values()
      ],
      rows: rows.map(({ id, version }) => ({ id, version })),
      toCheck: meanings.some(({ stated }) => !stated),
      ...(about !== undefined && { about })
    },
    lost
  }
}

/** Facts that hold, without those that would propose by its absence what is unsafe for this patient. */
function standingFacts(bound: BoundFinding, view: DoorView): CheckedFacts {
  const checked = checkFacts(bound, view)
  const lost = [...checked.lost]
  const facts = checked.facts.map((fact) => {
    if (fact === null || factMayStand(fact, view)) return fact
    lost.push({ part: 'fact', reason: 'option-unsafe' })
    return null
  })
  return { facts, lost }
}

/** `warning`: settled before the patient leaves, or soon and held by a table or by the record. */
function indicatorOf(
  { urgency }: BoundFinding,
  onlyToCheck: boolean
): Exclude<Indicator, 'critical'> {
  if (urgency === 'today') return 'warning'
  return urgency === 'soon' && !onlyToCheck ? 'warning' : 'info'
}

interface StandingMeaning {
  readonly meaning: BoundMeaning
  readonly words: MeaningWords
  readonly rows: readonly HoldingRow[]
  readonly stated: boolean
}

interface Losing {
  readonly view: DoorView
  readonly lost: Loss[]
}

/** Meanings that stand; what is stated comes before what is only to be checked. */
function standingMeanings(
  { meanings }: BoundFinding,
  facts: SupportedFacts,
  { view, lost }: Losing
): readonly StandingMeaning[] {
  const standing = meanings.flatMap((meaning): readonly StandingMeaning[] => {
    const { verdict, lostConcept } = checkMeaning(meaning, facts, view)
    if (lostConcept !== undefined) lost.push({ part: 'concept', reason: lostConcept })
    if (verdict.outcome === 'fallen') {
      lost.push({ part: 'meaning', reason: verdict.reason })
      return []
    }
    const stated = verdict.outcome === 'stated'
    const rows = verdict.outcome === 'stated' ? verdict.rows : []
    return [{ meaning, words: verdict.words, rows, stated }]
  })
  return standing.toSorted((one, other) => Number(other.stated) - Number(one.stated))
}

interface StepsGiven extends Losing {
  readonly facts: SupportedFacts
  readonly onlyToCheck: boolean
  readonly meanings: readonly StandingMeaning[]
}

/** Steps that may be offered, each once; the question of the relation where none is left. */
function standingSteps(bound: BoundFinding, given: StepsGiven): readonly OfferedStep[] {
  const { facts, view, onlyToCheck, lost, meanings } = given
  const known = facts.filter((fact) => fact !== null)
  const stated = meanings.filter((one) => one.stated).map(({ meaning }) => meaning)
  const context = {
    view,
    onlyToCheck,
    drugs: drugTargets(meanings, facts, known),
    isReason: (ingredients: readonly string[]) =>
      isReasonFor(ingredients, { meanings: stated, facts, view })
  }
  const found = new Map<string, OfferedStep>()
  const take = (part: 'settle' | 'option', step: Parameters<typeof checkStep>[0]): void => {
    const verdict = checkStep(step, context)
    if (verdict.outcome === 'lost') lost.push({ part, reason: verdict.reason })
    else {
      if (verdict.lost !== undefined) lost.push({ part, reason: verdict.lost })
      if (!found.has(verdict.step.key)) found.set(verdict.step.key, verdict.step)
    }
  }
  for (const step of bound.settle) take('settle', step)
  for (const step of bound.options) take('option', step)
  if (found.size > 0) return [...found.values()]
  const [first] = meanings
  const step = first === undefined ? undefined : defaultStep(first.meaning.relation)
  return step === undefined ? [] : [step]
}

function drugTargets(
  meanings: readonly StandingMeaning[],
  facts: SupportedFacts,
  known: readonly SupportedFact[]
) {
  const subjects = meanings.flatMap(({ meaning }) =>
    meaning.subjects.flatMap((at) => facts[at] ?? [])
  )
  return drugsOf(subjects.length > 0 ? subjects : known).map(({ medication, ordered }) => ({
    kind: 'drug' as const,
    name: drugName(medication),
    medication,
    draft: ordered
  }))
}
