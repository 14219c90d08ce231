import { isCurrent } from '../../clinical/active-medications.ts'
import type { ClinicalIndex, Medication } from '../../clinical/clinical-index.ts'
import { medicationEvidence } from '../ordered-drugs.ts'
import type { Rule, RuleFinding } from '../rule.ts'
import { unreadWords } from '../unread.ts'
import { joinWords, summarise } from '../wording.ts'

/** Discharge: two active products of one drug, which the patient may both go on taking. */
export const sameDrugTwice: Rule = {
  id: 'D-02',
  version: '1.0',
  title: 'One drug in two active orders at discharge',
  when: 'Two active systemic products hold the very same ingredients when a discharge is prepared: information. Medication orders not read: cannot assess.',
  whenNot:
    'Renewals of one product; topical products; drugs that are not recognised; warfarin and levothyroxine, whose dose is often made of two strengths; any other hook.',
  hooks: ['encounter-discharge'],
  topic: 'sameDrugTwice',
  source: {
    title: 'The Joint Commission, National Patient Safety Goals',
    section: 'NPSG.03.06.01: maintain and communicate accurate medication information',
    url: 'https://www.jointcommission.org/',
    date: '2024',
    verified: false
  },
  evaluate: ({ index }) => {
    const pairs = [...byIngredients(index).values()].filter((products) => products.length > 1)
    if (pairs.length > 0) return pairs.map(found)
    const missing = unreadWords(index, 'medications')
    return missing === undefined ? [] : [notAssessed(missing)]
  }
}

/** Doses of these are commonly made of two strengths (our choice, not from the source). */
const oftenTwoStrengths = ['warfarin', 'levothyroxine']

function byIngredients(index: ClinicalIndex): ReadonlyMap<string, readonly Medication[]> {
  const drugs = index.medications.filter(
    (one) =>
      isCurrent(one) &&
      one.route !== 'topical' &&
      one.ingredients.length > 0 &&
      !one.ingredients.some((ingredient) => oftenTwoStrengths.includes(ingredient))
  )
  return Map.groupBy(drugs, ({ ingredients }) => ingredients.toSorted().join('/'))
}

function found(products: readonly Medication[]): RuleFinding {
  const [one, other] = products
  const evidence = products.map(medicationEvidence)
  const certain = products.every(({ status, courseEnded }) => status === 'active' && !courseEnded)
  return {
    matter: 'same-drug-twice',
    indicator: 'info',
    summary: summarise(
      [one?.label ?? '', other?.label ?? ''],
      (first, second) =>
        `${first} and ${second}: both ${certain ? 'active' : 'on the list'} at discharge`
    ),
    why: evidence.map(({ text }) => `${text}.`),
    options: [
      'Consider stopping one before the patient leaves.',
      'Consider saying in the discharge list that both are meant.'
    ],
    evidence,
    missing: [],
    suggestions: []
  }
}

function notAssessed(missing: string): RuleFinding {
  return {
    matter: 'same-drug-twice',
    indicator: 'info',
    summary: 'Whether a drug stands twice at discharge cannot be assessed',
    why: [`Not known: ${joinWords([missing])}.`],
    options: ['Consider a look at the active medication orders.'],
    evidence: [],
    missing: [missing],
    suggestions: []
  }
}
