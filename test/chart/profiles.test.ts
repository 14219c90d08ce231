import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buildClinicalIndex } from '../../src/clinical/build-clinical-index.ts'
import { clinicalDate } from '../../src/clinical/clinical-date.ts'
import type { ClinicalDate } from '../../src/clinical/clinical-date.ts'
import { standardAbsences } from '../../src/clinical/standard-absences.ts'
import { chartTime, originFrom, profiles } from '../../src/chart/chart-time.ts'
import type { Profile } from '../../src/chart/chart-time.ts'
import { demoPatients } from '../../src/demo/patients/demo-patients.ts'
import { propose } from '../../src/testbed/stand-in-model/propose.ts'
import { bindReadFinding } from '../../src/findings/facts/bind-read-finding.ts'
import { checkFacts } from '../../src/findings/facts/check-facts.ts'
import { readFinding } from '../../src/model/proposal/read-finding.ts'
import { aPatient } from '../support/records.ts'
import { resultFinding } from '../support/result-finding.ts'
import { recordOfBundle } from '../support/bundle-record.ts'
import {
  aMedication,
  aMoment,
  aProblem,
  aResult,
  anAllergyFact,
  anEvent,
  anIndex,
  chartOf,
  day,
  month,
  today
} from './an-index.ts'
import { ordinaryRecord } from './ordinary-record.ts'

/* What the three profiles tell of time, and that every day finds its true date again. */

const originDay = 61_234

const index = () =>
  anIndex({
    problems: [aProblem({ onset: month(-400) })],
    allergies: [anAllergyFact()],
    medications: [aMedication({ started: day(-5) })],
    results: [aResult('o2', 24, -20), aResult('o1', 45, -400)],
    events: [anEvent(), anEvent({ reference: 'Procedure/p2', label: 'Cystoscopy', date: day(4) })]
  })
const absences = [{ kind: 'result', key: 'ferritin', label: 'ferritin', since: day(-730) } as const]
const chartIn = (profile: Profile, origin = originDay) =>
  chartOf({ index: index(), absences, profile, originDay: origin })
const linesOf = (profile: Profile, origin?: number) =>
  chartIn(profile, origin).chart.review.split('\n')

describe('shifted', () => {
  test('days count from the origin, each with how long ago it is', () => {
    const lines = linesOf('shifted')
    expect(lines).toEqual(
      expect.arrayContaining([
        'CHART days count from an arbitrary day, a higher number is later; how long ago stands in ( ); every line of the record carries its alias in [ ]',
        '[C1] Type 2 diabetes mellitus (SCT 44054006) active since ~D60834 (1-2y)',
        '[M1] Metformin 500 MG Oral Tablet (RX 861007) active since D61229 (<=7d)',
        '[A1] Penicillin (SCT 373270004) active, severe: Anaphylaxis; recorded D56234 (>2y)',
        '[P1] Cystoscopy (SCT 73761001) completed D61238 (ahead)',
        '[X1] no ferritin (searched back 1-2y, 0 hits)'
      ])
    )
    expect(lines.find((line) => line.includes('98979-8'))).toContain(
      '24 D61214 (8-30d) [O1]; 45 D60834 (1-2y) [O2]; change -47 % in 380 d'
    )
  })

  test.for([
    [0, '<=7d'],
    [7, '<=7d'],
    [8, '8-30d'],
    [30, '8-30d'],
    [31, '31-90d'],
    [90, '31-90d'],
    [91, '91-365d'],
    [365, '91-365d'],
    [366, '1-2y'],
    [730, '1-2y'],
    [731, '>2y'],
    [-1, 'ahead']
  ] as const)('%i days ago is %s', ([daysAgo, told]) => {
    const time = chartTime({ profile: 'shifted', today, days: () => [], originDay })
    expect(time.write(day(-daysAgo))).toBe(`D${originDay - daysAgo} (${told})`)
  })

  test('nothing but the origin differs between two calls, and their advice has one name', () => {
    const [one, other] = [chartIn('shifted', 40_000), chartIn('shifted', 50_000)]
    expect(other.chart.review).not.toBe(one.chart.review)
    const moved = one.chart.review.replace(/\bD(\d+)/g, (_, at) => `D${Number(at) + 10_000}`)
    expect(other.chart.review).toBe(moved)
    expect(other.digests).toEqual(one.digests)
  })

  test('every random number gives an origin of five digits, and many of them', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xff_ff_ff_ff }), (random) => {
        expect(originFrom(random)).toBeGreaterThanOrEqual(40_000)
        expect(originFrom(random)).toBeLessThan(90_000)
      })
    )
    const many = new Set(Array.from({ length: 50_000 }, (_, at) => originFrom(at * 65_537)))
    expect(many.size).toBe(50_000)
  })

  test('without an origin there is no chart', () => {
    expect(() => chartTime({ profile: 'shifted', today, days: () => [] })).toThrow(/origin/)
  })
})

describe('strict-year', () => {
  test('tells the year and the order, and neither recency nor days between', () => {
    const lines = linesOf('strict-year')
    expect(lines).toEqual(
      expect.arrayContaining([
        'CHART days are numbered in their order, a higher number is later; the year stands in ( ); every line of the record carries its alias in [ ]',
        '[C1] Type 2 diabetes mellitus (SCT 44054006) active since ~D3 (2025)',
        '[M1] Metformin 500 MG Oral Tablet (RX 861007) active since D5 (2026)',
        '[A1] Penicillin (SCT 373270004) active, severe: Anaphylaxis; recorded D1 (2013)',
        '[P1] Cystoscopy (SCT 73761001) completed D6 (2026)',
        '[X1] no ferritin (searched since 2024, 0 hits)'
      ])
    )
    const egfr = lines.find((line) => line.includes('98979-8'))
    expect(egfr).toContain('24 D4 (2026) [O1]; 45 D3 (2025) [O2]; change -47 %')
    expect(egfr).not.toMatch(/\bd\b|\/y/)
    expect(lines.join('\n')).not.toMatch(/D-|D0|\bago\b|<=7d/)
  })

  test('a new day in the same year changes no byte', () => {
    const record = ordinaryRecord(aPatient())
    const on = (asOf: string) =>
      chartOf({ record, index: buildClinicalIndex(record, asOf), profile: 'strict-year' })
    expect(on('2026-11-27T10:00:00Z').chart.review).toBe(on('2026-11-20T10:00:00Z').chart.review)
  })

  test('no year tells an age over 89', () => {
    const old = clinicalDate('1931-05-02') as ClinicalDate
    const { chart, aliases } = chartOf({
      index: anIndex({ problems: [aProblem({ onset: old })] }),
      profile: 'strict-year'
    })
    expect(chart.review).toContain('since D1 (1937)')
    expect(aliases.dateOf(1)).toBe('1931-05-02')
  })
})

describe('the way back', () => {
  test.for(profiles)('in %s every day that is written finds its date again', (profile) => {
    const { aliases, chart } = chartIn(profile)
    const dates = [day(-5000), day(-900), day(-400), day(-20), day(-5), day(4)]
    const written = [...chart.review.matchAll(/(?<=[ ~])D([+-]?\d+)/g)].map(([, at]) => Number(at))
    const found = new Set(written.map((at) => aliases.dateOf(at)))
    for (const { iso } of dates) expect(found).toContain(iso)
  })

  test('a day that no chart of the profile has is no date', () => {
    const strict = chartIn('strict-year').aliases
    for (const none of [0, -14, 7, 1.5, 1e15]) expect(strict.dateOf(none)).toBeUndefined()
    for (const profile of ['minimised', 'shifted'] as const) {
      const { aliases } = chartIn(profile)
      for (const hostile of [1e15, -1e15]) expect(aliases.dateOf(hostile)).toMatch(/^\d{4}-/)
    }
    const finding = resultFinding({ alias: 'O1', value: 24, unit: 'mL/min/1.73m2', day: 99 })
    expect(bindReadFinding(finding, strict)).toMatchObject({
      finding: undefined,
      lost: [{ part: 'fact', reason: 'date-mismatch' }, { part: 'finding' }]
    })
  })

  const asOf = '2026-11-20T10:00:00Z'
  const answers = (profile: Profile) =>
    demoPatients(asOf).map(({ id, bundle }) => {
      const record = recordOfBundle(bundle)
      const index = buildClinicalIndex(record, asOf)
      const moment = aMoment()
      const absences = standardAbsences(index)
      const { chart, aliases, gate } = chartOf({
        record,
        index,
        moment,
        absences,
        profile,
        originDay
      })
      const message = `ASK review\n<<<CHART\n${chart.review}\nCHART>>>`
      expect(gate.hits(message)).toBe(0)
      const { proposal } = propose(message)
      const verdicts = proposal.findings.map((proposed) => {
        const { finding } = readFinding(proposed)
        const bound = finding && bindReadFinding(finding, aliases)
        if (bound?.finding === undefined) return bound?.lost[0]?.reason ?? 'unread'
        const { facts, lost } = checkFacts(bound.finding, { index, moment })
        const reasons = [...bound.lost, ...lost].map(({ reason }) => reason)
        return facts.some((fact) => fact !== null) ? reasons : 'rejected'
      })
      return { id, verdicts }
    })

  test('in shifted the stand-in finds in the demo charts what it finds in minimised', () => {
    const usual = answers('minimised')
    expect(answers('shifted')).toEqual(usual)
    expect(usual.flatMap(({ verdicts }) => verdicts).length).toBeGreaterThan(8)
  })

  test('in strict-year it finds less, and what it cites holds alike', () => {
    const usual = answers('minimised')
    const strict = answers('strict-year')
    const accepted = (all: typeof usual) =>
      all.flatMap(({ verdicts }) => verdicts).filter((verdict) => Array.isArray(verdict))
    expect(accepted(strict).length).toBeGreaterThan(accepted(usual).length / 2)
    expect(strict.flatMap(({ verdicts }) => verdicts)).not.toContain('date-mismatch')
  })
})

test('the profile is part of the digest: a weaker chart is another question', () => {
  const digests = profiles.map((profile) => chartIn(profile).digests.review)
  expect(new Set(digests).size).toBe(3)
})
