import type { DrugSet } from '../drug-set.ts'
import { unassessedMeetings } from '../unassessed.ts'
import {
  meetingsWithin,
  partnerEvidence,
  partnerSentence,
  partnerState,
  removeOrder
} from '../ordered-drugs.ts'
import type { Meeting } from '../ordered-drugs.ts'
import type { Rule, RuleFinding } from '../rule.ts'
import { nameOf, namesOf, summarise } from '../wording.ts'

const aceInhibitor: DrugSet = { classes: ['ace-inhibitor'] }
const matter = 'duplicate-ace-inhibitor'

/** Situation 5: a second ACE inhibitor. Another strength of the same one is no duplicate. */
export const duplicateAceInhibitor: Rule = {
  id: 'R-05',
  version: '1.0',
  title: 'Two ACE inhibitors',
  when: 'An ACE inhibitor is ordered while another one is active or ordered: warning.',
  whenNot:
    'The same ACE inhibitor renewed or in another strength; the other one stopped or on hold.',
  hooks: ['order-select'],
  topic: 'duplicateAceInhibitor',
  source: {
    title: 'Lisinopril prescribing information',
    section: '7, Drug interactions: dual blockade of the renin-angiotensin system',
    url: 'https://dailymed.nlm.nih.gov/dailymed/',
    date: '2026',
    verified: false
  },
  evaluate: (view) => {
    const found = meetingsWithin(view, aceInhibitor)
    const names = { first: 'another ACE inhibitor', second: 'another ACE inhibitor' }
    return [
      ...found.map(findingOf),
      ...unassessedMeetings(view, {
        matter,
        first: aceInhibitor,
        second: aceInhibitor,
        names,
        found
      })
    ]
  }
}

function findingOf({ ordered, partners }: Meeting): RuleFinding {
  const [partner] = partners
  const state = partner === undefined ? '' : partnerState(partner)
  const met = namesOf(partners.map(({ medication }) => medication))
  return {
    matter,
    indicator: 'warning',
    summary: summarise(
      [nameOf(ordered.medication), met],
      (drug, other) => `${drug} ordered, ${other} ${state}: two ACE inhibitors at once`
    ),
    why: partners.map(partnerSentence),
    options: [
      `Consider stopping ${met} if ${nameOf(ordered.medication)} is meant to replace it.`,
      'Consider one ACE inhibitor at an adjusted dose.'
    ],
    evidence: partnerEvidence(partners),
    missing: [],
    suggestions: [removeOrder(ordered)],
    about: ordered.order
  }
}
