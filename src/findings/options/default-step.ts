import { conceptById } from '../../terminology/concepts.ts'
import type { Question } from '../../model/proposal/questions.ts'
import type { Relation } from '../../model/proposal/words.ts'
import type { OfferedStep } from './step.ts'

/** What is asked where nothing that was proposed could be offered. */
const questions: Readonly<Record<Relation, Question>> = {
  'effects-add-up': 'taken-as-prescribed',
  'raises-level-of': 'taken-as-prescribed',
  'lowers-level-of': 'taken-as-prescribed',
  accumulates: 'how-much-taken',
  masks: 'taken-as-prescribed',
  opposes: 'what-for',
  'contraindicated-by': 'what-for',
  worsens: 'what-for',
  'dose-too-high': 'how-much-taken',
  'dose-too-low': 'how-much-taken',
  doubled: 'switch-or-addition',
  'not-effective-for': 'what-for',
  'no-indication-found': 'what-for',
  'better-choice-exists': 'tried-before',
  'no-longer-needed': 'what-for',
  'used-longer-than-usual': 'when-started',
  'can-cause': 'when-started',
  'raises-risk-of': 'monitoring-arranged',
  'would-explain': 'done-elsewhere',
  'can-look-like': 'done-elsewhere',
  'makes-unreliable': 'measured-how',
  'risk-window-after': 'follow-up-arranged',
  untreated: 'tried-before',
  'fails-despite-treatment': 'taken-as-prescribed',
  'more-treatment-than-needed': 'how-much-taken',
  'protection-missing': 'other-medicines',
  'not-at-goal': 'taken-as-prescribed',
  worsening: 'follow-up-arranged',
  due: 'done-elsewhere',
  'not-monitored': 'done-elsewhere',
  'know-first': 'done-elsewhere',
  'not-acted-on': 'follow-up-arranged',
  'result-not-seen': 'report-available',
  contradict: 'measured-how',
  implausible: 'measured-how',
  'sample-or-person-mixed-up': 'sample-handling',
  'list-cannot-be-right': 'entry-still-right',
  'label-out-of-date': 'entry-still-right',
  'label-missing': 'done-elsewhere',
  'high-for-age': 'measured-how',
  'low-for-age': 'measured-how'
}

/** The question that a relation leaves open. */
export function defaultStep(relation: Relation): OfferedStep | undefined {
  const concept = conceptById('question', questions[relation])
  return (
    concept && {
      kind: 'ask',
      words: concept.sentence,
      key: `ask-${concept.id}`,
      changesDrug: false
    }
  )
}
