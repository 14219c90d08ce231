import { unassessedMeetings } from '../unassessed.ts'
import type { DrugSet } from '../drug-set.ts'
import {
  meetings,
  partnerEvidence,
  partnerSentence,
  partnerState,
  partnersOf,
  removeOrder
} from '../ordered-drugs.ts'
import type { Meeting } from '../ordered-drugs.ts'
import { problemsIn } from '../../clinical/has-problem.ts'
import { problemEvidence } from '../problems.ts'
import type { Evidence, Rule, RuleFinding, RuleView, SuggestedAction } from '../rule.ts'
import { addInr } from '../suggested-tests.ts'
import { unreadWords } from '../unread.ts'
import { joinWords, nameOf, namesOf, summarise } from '../wording.ts'

/** HL7 PDDI-CDS, Warfarin + NSAIDs: age over 65 years raises the risk of bleeding. */
const ageRiskAboveYears = 65

const nsaid: DrugSet = { classes: ['nsaid'] }
const warfarin: DrugSet = { ingredients: ['warfarin'] }
/** HL7 PDDI-CDS: a proton pump inhibitor or misoprostol may lower the risk. */
const gastroprotection: DrugSet = { classes: ['gastroprotective'] }
/** HL7 PDDI-CDS: systemic corticosteroids and aldosterone antagonists raise it. */
const riskDrugs: DrugSet = { classes: ['corticosteroid', 'mra'] }
const matter = 'nsaid-warfarin'

/**
 * HL7 PDDI-CDS names a proton pump inhibitor. RxNorm ingredient as in situation 37 of the clinical
 * reference; its list of what must stay silent has pantoprazole beside warfarin.
 */
const addPantoprazole: SuggestedAction = {
  type: 'add-medication',
  label: 'Add pantoprazole beside the NSAID',
  drug: { code: '40790', display: 'pantoprazole' }
}

/** Situation 2: an NSAID meets warfarin, whichever of them is ordered. Topical NSAIDs do not. */
export const nsaidWarfarin: Rule = {
  id: 'R-02',
  version: '1.0',
  title: 'NSAID with warfarin',
  when: 'An NSAID meets warfarin, whichever is ordered: warning; critical over 65 years, with an ulcer or upper bleeding in the history, a systemic corticosteroid, an aldosterone antagonist or a second NSAID, unless gastroprotection is taken or ordered.',
  whenNot: 'NSAIDs for the skin or eye; drugs that are stopped or on hold.',
  hooks: ['order-select'],
  topic: 'nsaidWarfarin',
  source: {
    title: 'HL7 Potential Drug-Drug Interaction CDS Implementation Guide',
    section: 'Use cases, Warfarin + NSAIDs',
    url: 'https://www.hl7.org/fhir/uv/pddi/2023Jan/',
    date: '2023-01',
    verified: true
  },
  evaluate: (view) => {
    const found = meetings(view, nsaid, warfarin)
    const names = { first: 'NSAIDs', second: 'warfarin' }
    return [
      ...found.map((meeting) => assess(view, meeting)),
      ...unassessedMeetings(view, { matter, first: nsaid, second: warfarin, names, found })
    ]
  }
}

interface Risk {
  readonly words: string
  readonly sentence: string
  readonly evidence: readonly Evidence[]
}

function assess(view: RuleView, meeting: Meeting): RuleFinding {
  const { ordered, partners, role } = meeting
  const [partner] = partners
  const protection = partnersOf(view, ordered, gastroprotection).slice(0, 1)
  const risks = risksOf(view, meeting)
  const serious = protection.length === 0 && risks.length > 0
  const met = namesOf(partners.map(({ medication }) => medication))
  const state = partner === undefined ? '' : partnerState(partner)
  const words = serious ? risks.slice(0, 2).map((risk) => risk.words) : []
  return {
    matter,
    indicator: serious ? 'critical' : 'warning',
    summary: summarise(
      [nameOf(ordered.medication), met, ...words],
      (drug = '', other = '', ...factors) =>
        serious
          ? `${drug} ordered, ${other} ${state}: ${joinWords(factors)}, high bleeding risk`
          : `${drug} ordered, ${other} ${state}: bleeding risk to be assessed`
    ),
    why: [
      ...partners.map(partnerSentence),
      ...risks.map(({ sentence }) => sentence),
      ...protection.map(partnerSentence),
      ...unreadSentences(view)
    ],
    options: [
      'Consider acetaminophen instead of the NSAID, with INR monitoring above 2 g/day.',
      serious
        ? 'Consider a proton pump inhibitor and an earlier INR if the NSAID is needed.'
        : 'Consider the lowest dose for the shortest time, and an earlier INR.'
    ],
    evidence: [
      ...partnerEvidence(partners),
      ...risks.flatMap(({ evidence }) => evidence),
      ...partnerEvidence(protection)
    ],
    missing: [],
    suggestions:
      role !== 'first'
        ? [addInr]
        : serious
          ? [removeOrder(ordered), addPantoprazole]
          : [removeOrder(ordered)],
    about: ordered.order
  }
}

function risksOf(view: RuleView, { ordered, partners, role }: Meeting): readonly Risk[] {
  const age = view.index.person.ageYears
  const otherNsaids = role === 'first' ? partnersOf(view, ordered, nsaid) : partners.slice(1)
  return [
    ...(age !== undefined && age > ageRiskAboveYears
      ? [{ words: `age ${age}`, sentence: `Age ${age} years.`, evidence: [] }]
      : []),
    ...problemsIn(view.index, ['upper-gi-bleed'])
      .slice(0, 1)
      .map((problem) => ({
        words: 'past ulcer or bleeding',
        sentence: `${problemEvidence(problem).text}.`,
        evidence: [problemEvidence(problem)]
      })),
    ...[...partnersOf(view, ordered, riskDrugs), ...otherNsaids].map((partner) => ({
      words: nameOf(partner.medication),
      sentence: partnerSentence(partner),
      evidence: partnerEvidence([partner])
    }))
  ]
}

/** What would have told more of the risk; the interaction itself is known. */
function unreadSentences({ index }: RuleView): readonly string[] {
  const unread = unreadWords(index, 'conditions')
  return unread === undefined ? [] : [`Not known: ${unread}, so ulcer or bleeding in the history.`]
}
