import { writeDate } from '../../clinical/clinical-date.ts'
import { isIn } from '../drug-set.ts'
import type { DrugSet } from '../drug-set.ts'
import {
  orderedDrugs,
  partnerEvidence,
  partnerSentence,
  partnersOf,
  removeOrder
} from '../ordered-drugs.ts'
import type { OrderedDrug, Partner } from '../ordered-drugs.ts'
import {
  isBelow,
  newestKnown,
  readingEvidence,
  unknownReading,
  writeNumber,
  writeReading
} from '../readings.ts'
import type { Reading } from '../readings.ts'
import type { Rule, RuleFinding, RuleView } from '../rule.ts'
import { addEgfr, addPotassium } from '../suggested-tests.ts'
import { unreadWords } from '../unread.ts'
import { joinWords, nameOf, summarise } from '../wording.ts'
import { factOf } from '../../clinical/known.ts'

/** Clinical reference, situation 4: the three drugs matter with an eGFR below 60. */
const reducedBelow = 60
/** KDIGO 2024, practice point 2.1.1: GFR is assessed at least annually. */
const egfrValidDays = 365

const matter = 'nsaid-kidneys'
const nsaid: DrugSet = { classes: ['nsaid'] }
/** Three drugs that together lower the filtration: each product may bring several. */
const parts: readonly (DrugSet & { readonly name: string })[] = [
  { name: 'NSAID', ...nsaid },
  { name: 'ACE inhibitor or ARB', classes: ['ace-inhibitor', 'arb'] },
  { name: 'diuretic', classes: ['diuretic'] }
]

/** Situation 4: NSAID, ACE inhibitor or ARB, and diuretic together, with a reduced eGFR. */
export const nsaidKidneys: Rule = {
  id: 'R-04',
  version: '1.0',
  title: 'NSAID with ACE inhibitor or ARB and diuretic in reduced kidney function',
  when: 'An order completes the three of NSAID, ACE inhibitor or ARB, and diuretic, and the eGFR within a year is below 60: warning. No eGFR within a year: cannot assess.',
  whenNot: 'eGFR of 60 or more; two of the three only.',
  hooks: ['order-select'],
  topic: 'nsaidAceDiureticEgfr',
  source: {
    title: 'Lisinopril prescribing information',
    section: '7, Drug interactions: NSAIDs',
    url: 'https://dailymed.nlm.nih.gov/dailymed/',
    date: '2026',
    verified: false
  },
  evaluate: (view) =>
    subjects(view).flatMap((ordered) => {
      const missingParts = parts.filter((part) => !isIn(ordered.medication, part))
      const partners = missingParts.map((part) => partnersOf(view, ordered, part))
      const complete =
        missingParts.length < parts.length && partners.every(({ length }) => length > 0)
      return complete ? assess(view, ordered, unique(partners.flat())) : []
    })
}

/** The NSAID carries the finding when it is ordered; otherwise the order that completes the three. */
function subjects(view: RuleView): readonly OrderedDrug[] {
  const ordered = orderedDrugs(view)
  const nsaids = ordered.filter(({ medication }) => isIn(medication, nsaid))
  return nsaids.length > 0 ? nsaids : ordered
}

function assess(
  { index }: RuleView,
  ordered: OrderedDrug,
  partners: readonly Partner[]
): readonly RuleFinding[] {
  const known = newestKnown(index, 'egfr', index.asOf.epochDay - egfrValidDays)
  const egfr = factOf(known)
  const reduced = egfr === undefined ? 'unknown' : isBelow(egfr, reducedBelow)
  if (reduced === 'no') return []
  if (reduced === 'yes' && egfr !== undefined) return [atRisk(ordered, partners, egfr)]
  const missing =
    unknownReading(known, 'eGFR') ??
    unreadWords(index, 'laboratory') ??
    `an eGFR of the last ${egfrValidDays} days, as a number`
  return [
    {
      matter,
      indicator: 'info',
      summary: summarise(
        [nameOf(ordered.medication)],
        (drug) => `${drug} ordered with ${others(ordered)}: kidney function cannot be assessed`
      ),
      why: [...partners.map(partnerSentence), `Not known: ${missing}.`],
      options: ['Consider an eGFR and potassium before this combination.'],
      evidence: partnerEvidence(partners),
      missing: [missing],
      unchecked: 'kidney function',
      suggestions: [addEgfr],
      about: ordered.order
    }
  ]
}

function atRisk(ordered: OrderedDrug, partners: readonly Partner[], egfr: Reading): RuleFinding {
  return {
    matter,
    indicator: 'warning',
    summary: summarise(
      [nameOf(ordered.medication)],
      (drug) =>
        `eGFR ${writeNumber(egfr)} (${writeDate(egfr.date)}): ${drug} with ${others(ordered)} may injure the kidneys`
    ),
    why: [`${writeReading('eGFR', egfr)}.`, ...partners.map(partnerSentence)],
    options: [
      'Consider leaving the NSAID out, with acetaminophen or a topical drug instead.',
      'Consider creatinine and potassium in 1 to 2 weeks if all three are needed.'
    ],
    evidence: [readingEvidence('eGFR', egfr), ...partnerEvidence(partners)],
    missing: [],
    suggestions: isIn(ordered.medication, nsaid)
      ? [removeOrder(ordered), addPotassium]
      : [addPotassium],
    about: ordered.order
  }
}

function others({ medication }: OrderedDrug): string {
  return joinWords(parts.filter((part) => !isIn(medication, part)).map(({ name }) => name))
}

function unique(partners: readonly Partner[]): readonly Partner[] {
  const seen = new Map(partners.map((partner) => [partner.medication.reference, partner]))
  return [...seen.values()]
}
