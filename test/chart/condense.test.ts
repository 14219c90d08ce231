import { expect, test } from 'vitest'
import {
  aDraftOrder,
  aMedication,
  aMoment,
  anAllergyFact,
  anEvent,
  anIndex,
  aProblem,
  aResult,
  chartOf,
  code,
  day
} from './an-index.ts'

const many = <T>(count: number, make: (at: number) => T): T[] =>
  Array.from({ length: count }, (_, at) => make(at))

/** A little of everything, much of what may be cut. */
const bigIndex = () =>
  anIndex({
    problems: [
      aProblem({ label: 'PINNED problem' }),
      ...many(10, (at) =>
        aProblem({
          reference: `Condition/r${at}`,
          label: `Resolved ${at}`,
          status: 'resolved',
          onset: day(-at)
        })
      )
    ],
    allergies: [anAllergyFact({ label: 'PINNED allergy' })],
    medications: [
      aMedication({ label: 'PINNED medication' }),
      ...many(5, (at) =>
        aMedication({
          reference: `MedicationRequest/s${at}`,
          label: `Stopped ${at}`,
          status: 'stopped'
        })
      )
    ],
    results: [
      ...many(4, (at) => aResult(`e${at}`, 30 + at, -at * 10, { seriesLabel: 'PINNED analyte' })),
      ...many(20, (at) =>
        aResult(`x${at}`, 7, -at, {
          analyte: `loinc:9${at}-1`,
          label: `Other ${at}`,
          codes: code(`LN 9${at}-1`)
        })
      )
    ],
    events: [
      ...many(30, (at) =>
        anEvent({
          kind: 'encounter',
          reference: `Encounter/${at}`,
          label: `Visit ${at}`,
          status: 'finished',
          date: day(-at)
        })
      ),
      ...many(10, (at) =>
        anEvent({ reference: `Procedure/${at}`, label: `Procedure ${at}`, date: day(-at) })
      )
    ]
  })

const whole = () => chartOf({ index: bigIndex() }).chart
const cutTo = (charactersMax: number) => chartOf({ index: bigIndex(), charactersMax }).chart
const count = (text: string, what: RegExp) => [...text.matchAll(what)].length

test('a chart with room is whole and says nothing of omissions', () => {
  const { review, size } = whole()
  expect(size.omitted).toBe(0)
  expect(review).not.toContain('OMITTED')
})

test('a chart stays within its room, and says how much was left out', () => {
  for (const share of [0.9, 0.7, 0.5, 0.3]) {
    const charactersMax = Math.round(whole().review.length * share)
    const { review, size } = cutTo(charactersMax)
    expect(review.length).toBeLessThanOrEqual(charactersMax)
    expect(review.length).toBeGreaterThan(charactersMax - 300)
    expect(review.split('\n').at(-1)).toBe(`OMITTED ${size.omitted} older or normal items`)
  }
})

test('cuts older points, then results it does not know, encounters, resolved problems, in this order', () => {
  const { review } = whole()
  const seen = [0.97, 0.85, 0.6, 0.35].map(
    (share) => cutTo(Math.round(review.length * share)).review
  )
  const counts = seen.map((text) => ({
    points: count(text, /\[O\d+\]; 31 /g),
    other: count(text, /^Other/gm),
    visits: count(text, /Visit/g),
    resolved: count(text, /Resolved \d/g),
    procedures: count(text, /Procedure \d/g)
  }))
  for (const [at, now] of counts.entries()) {
    expect(now.points).toBe(0)
    if (now.other > 0) expect(now.visits).toBe(30)
    if (now.visits > 0) expect(now.resolved).toBe(10)
    if (now.resolved > 0) expect(now.procedures).toBe(10)
    if (at > 0) expect(now.other + now.visits).toBeLessThan(60)
  }
  expect(counts.at(-1)).toMatchObject({ other: 0, visits: 0 })
})

test('cuts the oldest of a kind first', () => {
  const { review } = whole()
  const visits = [...cutTo(Math.round(review.length * 0.6)).review.matchAll(/Visit (\d+)/g)].map(
    ([, at]) => Number(at)
  )
  expect(visits.length).toBeGreaterThan(0)
  expect(visits.length).toBeLessThan(30)
  expect(visits).toEqual(many(visits.length, (at) => at))
})

test('what is pinned is never cut, however little room there is', () => {
  const draft = aDraftOrder(
    aMedication({ reference: 'MedicationRequest/d', label: 'PINNED draft' })
  )
  const { chart } = chartOf({
    index: bigIndex(),
    moment: aMoment([draft]),
    absences: [{ kind: 'result', key: 'inr', label: 'INR', since: day(-84) }],
    charactersMax: 10
  })
  expect(chart.review).toContain('PINNED problem')
  expect(chart.review).toContain('PINNED allergy')
  expect(chart.review).toContain('PINNED medication')
  expect(chart.review).toMatch(
    /^PINNED analyte \(LN 98979-8\) mL\/min\/1\.73m2: 30 D0 \[O\d+\]; \+3 older min 31 max 33$/m
  )
  expect(chart.review).toContain('no INR')
  expect(chart.moment).toContain('PINNED draft')
  expect(chart.review).not.toMatch(/Other|Visit|Resolved \d|Procedure \d|Stopped \d/)
  expect(chart.size.omitted).toBe(2 + 20 + 30 + 10 + 10 + 5)
})

test('an alias that was cut is unknown', () => {
  const { chart, aliases } = chartOf({ index: bigIndex(), charactersMax: 10 })
  const shown = new Set([...chart.review.matchAll(/\[([A-Z]\d+)\]/g)].map(([, alias]) => alias))
  for (const letter of 'CMAOEP') {
    for (const alias of many(60, (at) => `${letter}${at + 1}`)) {
      expect(aliases.resolve(alias) !== undefined).toBe(shown.has(alias))
    }
  }
})
