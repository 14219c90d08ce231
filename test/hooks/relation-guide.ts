import type { Relation } from '../../src/model/proposal/words.ts'

/**
 * What each relation says, and what its slots hold: `S` the facts of `subjects`, `O` those of
 * `objects`, then effect, detail or concept where it has one. The instructions of every hook carry
 * these lines word for word, so that what is asked and what is checked cannot part.
 */
export const relationGuide: Readonly<Record<Relation, string>> = {
  'effects-add-up': 'S drugs, two or more; effect: what adds up',
  'raises-level-of': 'S a drug; O the drug whose level rises',
  'lowers-level-of': 'S a drug; O the drug whose level or action falls',
  accumulates: 'S a drug; O the result or problem why; detail kidney or liver',
  masks: 'S a drug; O or concept: the sign or harm it hides',
  opposes: 'S a drug; O the drug or problem it works against',
  'contraindicated-by': 'S a drug; O the allergy, problem, result, age or pregnancy',
  worsens: 'S a drug or problem; O the problem or result it makes worse',
  'dose-too-high': 'S a drug with its dose; O what it is too high for; detail',
  'dose-too-low': 'S a drug with its dose; O what it is too low for; detail',
  doubled: 'S drugs of one class, or one drug twice',
  'not-effective-for': 'S a drug; O or concept: the problem it does not treat',
  'no-indication-found': 'S a drug; O what was not found (not-found facts)',
  'better-choice-exists': 'S a drug; O why; concept: the better drug or class',
  'no-longer-needed': 'S a drug or treatment; O what is over',
  'used-longer-than-usual': 'S a drug with its start',
  'can-cause': 'S a drug or problem; O the result or problem; or effect',
  'raises-risk-of': 'S drugs, problems or events; concept or effect: the risk',
  'would-explain': 'concept: the diagnosis to consider; O the facts it would explain',
  'can-look-like': 'S or concept: the one; O the problem it can be taken for',
  'makes-unreliable': 'S a problem, drug or event; O the result that misleads',
  'risk-window-after': 'S what is missing or given in that time; O the event; concept: the risk',
  untreated: 'S a problem or result; O not-found or too weak treatment; concept: what is missing',
  'fails-despite-treatment': 'S the problem, event or result; O the drug',
  'more-treatment-than-needed': 'S drugs; O the results that show it',
  'protection-missing': 'S the drugs or risks; O the not-found protection; concept: the protection',
  'not-at-goal': 'S results; O the problem or drug',
  worsening: 'S a trend or problem',
  due: 'S why; O the absence or not-found; concept: the test, vaccine or screening',
  'not-monitored': 'S a drug or problem; O the absence or not-found; concept: the test',
  'know-first': 'S the order; concept or O: the test or fact to know before it',
  'not-acted-on': 'S a result, report or problem; O what did not follow (not-found)',
  'result-not-seen': 'S the test, report or procedure that was done',
  contradict: 'S facts that cannot all be right',
  implausible: 'S a value or entry that can hardly be right',
  'sample-or-person-mixed-up': 'S results or an order that do not fit; O what they do not fit',
  'list-cannot-be-right': 'S the entries, or the results that show it; detail: how it is wrong',
  'label-out-of-date': 'S the problem; O the results that show it; concept: what it would be',
  'label-missing': 'S the results or events; concept: the problem that is not listed',
  'high-for-age': 'S results; O the patient line',
  'low-for-age': 'S results; O the patient line'
}
