import { drugs, readingsOf } from '../analytes.ts'
import type { ChartText, Entry } from '../chart-text.ts'
import {
  activeDrugs,
  activeProblems,
  conditionClaim,
  drugClaim,
  problems,
  says,
  valueOf,
  type Claim,
  type Script,
  type ScriptedFinding
} from './script.ts'

/** A script about each draft order of a class, in relation to what the review shows. */
function aboutOrders(
  name: string,
  ordered: RegExp,
  find: (chart: ChartText, order: Claim & { claim: 'order' }) => readonly ScriptedFinding[]
): Script {
  return {
    name,
    ask: 'moment',
    find: (chart) =>
      chart.drafts
        .filter((draft) => ordered.test(draft.text))
        .flatMap(({ alias }) => find(chart, { claim: 'order', alias }))
  }
}

/** Ordered together with an active drug of another class. */
function pair(
  name: string,
  given: { ordered: RegExp; with: RegExp; because: string; option: string; also?: RegExp }
): Script {
  return aboutOrders(name, given.ordered, (chart, order) =>
    activeDrugs(chart, given.with)
      .slice(0, 1)
      .map((drug) =>
        says({
          claims: [
            order,
            drugClaim(drug),
            ...(given.also === undefined ? [] : problems(chart, given.also).map(conditionClaim))
          ],
          concern: 'medication-risk',
          order: order.alias,
          because: given.because,
          option: given.option
        })
      )
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
        claims: [order, valueOf(newest)],
        concern: 'medication-risk',
        order: order.alias,
        because: 'this order meets kidneys that filter too little for it.',
        option: 'Consider a medicine of another class.'
      })
    ]
  }
)

const reninInPregnancy = aboutOrders('renin blocker in pregnancy', drugs.renin, (chart, order) =>
  activeProblems(chart, /pregnan/i)
    .slice(0, 1)
    .map((pregnancy) =>
      says({
        claims: [order, conditionClaim(pregnancy)],
        concern: 'medication-risk',
        order: order.alias,
        because: 'medicines of this class can harm the fetus.',
        option: 'Consider a blood pressure medicine with a record of safe use at this time.'
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
        claims: [order, { claim: 'allergy', alias: allergy.alias }, ...taken.map(drugClaim)],
        concern: 'medication-risk',
        order: order.alias,
        because:
          taken.length > 0
            ? 'a medicine of this class was taken after the reaction was recorded.'
            : 'the ordered medicine belongs to the class of the recorded reaction.',
        option:
          taken.length > 0
            ? 'Consider reconciling the recorded reaction.'
            : 'Consider an antibiotic of another class.',
        indicator: taken.length > 0 ? 'info' : 'warning'
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

export const orderScripts: readonly Script[] = [
  metforminOrder,
  reninInPregnancy,
  penicillinAllergy,
  pair('pain reliever with a blood thinner', {
    ordered: drugs.nsaid,
    with: drugs.anticoagulant,
    also: /h(a)?emorrhage|bleed/i,
    because: 'together these medicines are hard on the lining of the stomach.',
    option: 'Consider a topical medicine or one of another class.'
  }),
  pair('sulfamethoxazole with warfarin', {
    ordered: drugs.sulfamethoxazole,
    with: drugs.warfarin,
    because: 'this antibiotic strengthens the effect of the other medicine.',
    option: 'Consider another antibiotic, or an early control of clotting.'
  }),
  pair('clarithromycin with simvastatin', {
    ordered: drugs.clarithromycin,
    with: drugs.simvastatin,
    because: 'this antibiotic slows the breakdown of the other medicine.',
    option: 'Consider another antibiotic, or a pause of the other medicine.'
  })
]
