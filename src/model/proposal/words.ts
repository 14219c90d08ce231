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

/** What drugs do that adds up, and what they do harm by: the names of the knowledge tables. */
export const effects = [
  'sedation',
  'breathing-depression',
  'bleeding',
  'slow-heart',
  'fast-heart',
  'qt-prolongation',
  'potassium-up',
  'potassium-down',
  'sodium-down',
  'magnesium-down',
  'calcium-up',
  'kidney-harm',
  'low-glucose',
  'high-glucose',
  'serotonin',
  'falls',
  'seizure-threshold',
  'anticholinergic',
  'confusion',
  'low-blood-pressure',
  'high-blood-pressure',
  'stomach-ulcer',
  'liver-harm',
  'muscle-harm',
  'marrow-suppression',
  'infection',
  'fluid-retention',
  'heart-failure',
  'constipation',
  'urinary-retention',
  'vasoconstriction',
  'bone-loss',
  'weight-gain',
  'volume-depletion',
  'lactic-acidosis',
  'ketoacidosis',
  'uric-acid-up',
  'thyroid-change',
  'hearing-harm',
  'nerve-harm',
  'birth-defects',
  'cough',
  'angioedema',
  'movement-disorder',
  'thrombosis'
] as const
export type Effect = (typeof effects)[number]

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

/** Questions to the patient or to who prescribed: the ids of the vocabulary's questions. */
export const questions = [
  'switch-or-addition',
  'taken-as-prescribed',
  'how-taken',
  'how-much-taken',
  'still-injected',
  'who-manages-medicines',
  'done-elsewhere',
  'date-and-method-of-the-last-one',
  'what-for',
  'who-prescribes',
  'when-started',
  'planned-duration',
  'dose-recently-changed',
  'last-dose',
  'pharmacy-fills',
  'tried-before',
  'why-stopped',
  'intolerance-before',
  'allergic-reaction-then',
  'tolerated-since',
  'angioedema-before',
  'over-the-counter-use',
  'supplements',
  'other-medicines',
  'entry-still-right',
  'patient-meant',
  'dose-meant',
  'alcohol',
  'tobacco',
  'other-substances',
  'diet',
  'fluid-intake',
  'fluid-loss',
  'bleeding',
  'ulcer-history',
  'menstrual-bleeding',
  'syncope',
  'falls',
  'palpitations',
  'chest-pain',
  'breathlessness',
  'swelling',
  'cough',
  'lows',
  'home-glucose',
  'seizures-and-timing',
  'home-blood-pressure',
  'sedation',
  'snoring',
  'pain',
  'opioid-use-before',
  'naloxone-at-home',
  'muscle-symptoms',
  'mood',
  'past-mania',
  'memory',
  'movement',
  'neuropathy-symptoms',
  'headache',
  'vision',
  'urinary-symptoms',
  'bowel-habit',
  'reflux-or-swallowing',
  'nausea-or-appetite',
  'weight-change',
  'night-sweats-or-fever',
  'infection-site',
  'recent-antibiotics',
  'recent-contrast',
  'recent-surgery',
  'thigh-or-groin-pain',
  'dental-work',
  'fracture-history',
  'skin-rash',
  'pregnancy-possible',
  'pregnancy-planned',
  'contraception',
  'breastfeeding',
  'gestational-age',
  'fetal-movements',
  'preeclampsia-symptoms',
  'birth-history',
  'feeding',
  'development',
  'growth-of-the-child',
  'weight-today',
  'family-history',
  'vaccination-history',
  'monitoring-arranged',
  'treatment-plan-of-the-team',
  'follow-up-arranged',
  'report-available',
  'tissue-tested',
  'measured-how',
  'sample-handling',
  'device-use',
  'kidney-function-elsewhere',
  'radiation-or-chemotherapy-before',
  'blood-transfusion-lately'
] as const
export type Question = (typeof questions)[number]

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
