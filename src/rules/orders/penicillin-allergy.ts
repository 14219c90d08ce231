import { writeDate } from '../../clinical/clinical-date.ts'
import type { Allergy, ClinicalIndex, Medication } from '../../clinical/clinical-index.ts'
import { standingWords } from '../../clinical/known.ts'
import { unassessedFinding } from '../unassessed.ts'
import { isIn, substanceIsIn } from '../drug-set.ts'
import type { DrugSet } from '../drug-set.ts'
import { orderedDrugs, removeOrder } from '../ordered-drugs.ts'
import type { OrderedDrug } from '../ordered-drugs.ts'
import { presentProblems, problemEvidence } from '../problems.ts'
import type { Evidence, Rule, RuleFinding, RuleView } from '../rule.ts'
import { unreadWords } from '../unread.ts'
import { joinWords, nameOf, summarise } from '../wording.ts'

/** Penicillins only: a cephalosporin after a mild rash is no finding (situation 8, twin b). */
const penicillins: DrugSet = { classes: ['penicillin'] }
const matter = 'penicillin-allergy'

/** Situation 8: a penicillin is ordered for a patient with a penicillin allergy. */
export const penicillinAllergy: Rule = {
  id: 'R-08',
  version: '1.1',
  title: 'Penicillin with a penicillin allergy',
  when: 'A penicillin is ordered with an active penicillin allergy: critical when it was severe, else warning (as for one that stands on the problem list only); to reconcile when a penicillin was taken since the allergy was recorded: information, a warning after a severe reaction.',
  whenNot: 'Allergy resolved or refuted; cephalosporins.',
  hooks: ['order-select'],
  topic: 'penicillinAllergy',
  source: {
    title: 'Amoxicillin prescribing information',
    section: '4, Contraindications: serious hypersensitivity to penicillins',
    url: 'https://dailymed.nlm.nih.gov/dailymed/',
    date: '2026',
    verified: false
  },
  evaluate: (view) =>
    orderedDrugs(view)
      .filter(({ medication }) => isIn(medication, penicillins))
      .flatMap((ordered) => assess(view, ordered))
}

function assess({ index }: RuleView, ordered: OrderedDrug): readonly RuleFinding[] {
  const allergies = index.allergies
    .filter(({ status }) => status === 'active' || status === 'unknown')
    .filter(({ substances }) => substances.some((one) => substanceIsIn(one, penicillins)))
    .toSorted((one, other) => Number(other.severe) - Number(one.severe))
  const [allergy] = allergies
  if (allergy === undefined) {
    const [problem] = presentProblems(index, 'penicillin-allergy').map(problemEvidence)
    if (problem !== undefined) return [onProblemList(ordered, problem)]
    const unread = unreadWords(index, 'allergies')
    return unread === undefined
      ? []
      : [unassessedFinding(matter, ordered, { other: 'a penicillin allergy', unread })]
  }
  const tolerated = toleratedSince(index, ordered, allergies)
  return [
    tolerated === undefined
      ? conflict(ordered, allergy, allergies)
      : reconcile(ordered, allergy, tolerated)
  ]
}

/**
 * A penicillin that was taken to its end, or is being taken, since the newest of the allergies was
 * recorded. A stopped course proves nothing: it may have been stopped for a reaction.
 */
function toleratedSince(
  index: ClinicalIndex,
  { order }: OrderedDrug,
  allergies: readonly Allergy[]
): Medication | undefined {
  const days = allergies.map(({ date }) => date?.epochDay ?? Infinity)
  const recorded = Math.max(...days)
  return index.medications.find(
    (medication) =>
      medication.reference !== order.reference &&
      (medication.status === 'completed' || medication.status === 'active') &&
      isIn(medication, penicillins) &&
      medication.started !== undefined &&
      medication.started.epochDay > recorded &&
      medication.started.epochDay < index.asOf.epochDay
  )
}

/** EHRs keep allergies among the problems too; how severe it was does not stand there. */
function onProblemList(ordered: OrderedDrug, problem: Evidence): RuleFinding {
  return {
    matter,
    indicator: 'warning',
    summary: summarise(
      [nameOf(ordered.medication), problem.text],
      (drug, text) => `${drug} ordered, on the problem list: ${text}; assess before ordering`
    ),
    why: [`${problem.text}.`, 'No reaction is recorded with it.'],
    options: [
      'Consider an antibiotic that is not a penicillin, such as a macrolide or doxycycline.',
      'Consider asking what happened and whether a penicillin was tolerated since.'
    ],
    evidence: [problem],
    missing: [],
    suggestions: [removeOrder(ordered)],
    about: ordered.order
  }
}

function conflict(
  ordered: OrderedDrug,
  allergy: Allergy,
  allergies: readonly Allergy[]
): RuleFinding {
  const reaction =
    allergy.reactions.length > 0 ? joinWords(allergy.reactions) : 'reaction not recorded'
  const date = allergy.date === undefined ? '' : ` (${writeDate(allergy.date)})`
  const consequence = allergy.severe ? 'penicillins are contraindicated' : 'assess before ordering'
  return {
    matter,
    indicator: allergy.severe ? 'critical' : 'warning',
    summary: summarise(
      [nameOf(ordered.medication), allergy.label, reaction],
      (drug, label, what) => `${drug} ordered, allergy: ${label}, ${what}${date}; ${consequence}`
    ),
    why: allergies.map((one) => `${allergyEvidence(one).text}.`),
    options: [
      'Consider an antibiotic that is not a penicillin, such as a macrolide or doxycycline.',
      'Consider asking what happened and whether a penicillin was tolerated since.'
    ],
    evidence: allergies.map(allergyEvidence),
    missing: [],
    suggestions: [removeOrder(ordered)],
    about: ordered.order
  }
}

function reconcile(ordered: OrderedDrug, allergy: Allergy, tolerated: Medication): RuleFinding {
  const taken = tolerated.started === undefined ? '' : ` (${writeDate(tolerated.started)})`
  const evidence = {
    reference: tolerated.reference,
    text: `${tolerated.label}: ${tolerated.status}${taken}`
  }
  return {
    matter,
    // One course does not prove that a severe reaction would not come again.
    indicator: allergy.severeReaction === true ? 'warning' : 'info',
    summary: summarise(
      [nameOf(ordered.medication), nameOf(tolerated)],
      (drug, taken_) =>
        `${drug} ordered with a penicillin allergy, but ${taken_} was recorded since${taken}: reconcile allergy`
    ),
    why: [`${allergyEvidence(allergy).text}.`, `${evidence.text}.`],
    options: [
      'Consider asking whether that course was taken without a reaction, and reconciling the allergy.'
    ],
    evidence: [allergyEvidence(allergy), evidence],
    missing: [],
    suggestions: [],
    about: ordered.order
  }
}

function allergyEvidence(allergy: Allergy): Evidence {
  const reaction =
    allergy.reactions.length > 0 ? joinWords(allergy.reactions) : 'no reaction recorded'
  const date = allergy.date === undefined ? '' : ` (${writeDate(allergy.date)})`
  const standing = standingWords(allergy)
  return {
    reference: allergy.reference,
    text: `Allergy, ${allergy.label}: ${reaction}${date}${standing}`
  }
}
