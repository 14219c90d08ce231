import type { Patient, Resource } from '@medplum/fhirtypes'
import { hooks } from '../../src/cds-hooks/service.ts'
import { buildClinicalIndex } from '../../src/clinical/build-clinical-index.ts'
import { readDraftOrders } from '../../src/clinical/read-draft-orders.ts'
import { rules } from '../../src/rules/all-rules.ts'
import { isIn } from '../../src/rules/drug-set.ts'
import { orderedDrugs } from '../../src/rules/ordered-drugs.ts'
import type { Rule, RuleView } from '../../src/rules/rule.ts'
import { runRules } from '../../src/rules/run-rules.ts'
import { allSituations } from '../evaluation/all-situations.ts'
import { asOf } from '../evaluation/case-builder.ts'
import { draft, twiceDaily } from '../evaluation/drugs.ts'
import { aPerson } from '../evaluation/resources.ts'
import { anOrder, aRecord } from '../support/records.ts'
import { inTurns, percentile, timed } from './measure.ts'
import type { Measured } from './measure.ts'

/*
 * All rules of all hooks over one person who has everything that the situations speak of, beside
 * JSON.parse of the same bytes; how the time grows with the record, and what further rules cost.
 */

const p95WithinMs = 10
/** A record ten times as long may take this much longer than ten times. */
const linearWithin = 1.5
const inertRules = 500
const inertWithinMs = 3

export interface RuleFigure {
  readonly text: string
  readonly kept: boolean
}

/** Three figures, each told with its bound. */
export async function measureRules(): Promise<{
  readonly measured: readonly Measured[]
  readonly figures: readonly RuleFigure[]
}> {
  const { view, text } = personOf(1_500)
  const all = await inTurns({
    name: `${rules.length} rules over 1,500 resources`,
    floorName: `JSON.parse of the same ${(text.length / 1e6).toFixed(1)} MB`,
    warmUp: 40,
    rounds: 100,
    figure: () => timed(() => runRules(rules, hooks, view)),
    floor: () => timed(() => JSON.parse(text))
  })
  const more = await inTurns({
    name: `${inertRules} inert rules more`,
    floorName: 'the rules alone',
    warmUp: 40,
    rounds: 100,
    figure: () => timed(() => runRules([...rules, ...inert], hooks, view)),
    floor: () => timed(() => runRules(rules, hooks, view))
  })
  const p95 = percentile(all.figure, 95)
  const added = percentile(more.figure, 50) - percentile(more.floor, 50)
  return {
    measured: [all, more],
    figures: [
      {
        text: `All rules over 1,500 resources: p95 ${p95.toFixed(2)} ms (under ${p95WithinMs}).`,
        kept: p95 < p95WithinMs
      },
      growth(),
      {
        text: `${inertRules} inert rules more: ${added.toFixed(2)} ms at the median (under ${inertWithinMs}).`,
        kept: added < inertWithinMs
      }
    ]
  }
}

/** 1,500 resources against 15,000, in turns; medians for each resource. */
function growth(): RuleFigure {
  const [small, large] = [personOf(1_500), personOf(15_000)]
  const each: { small: number[]; large: number[] } = { small: [], large: [] }
  for (let round = 0; round < 30; round += 1) {
    each.small.push(timed(() => runRules(rules, hooks, small.view)) / 1_500)
    each.large.push(timed(() => runRules(rules, hooks, large.view)) / 15_000)
  }
  const median = (samples: readonly number[]): number =>
    percentile(
      samples.toSorted((one, other) => one - other),
      50
    )
  const ratio = median(each.large) / median(each.small)
  return {
    text: `Rules over 15,000 resources against 1,500: ${ratio.toFixed(2)} times the time for each (at most ${linearWithin}).`,
    kept: ratio <= linearWithin
  }
}

/** Each looks at the orders for a drug that nobody orders. */
const inert: readonly Rule[] = Array.from({ length: inertRules }, (_, at) => ({
  id: `X-${at}`,
  version: '1.0',
  title: 'A drug that nobody orders',
  hooks: ['order-select'],
  topic: `nobodyOrders${at}`,
  source: { title: '', section: '', url: 'https://example.org', date: '2026', verified: false },
  evaluate: (view) =>
    orderedDrugs(view)
      .filter(({ medication }) => isIn(medication, { ingredients: [`unheard-of-${at}`] }))
      .map(() => {
        throw new Error('somebody ordered it')
      })
}))

const drafts = [draft('metformin', twiceDaily), draft('ibuprofen'), draft('oxycodoneEr')]

/** Of so many resources: those of all situations, again and again on other days. */
function personOf(count: number): { readonly view: RuleView; readonly text: string } {
  const base = allSituations.flatMap(({ cases }) => cases.flatMap(({ record = [] }) => record))
  const resources = Array.from({ length: count }, (_, at): Resource => {
    const one = base[at % base.length]
    if (one === undefined) throw new Error('the situations hold no resource')
    return { ...onOtherDay(one, Math.floor(at / base.length)), id: `r${at}` }
  })
  const patient = aPerson('female', '1959-03-02') as Patient & { readonly id: string }
  const record = aRecord({ patient, resources })
  const index = buildClinicalIndex(record, asOf)
  const orders = drafts.map((order, at) => anOrder({ ...order, id: `draft-${at}` }))
  const draftOrders = readDraftOrders(orders, record.supporting)
  return {
    view: { index, moment: { hook: 'order-select', draftOrders } },
    text: JSON.stringify(resources)
  }
}

const msPerDay = 86_400_000

function onOtherDay(resource: Resource, rounds: number): Resource {
  if (rounds === 0) return resource
  const text = JSON.stringify(resource).replaceAll(
    /"(\d{4}-\d{2}-\d{2})(T[^"]*)?"/g,
    (_all, day: string, time = '') =>
      `"${new Date(Date.parse(day) - rounds * msPerDay).toISOString().slice(0, 10)}${time}"`
  )
  return JSON.parse(text) as Resource
}
