import { drugs, readingsOf } from '../analytes.ts'
import type { ChartText, Entry } from '../chart-text.ts'
import {
  activeDrugs,
  activeProblems,
  as,
  conditionFact,
  drugFact,
  problems,
  says,
  valueOf,
  type Fact,
  type Meaning,
  type Script,
  type ScriptedFinding,
  type Step
} from './script.ts'

type Order = Extract<Fact, { readonly kind: 'order' }>

/** A script about each draft order of a class, in relation to what the review shows. */
function aboutOrders(
  name: string,
  ordered: RegExp,
  find: (chart: ChartText, order: Order) => readonly ScriptedFinding[]
): Script {
  return {
    name,
    ask: 'moment',
    find: (chart) =>
      chart.drafts
        .filter((draft) => ordered.test(draft.text))
        .flatMap(({ alias }) => find(chart, { kind: 'order', alias, status: 'ordered' }))
  }
}

/** Ordered together with an active drug of another class. */
function pair(
  name: string,
  given: {
    ordered: RegExp
    with: RegExp
    meaning: Pick<Meaning, 'relation' | 'effect'>
    settle: readonly Step[]
    also?: RegExp
  }
): Script {
  return aboutOrders(name, given.ordered, (chart, order) =>
    activeDrugs(chart, given.with)
      .slice(0, 1)
      .map((drug) => {
        const adds = given.meaning.relation === 'effects-add-up'
        const history =
          given.also === undefined ? [] : problems(chart, given.also).map(conditionFact)
        return says({
          facts: [order, drugFact(drug), ...as('matters-more', history)],
          meanings: [
            adds
              ? { ...given.meaning, subjects: [0, 1] }
              : { ...given.meaning, subjects: [0], objects: [1] }
          ],
          settle: given.settle,
          options: [{ action: 'leave-out', alias: order.alias }]
        })
      })
  )
}

const metforminOrder = aboutOrders(
  'metformin with low filtration',
  drugs.metformin,
  (chart, order) => {
    const newest = readingsOf(chart, 'egfr').at(0)
    if (newest === undefined || newest.value >= 45) return []
    return [
      says({
        facts: [order, valueOf(newest)],
        meanings: [{ relation: 'contraindicated-by', subjects: [0], objects: [1] }],
        settle: [{ action: 'repeat-test', alias: newest.alias, inDays: 0 }],
        options: [{ action: 'leave-out', alias: order.alias }]
      })
    ]
  }
)

const reninInPregnancy = aboutOrders('renin blocker in pregnancy', drugs.renin, (chart, order) =>
  activeProblems(chart, /pregnan/i)
    .slice(0, 1)
    .map((pregnancy) =>
      says({
        facts: [order, conditionFact(pregnancy)],
        meanings: [{ relation: 'contraindicated-by', subjects: [0], objects: [1] }],
        settle: [{ action: 'ask', question: 'gestational-age' }],
        options: [{ action: 'leave-out', alias: order.alias }]
      })
    )
)

const penicillinAllergy = aboutOrders('penicillin in allergy', drugs.penicillin, (chart, order) =>
  chart.entries
    .filter(({ alias, text }) => alias.startsWith('A') && /penicillin|amoxicillin/i.test(text))
    .slice(0, 1)
    .map((allergy) => {
      const taken = takenSince(chart, allergy)
      return says({
        facts: [
          order,
          { kind: 'allergy', alias: allergy.alias, status: 'active' },
          ...as('against', taken.map(drugFact))
        ],
        meanings: [{ relation: 'contraindicated-by', subjects: [0], objects: [1] }],
        settle: [
          {
            action: 'ask',
            alias: allergy.alias,
            question: taken.length > 0 ? 'tolerated-since' : 'allergic-reaction-then'
          }
        ],
        options:
          taken.length > 0
            ? [{ action: 'correct-record', alias: allergy.alias }]
            : [{ action: 'leave-out', alias: order.alias }],
        urgency: taken.length > 0 ? 'routine' : 'today'
      })
    })
)

function takenSince(chart: ChartText, allergy: Entry): readonly Entry[] {
  const recorded = allergy.days.at(-1)
  if (recorded === undefined) return []
  return chart.entries.filter(
    ({ alias, text, days }) =>
      alias.startsWith('M') &&
      drugs.penicillin.test(text) &&
      days.some((day) => day > recorded && day < (chart.today ?? Infinity))
  )
}

const inr: Step = { action: 'order-test', conceptKind: 'test', concept: 'INR' }

export const orderScripts: readonly Script[] = [
  metforminOrder,
  reninInPregnancy,
  penicillinAllergy,
  pair('pain reliever with a blood thinner', {
    ordered: drugs.nsaid,
    with: drugs.anticoagulant,
    also: /h(a)?emorrhage|bleed/i,
    meaning: { relation: 'effects-add-up', effect: 'bleeding' },
    settle: [inr, { action: 'ask', question: 'bleeding' }]
  }),
  pair('sulfamethoxazole with warfarin', {
    ordered: drugs.sulfamethoxazole,
    with: drugs.warfarin,
    meaning: { relation: 'raises-level-of' },
    settle: [inr, { action: 'ask', question: 'infection-site' }]
  }),
  pair('clarithromycin with simvastatin', {
    ordered: drugs.clarithromycin,
    with: drugs.simvastatin,
    meaning: { relation: 'raises-level-of' },
    settle: [{ action: 'ask', question: 'muscle-symptoms' }]
  })
]
