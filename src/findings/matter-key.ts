import type { Relation } from '../model/proposal/words.ts'

/** Relations that say one thing in two ways have one matter: review and moment may word it differently. */
const families: Readonly<Partial<Record<Relation, string>>> = {
  due: 'due',
  'not-monitored': 'due',
  'know-first': 'due',
  'not-acted-on': 'follow-up',
  worsening: 'follow-up',
  'result-not-seen': 'follow-up',
  'not-at-goal': 'treatment',
  untreated: 'treatment',
  'fails-despite-treatment': 'treatment',
  'would-explain': 'diagnosis',
  'label-missing': 'diagnosis',
  'effects-add-up': 'drugs',
  'raises-level-of': 'drugs',
  'lowers-level-of': 'drugs',
  opposes: 'drugs',
  doubled: 'drugs',
  'contraindicated-by': 'drug-and-patient',
  worsens: 'drug-and-patient',
  accumulates: 'drug-and-patient',
  'can-cause': 'drug-and-patient',
  'no-longer-needed': 'need',
  'no-indication-found': 'need',
  'used-longer-than-usual': 'need',
  'dose-too-high': 'dose',
  'dose-too-low': 'dose',
  contradict: 'record',
  implausible: 'record',
  'sample-or-person-mixed-up': 'record',
  'list-cannot-be-right': 'record'
}

const charactersMax = 200

/**
 * The name of what a finding is about: stable over calls, free of ids of the record and of values,
 * and the same whether the review or the moment raised it. It begins with `ai`: an override of it
 * never silences a rule, whose matters have other names.
 */
export function matterKey(relation: Relation, keys: readonly string[]): string {
  const named = new Set(keys.map((key) => key.toLowerCase().replace(/\s+/g, '-')))
  const family = families[relation] ?? relation
  return `ai:${family}:${[...named].toSorted().join('+')}`.slice(0, charactersMax)
}
