/*
 * The closed lists of the answer's form. Every word of them is one that Curbside can check and can
 * write a sentence for; what is in none of them cannot be said.
 */

/** What one fact of a finding is there for. */
export const roles = ['basis', 'matters-more', 'against', 'missing', 'before', 'after'] as const
export type Role = (typeof roles)[number]

/** Kinds of thing that Curbside can search the record for. */
export const searchedThings = [
  'drug',
  'drug-class',
  'test',
  'diagnosis',
  'procedure',
  'vaccine',
  'sign'
] as const
export type SearchedThing = (typeof searchedThings)[number]

/** Kinds of concept in Curbside's vocabulary. */
export const conceptKinds = [
  ...searchedThings,
  // What harms: bleeding, falls, hypoglycemia. A sign is what one measures or looks for: pulse, edema.
  'harm',
  'specialty'
] as const
export type ConceptKind = (typeof conceptKinds)[number]

/** What the facts of a finding mean. `subjects` and `objects` of each stand in `relationGuide`. */
export const relations = [
  // Drugs with one another and with the patient
  'effects-add-up',
  'raises-level-of',
  'lowers-level-of',
  'accumulates',
  'masks',
  'opposes',
  'contraindicated-by',
  'worsens',
  'dose-too-high',
  'dose-too-low',
  'doubled',
  'not-effective-for',
  'no-indication-found',
  'better-choice-exists',
  'no-longer-needed',
  'used-longer-than-usual',
  // Causes
  'can-cause',
  'raises-risk-of',
  'would-explain',
  'can-look-like',
  'makes-unreliable',
  'risk-window-after',
  // Treatment and goals
  'untreated',
  'fails-despite-treatment',
  'more-treatment-than-needed',
  'protection-missing',
  'not-at-goal',
  // Follow-up
  'worsening',
  'due',
  'not-monitored',
  'know-first',
  'not-acted-on',
  'result-not-seen',
  // The record itself
  'contradict',
  'implausible',
  'sample-or-person-mixed-up',
  'list-cannot-be-right',
  'label-out-of-date',
  'label-missing',
  'high-for-age',
  'low-for-age'
] as const
export type Relation = (typeof relations)[number]

/** What a relation needs to be said exactly: a dose too high for what, a list wrong in what way. */
export const details = [
  // dose-too-high, dose-too-low, accumulates
  'kidney',
  'liver',
  'weight',
  'age',
  'first-dose',
  'indication',
  'maximum',
  'pregnancy',
  'other-drug',
  // list-cannot-be-right
  'drug-missing',
  'drug-stale',
  'problem-missing',
  'problem-stale',
  'entry-twice',
  'impossible-date',
  'impossible-dose',
  'wrong-status'
] as const
export type Detail = (typeof details)[number]

/** What would settle a finding. */
export const settlingActions = ['order-test', 'repeat-test', 'look-up', 'examine', 'ask'] as const
export type SettlingAction = (typeof settlingActions)[number]

/** What could be done. */
export const optionActions = [
  'stop',
  'hold',
  'lower',
  'taper',
  'raise',
  'switch-to',
  'add',
  'leave-out',
  'avoid',
  'order-test',
  'repeat-test',
  'refer',
  'contact',
  'examine',
  'ask',
  'document',
  'correct-record'
] as const
export type OptionAction = (typeof optionActions)[number]

/** When a step holds. */
export const conditions = ['if', 'after', 'before', 'until'] as const
export type Condition = (typeof conditions)[number]

/** What a test must show for `if` and `after`; `continued` is of a drug or order that stays. */
export const outcomes = [
  'positive',
  'negative',
  'high',
  'low',
  'normal',
  'abnormal',
  'confirmed',
  'not-confirmed',
  'unchanged',
  'continued'
] as const
export type Outcome = (typeof outcomes)[number]

/** `today`: before the patient leaves. */
export const urgencies = ['today', 'soon', 'routine'] as const
export type Urgency = (typeof urgencies)[number]

/** What exceeds a limit is dropped alone: the rest of the finding stays. */
export const limits = {
  findings: 8,
  facts: 10,
  trendAliases: 6,
  meanings: 3,
  settle: 4,
  options: 4,
  couldNotAssess: 8,
  conceptCharacters: 60,
  textValueCharacters: 80,
  unitCharacters: 40,
  unsaidCharacters: 200
} as const

/** Parts of an answer that can fall alone: a loss names the smallest part that fell. */
export const lostParts = [
  'finding',
  'fact',
  'meaning',
  'concept',
  'settle',
  'option',
  'urgency',
  'could-not-assess'
] as const
export type LostPart = (typeof lostParts)[number]
