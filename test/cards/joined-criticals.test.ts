import { describe, expect, test } from 'vitest'
import { buildCards } from '../../src/cards/build-cards.ts'
import { chooseCards } from '../../src/cards/choose-cards.ts'
import { countWords } from '../../src/cards/markdown.ts'
import { shapeForProfile } from '../../src/cards/shape-for-profile.ts'
import { CdsCardSchema } from '../../src/cds-hooks/card.ts'
import { profiles } from '../../src/ehrs/profiles.ts'
import type { MergedFinding } from '../../src/findings/merge-findings.ts'
import type { SuggestedAction } from '../../src/rules/rule.ts'
import { aDraftOrder, aModelFinding, aRule, aRuleFinding } from '../support/findings.ts'
import { cardContext } from './card-context.ts'

const orderOf = (name: string, drug: string) => {
  const order = aDraftOrder({ reference: `MedicationRequest/${name}` })
  const medication = { ...order.medication!, label: `${drug} 50 MG Oral Tablet` }
  return { ...order, medication: { ...medication, ingredients: [drug] } }
}
const metforminOrder = orderOf('m', 'metformin')
const sildenafilOrder = orderOf('s', 'sildenafil')
const remove = (order: typeof metforminOrder): SuggestedAction => ({
  type: 'remove-order',
  order,
  label: `Remove the order for ${order.medication.ingredients[0]}`
})
const addEgfr: SuggestedAction = {
  type: 'add-test',
  label: 'Order an eGFR',
  test: { system: 'http://loinc.org', code: '98979-8', display: 'eGFR' }
}

const metformin = aRuleFinding({
  about: metforminOrder,
  suggestions: [remove(metforminOrder), addEgfr]
})
const sildenafilRule = aRule({
  id: 'R-25',
  topic: 'sildenafilNitrate',
  title: 'Sildenafil with a nitrate',
  source: {
    title: 'Thesaurus',
    section: 'Nitrates',
    url: 'https://example.org/thesaurus',
    date: '2020-10',
    verified: true
  }
})
const sildenafil = {
  ...aRuleFinding({
    matter: 'sildenafil-nitrate',
    summary: 'Sildenafil ordered, nitroglycerin active (1 Oct 2026): severe hypotension',
    evidence: [{ reference: 'MedicationRequest/nitro', text: 'Nitroglycerin: active' }],
    options: ['Consider a treatment that may be taken with nitrates.', 'Consider asking.'],
    about: sildenafilOrder,
    suggestions: [remove(sildenafilOrder), addEgfr]
  }),
  rule: sildenafilRule
} as MergedFinding
const warning = aModelFinding()

const built = (findings: readonly MergedFinding[], max = 3, orders = 2) =>
  buildCards(chooseCards(findings, max).shown, cardContext({ orders }))

describe('several critical findings', () => {
  test('are one card, the first in the lead, and nothing of the others is lost', () => {
    const [first, ...others] = built([sildenafil, metformin])
    expect(others).toEqual([])
    const { card } = first!
    expect(card.summary).toBe(
      'eGFR 24 (12 Mar 2026): metformin is contraindicated below 30 (+1 more critical: sildenafil)'
    )
    expect(card.detail).toMatch(/^\*\*Rule R-01, version 1\*\* \(first of 2 critical findings\)\n/)
    const [, joined] = card.detail?.split('**Also critical** ') ?? []
    for (const said of [
      sildenafil.summary,
      'Rule R-25, version 1',
      '**Order** sildenafil 50 MG Oral Tablet',
      sildenafil.options[0]!,
      '[Thesaurus, Nitrates](https://example.org/thesaurus), 2020-10'
    ]) {
      expect(joined).toContain(said)
    }
    expect(card.extension).toMatchObject({
      'davinci-crd.associated-resource': [
        { reference: 'Observation/o1' },
        { reference: 'MedicationRequest/nitro' }
      ],
      'org.curbside.provenance': {
        rules: [
          { id: 'R-01', version: '1' },
          { id: 'R-25', version: '1' }
        ]
      }
    })
    expect(CdsCardSchema.safeParse(card).error).toBeUndefined()
  })

  test('are never cut by the limit of cards, and the limit counts them once', () => {
    const many = Array.from({ length: 7 }, (_, index) =>
      aRuleFinding({ matter: `m-${index}`, summary: `Critical number ${index}` })
    )
    for (const max of [0, 1, 3]) {
      const { shown, cut } = chooseCards([...many, warning, warning, warning], max)
      expect(shown[0]).toHaveLength(7)
      expect(shown).toHaveLength(Math.max(1, max))
      expect(cut).toBe(3 - (shown.length - 1))
    }
    const [card] = built(many, 1)
    const said = `${card?.card.summary}\n${card?.card.detail}`
    for (const { summary } of many) expect(said).toContain(summary)
  })

  test('each keep at most 60 words beside the 90 of the first', () => {
    const wordy = {
      why: Array.from({ length: 30 }, (_, index) => `Reason ${index} has five words.`)
    }
    const [first] = built([
      { ...metformin, ...wordy },
      { ...sildenafil, ...wordy }
    ])
    const readable = (first?.card.detail ?? '').replaceAll(/\]\([^)]*\)/g, ']')
    const [lead = '', joined = ''] = readable.split('**Also critical** ')
    // Beside the labels "Also critical" and "(first of 2 critical findings)".
    expect(countWords(joined)).toBeLessThanOrEqual(60)
    expect(countWords(joined)).toBeGreaterThan(45)
    expect(countWords(lead)).toBeLessThanOrEqual(90)
  })

  test('say how many more there are where the summary has no room for their orders', () => {
    const summary = `eGFR 24: ${'x '.repeat(63)}end`.slice(0, 138)
    const [first] = built([{ ...metformin, summary }, sildenafil])
    expect(first?.card.summary.length).toBeLessThan(140)
    expect(first?.card.summary).toMatch(/ \(\+1\)$/)
    // What had to be cut there stands whole in the detail.
    expect(first?.card.detail).toContain(summary)
  })

  test('have a topic of their own, whatever came first: an EHR may silence what it knows', () => {
    const topic = (findings: readonly MergedFinding[]) =>
      built(findings)[0]?.card.source.topic?.code
    expect(topic([metformin])).toBe('MetforminKidney')
    expect(topic([metformin, sildenafil])).toBe('MetforminKidneysildenafilNitrate')
    expect(topic([sildenafil, metformin])).toBe('MetforminKidneysildenafilNitrate')
    const long = Array.from({ length: 6 }, (_, index) => ({
      ...metformin,
      matter: `m-${index}`,
      rule: aRule({ id: `R-${index}`, topic: `aTopicOfTwentyLetters${index}` })
    }))
    expect(topic(long)).toMatch(/^[A-Za-z0-9]{100}$/)
  })
})

describe('what joined findings offer', () => {
  const labels = (findings: readonly MergedFinding[]) =>
    built(findings)[0]?.card.suggestions?.map(({ label }) => label)

  test('of several orders may be taken side by side: one for each order, additions once', () => {
    const [first] = built([metformin, sildenafil])
    expect(first?.card.selectionBehavior).toBe('any')
    expect(labels([metformin, sildenafil])).toEqual([
      'Remove the order for metformin',
      'Remove the order for sildenafil',
      'Order an eGFR'
    ])
  })

  test('never contradicts itself: the removal stands for the replacement of the same order', () => {
    const replacement: SuggestedAction = {
      type: 'replace-order',
      order: metforminOrder,
      label: 'Replace it',
      drug: { code: '40790', display: 'pantoprazole' }
    }
    const replacing = { ...metformin, suggestions: [replacement, remove(metforminOrder)] }
    expect(labels([replacing, sildenafil])).toEqual([
      'Remove the order for metformin',
      'Remove the order for sildenafil',
      'Order an eGFR'
    ])
  })

  test('adds no drug beside an order that it offers to remove, and adds one beside another', () => {
    const add: SuggestedAction = {
      type: 'add-medication',
      label: 'Add pantoprazole',
      drug: { code: '40790', display: 'pantoprazole' }
    }
    const beside = { ...metformin, suggestions: [remove(metforminOrder), add] }
    const bySource = { ...sildenafil, suggestions: [remove(sildenafilOrder)] }
    expect(labels([beside, bySource])).not.toContain('Add pantoprazole')
    const third = aRuleFinding({ matter: 'third', suggestions: [add] })
    expect(labels([beside, bySource, third])).toContain('Add pantoprazole')
  })

  test('of one order exclude each other as before', () => {
    const same = { ...sildenafil, about: metforminOrder, suggestions: [remove(metforminOrder)] }
    const [first] = built([metformin, same])
    expect(first?.card.selectionBehavior).toBe('at-most-one')
    expect(labels([metformin, same])).toEqual(['Remove the order for metformin', 'Order an eGFR'])
    // Taking the order back answers both; the test answers the one that asked for it.
    expect(first?.findings.map(({ suggestionUuids }) => suggestionUuids.length)).toEqual([2, 1])
  })

  test('belongs to the findings that it answers', () => {
    const [first] = built([metformin, sildenafil])
    const uuids = first?.card.suggestions?.map(({ uuid }) => uuid) ?? []
    expect(first?.findings.map(({ suggestionUuids }) => suggestionUuids)).toEqual([
      [uuids[0], uuids[2]],
      [uuids[1], uuids[2]]
    ])
  })

  test('is any for Epic, at-most-one for a client of 1.0, as built for others', () => {
    const card = built([metformin, sildenafil])[0]!.card
    const shaped = (profile: 'generic' | 'epic', version: '1.0' | '2.0') =>
      shapeForProfile(card, profiles[profile].cards, version)
    expect(shaped('generic', '2.0').selectionBehavior).toBe('any')
    expect(shaped('generic', '1.0').selectionBehavior).toBe('at-most-one')
    expect(shaped('epic', '1.0').selectionBehavior).toBe('any')
    expect(shaped('epic', '1.0').suggestions).toHaveLength(3)
  })
})

test('with several orders every card says which it is about; with one it need not', () => {
  const about = aRuleFinding({ indicator: 'warning', about: metforminOrder })
  const detail = (orders: number) => built([about], 3, orders)[0]?.card.detail
  expect(detail(2)).toContain('\n\n**Order** metformin 50 MG Oral Tablet\n\n')
  expect(detail(1)).not.toContain('**Order**')
})
