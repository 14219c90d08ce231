import type { Relation } from '../../model/proposal/words.ts'
import type { BoundMeaning } from '../bound-finding.ts'
import type { LossReason } from '../loss.ts'
import type { SupportedFact, SupportedFacts } from '../supported-fact.ts'
import * as causes from './causes.ts'
import { conceptNamed, isTimeCritical, namesAlarm } from './concept-named.ts'
import type { NamedConcept } from './concept-named.ts'
import { conceptMayBeMissing } from '../options/may-be-named.ts'
import * as pairs from './drug-pairs.ts'
import * as patient from './drug-patient.ts'
import * as followUp from './follow-up.ts'
import { fallen } from './meaning.ts'
import type { DoorView, MeaningCheck, MeaningVerdict } from './meaning.ts'
import * as record from './record-itself.ts'
import * as treatment from './treatment.ts'

/** How each relation of the closed list is checked, and what it is called. */
const checks: Readonly<Record<Relation, MeaningCheck>> = {
  'effects-add-up': pairs.effectsAddUp,
  'raises-level-of': pairs.raisesLevel,
  'lowers-level-of': pairs.lowersLevel,
  opposes: pairs.opposes,
  doubled: pairs.doubled,
  accumulates: patient.accumulates,
  masks: patient.masks,
  'contraindicated-by': patient.contraindicatedBy,
  'dose-too-high': patient.doseTooHigh,
  'dose-too-low': patient.doseTooLow,
  'not-effective-for': patient.notEffectiveFor,
  'no-indication-found': patient.noIndicationFound,
  'better-choice-exists': patient.betterChoiceExists,
  'no-longer-needed': patient.noLongerNeeded,
  'used-longer-than-usual': patient.usedLongerThanUsual,
  worsens: causes.worsens,
  'can-cause': causes.canCause,
  'raises-risk-of': causes.raisesRiskOf,
  'would-explain': causes.wouldExplain,
  'can-look-like': causes.canLookLike,
  'makes-unreliable': causes.makesUnreliable,
  'risk-window-after': causes.riskWindowAfter,
  untreated: treatment.untreated,
  'fails-despite-treatment': treatment.failsDespiteTreatment,
  'more-treatment-than-needed': treatment.moreThanNeeded,
  'protection-missing': treatment.protectionMissing,
  'not-at-goal': treatment.notAtGoal,
  worsening: followUp.worsening,
  due: followUp.due,
  'not-monitored': followUp.notMonitored,
  'know-first': followUp.knowFirst,
  'not-acted-on': followUp.notActedOn,
  'result-not-seen': followUp.resultNotSeen,
  contradict: record.contradict,
  implausible: record.implausible,
  'sample-or-person-mixed-up': record.mixedUp,
  'list-cannot-be-right': record.listCannotBeRight,
  'label-out-of-date': record.labelOutOfDate,
  'label-missing': record.labelMissing,
  'high-for-age': record.highForAge,
  'low-for-age': record.lowForAge
}

/**
 * Kinds of concept that a relation can speak of. A drug stands only where something is missing: its
 * name would read as a proposal elsewhere ("penicillin to consider", "amoxicillin due?"). What
 * explains a fact is a diagnosis or a harm, never a specialty, a procedure or a test.
 */
const illness: readonly NamedConcept['kind'][] = ['diagnosis', 'harm']
const fitting: Readonly<Partial<Record<Relation, readonly NamedConcept['kind'][]>>> = {
  'would-explain': illness,
  'can-look-like': illness,
  'label-missing': illness,
  'label-out-of-date': illness,
  'can-cause': [...illness, 'sign'],
  worsens: [...illness, 'sign'],
  'raises-risk-of': [...illness, 'sign'],
  'risk-window-after': [...illness, 'sign']
}
const namesDrugs: ReadonlySet<Relation> = new Set([
  'untreated',
  'protection-missing',
  'not-acted-on'
])

function fits({ kind }: NamedConcept, relation: Relation): boolean {
  if (kind === 'drug' || kind === 'drug-class') return namesDrugs.has(relation)
  return fitting[relation]?.includes(kind) ?? true
}

/** What may come of something in time is a risk; said as what is there now it is an alarm. */
const ofRisks: ReadonlySet<Relation> = new Set([
  'can-cause',
  'worsens',
  'raises-risk-of',
  'risk-window-after'
])

export interface CheckedMeaning {
  readonly relation: Relation
  readonly verdict: MeaningVerdict
  /** A concept that the vocabulary has not is lost alone; the meaning may stand without it. */
  readonly lostConcept?: LossReason
}

/** Checks one meaning against the facts that hold. */
export function checkMeaning(
  meaning: BoundMeaning,
  facts: SupportedFacts,
  view: DoorView
): CheckedMeaning {
  const { relation, effect, detail, concept: proposed } = meaning
  const named = proposed === null ? undefined : conceptNamed(proposed)
  const concept = named !== undefined && fits(named, relation) ? named : undefined
  const lostConcept =
    proposed === null || concept !== undefined
      ? undefined
      : named === undefined
        ? 'concept-unknown'
        : 'slots-unfit'
  const given = {
    subjects: factsAt(meaning.subjects, facts),
    objects: factsAt(meaning.objects, facts),
    facts,
    effect,
    detail,
    concept,
    view
  }
  const isAlarm = ofRisks.has(relation) ? isTimeCritical(concept) : namesAlarm(concept)
  const verdict = isAlarm
    ? fallen('topic-time-critical')
    : concept !== undefined && !conceptMayBeMissing(concept, view)
      ? fallen('option-unsafe')
      : checks[relation](given)
  return { relation, verdict, ...(lostConcept !== undefined && { lostConcept }) }
}

function factsAt(indexes: readonly number[], facts: SupportedFacts): readonly SupportedFact[] {
  return indexes.flatMap((index) => facts[index] ?? [])
}
