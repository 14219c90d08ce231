import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demoPatients } from '../../src/demo/patients/demo-patients.ts'
import { startDemo } from '../support/demo.ts'
import type { DemoAnswer, RunningDemoForTest } from '../support/demo.ts'

/*
 * The demo as its reader starts it, three processes over real sockets: for every patient the
 * promised card or silence; and again with the clinical clock a year ahead. Last, what the
 * stand-in model has received in all of it is searched for anything of the patients.
 */

type Expected = [where: 'chart' | number, indicator: string, summary: RegExp]
const promises: Readonly<Record<string, readonly Expected[]>> = {
  'marisol-quintanilla': [[0, 'critical', /eGFR 24 .*metformin is contraindicated below 30/]],
  'desmond-okonkwo': [[0, 'critical', /Ibuprofen ordered, warfarin active.*bleeding/]],
  'piotr-wasilewski': [['chart', 'warning', /Hb 10\.4 .*ferritin 9 .*iron deficiency/]],
  'eileen-macfarlane': [['chart', 'info', /Calcium 11\.2 mg\/dL/]],
  'farideh-moshiri': [['chart', 'warning', /Sodium .*130 mmol\/L/]],
  'ronaldo-freire': [['chart', 'warning', /eGFR 78 .*to 47 .*-40 %/]],
  'harjit-dhaliwal': [['chart', 'warning', /HbA1c 9\.8 %/]],
  'yuki-hasegawa': [
    ['chart', 'silent', /./],
    [0, 'critical', /Amoxicillin ordered, allergy: Penicillin, Anaphylaxis/],
    [1, 'silent', /./]
  ],
  'tobias-lindqvist': [[0, 'warning', /amoxicillin was recorded since .*reconcile allergy/]],
  'amara-nwachukwu': [[0, 'critical', /Pregnancy: .*lisinopril may injure the fetus/]],
  'lena-tsosie': [
    ['chart', 'silent', /./],
    [0, 'silent', /./]
  ],
  'margarethe-vaitkus': [
    ['chart', 'silent', /./],
    [0, 'silent', /./]
  ]
}
const modelOnly = ['eileen-macfarlane', 'farideh-moshiri', 'kealoha-nakamura']
const slow = 'kealoha-nakamura'

const now = new Date()
const aYearAhead = new Date(
  Date.UTC(now.getUTCFullYear() + 1, now.getUTCMonth(), now.getUTCDate(), 12)
)

describe.for<[string, string[]]>([
  ['today', []],
  ['a year ahead', ['--as-of', aYearAhead.toISOString()]]
])('%s', ([name, args]) => {
  let demo: RunningDemoForTest
  const asOf = args[1] ?? now.toISOString()
  const patients = new Map(demoPatients(asOf).map((patient) => [patient.id, patient]))
  beforeAll(async () => {
    demo = await startDemo(...args)
  })
  afterAll(async () => demo[Symbol.asyncDispose]())

  const at = (id: string, where: 'chart' | number): Promise<DemoAnswer> =>
    where === 'chart'
      ? demo.call(id)
      : demo.call(id, { order: patients.get(id)?.orders[where]?.resource ?? {} })

  test('every demo patient has a promise here', () => {
    expect([...Object.keys(promises), slow].toSorted()).toEqual([...patients.keys()].toSorted())
  })

  test.for(Object.entries(promises))(
    '%s: the promised card, or silence',
    async ([id, expected]) => {
      for (const [where, indicator, summary] of expected) {
        const { status, response } = await at(id, where)
        expect(status).toBe(200)
        if (indicator === 'silent') {
          expect(response.cards, `${id} at ${where}`).toEqual([])
          continue
        }
        const found = response.cards?.find((card) => summary.test(card.summary))
        expect(found?.indicator, JSON.stringify(response.cards)).toBe(indicator)
        if (!modelOnly.includes(id)) expect(found?.detail).toMatch(/^\*\*Rule [RL]-\d\d/)
      }
    }
  )

  test.for(modelOnly.filter((id) => id !== slow))(
    '%s: the finding is the model’s, verified, and says that the model is a stand-in',
    async (id) => {
      const { response } = await at(id, 'chart')
      const [card] = response.cards ?? []
      expect(card?.source.label).toBe('Curbside, AI-assisted')
      expect(card?.detail).toMatch(/^\*\*AI-assisted, verified against \d+ entries/)
      expect(card?.detail).toContain('Scripted stand-in, not a medical model')
    }
  )

  test('a finding that is later than the deadline comes with the next call', async () => {
    const first = await demo.call(slow)
    const labels = first.response.cards?.map(({ source }) => source.label)
    expect(labels).not.toContain('Curbside, AI-assisted')
    await sleep(7000)
    const { response } = await demo.call(slow)
    expect(response.cards?.[0]?.source.label).toBe('Curbside, AI-assisted')
    expect(response.cards?.[0]?.detail).toMatch(/Potassium: primary aldosteronism to consider/)
  })

  test('the invented statement was said each time and dropped each time', async () => {
    const metrics = await (await fetch(`${demo.curbsideUrl}/metrics`)).text()
    const dropped = [...metrics.matchAll(/findings\S*outcome="dropped"\S* (\d+)/g)]
    expect(dropped.reduce((sum, [, count]) => sum + Number(count), 0)).toBeGreaterThan(9)
  })

  test('what the model received holds nothing of any patient', async () => {
    const { requests } = (await (await fetch(`${demo.modelUrl}/recorded`)).json()) as {
      requests: { headers: Record<string, string>; bodyBase64: string }[]
    }
    expect(requests.length).toBeGreaterThan(patients.size)
    const seen = requests
      .map(
        ({ headers, bodyBase64 }) =>
          `${JSON.stringify(headers)}\n${Buffer.from(bodyBase64, 'base64').toString()}`
      )
      .join('\n')
      .toLowerCase()
    expect(seen).toContain('patient ')
    for (const { bundle } of patients.values()) {
      for (const identifier of identifiersOf(bundle)) {
        expect(stands(identifier.toLowerCase(), seen), `${name}: ${identifier}`).toBe(false)
      }
    }
    expect(seen.match(/\b(19|20)\d\d-\d\d-\d\d/g) ?? []).toEqual([])
  })
})

/** As a word of its own when it is short and plain ("Tran" is no part of "transferrin"). */
function stands(identifier: string, text: string): boolean {
  if (!/^[a-z]{1,7}$/.test(identifier)) return text.includes(identifier)
  return new RegExp(`(?<![a-z])${identifier}(?![a-z])`).test(text)
}

/** Every string of the Patient and of people around, every id, every date: as they stand. */
function identifiersOf(bundle: unknown): Set<string> {
  const found = new Set<string>()
  const visit = (value: unknown, key: string, owner: string): void => {
    if (Array.isArray(value)) for (const one of value) visit(one, key, owner)
    else if (typeof value === 'object' && value !== null) {
      const type: unknown = Reflect.get(value, 'resourceType')
      const next = typeof type === 'string' ? type : owner
      for (const [name, inner] of Object.entries(value)) visit(inner, name, next)
    } else if (typeof value === 'string' && isIdentifying(key, value, owner)) found.add(value)
  }
  visit(bundle, '', '')
  return found
}

const personal = ['family', 'given', 'text', 'line', 'city', 'postalCode', 'value', 'birthDate']
function isIdentifying(key: string, value: string, owner: string): boolean {
  if (value.length < 4) return false
  if (key === 'id' || key === 'reference' || key === 'fullUrl') return value.length >= 6
  if (/^\d{4}-\d{2}-\d{2}/.test(value)) return true
  return (
    ['Patient', 'Practitioner', 'Organization', 'RelatedPerson'].includes(owner) &&
    personal.includes(key)
  )
}
