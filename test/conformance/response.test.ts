import { indexStructureDefinitionBundle, validateResource } from '@medplum/core'
import type { Bundle, Resource } from '@medplum/fhirtypes'
import { afterAll, beforeAll, expect } from 'vitest'
import base from '../../fhir-profiles/Bundle-base-r4.json' with { type: 'json' }
import type { CdsCard } from '../../src/cds-hooks/card.ts'
import { aRequest, publicUrl, runCurbside } from '../support/curbside.ts'
import type { Answer, RunningCurbside } from '../support/curbside.ts'
import {
  anOrderCall,
  calcium,
  calciumModel,
  cardsOf,
  corpus,
  metformin,
  searchset,
  wholePrefetch
} from './calls.ts'
import { verifies } from './verifies.ts'

/* What is sent, over a corpus of answers: cards of rules, of the model, notices, and silence. */

let curbside: RunningCurbside
let answers: readonly Answer[]
let cards: readonly CdsCard[]
beforeAll(async () => {
  curbside = await runCurbside({ model: calciumModel() })
  answers = await corpus(curbside)
  cards = cardsOf(answers)
})
afterAll(async () => curbside[Symbol.asyncDispose]())

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const suggestions = () => cards.flatMap((card) => card.suggestions ?? [])
const actions = () => suggestions().flatMap((suggestion) => suggestion.actions ?? [])
const links = () => cards.flatMap((card) => card.links ?? [])
const text = () => answers.map((answer) => answer.text).join('\n')

verifies('H-055-cards', () => {
  for (const { status, body } of answers) {
    expect([status, Object.keys(body), Array.isArray(body.cards)]).toEqual([200, ['cards'], true])
  }
  // The corpus is one: every kind of card is in it.
  const labels = new Set(cards.map(({ source }) => source.label))
  expect(labels).toContain('Curbside')
  expect(labels).toContain('Curbside, AI-assisted')
  expect(labels.size).toBeGreaterThan(3)
  expect(new Set(cards.map(({ indicator }) => indicator)).size).toBe(3)
  expect(actions().map(({ type }) => type)).toEqual(expect.arrayContaining(['create', 'delete']))
})

verifies('H-056-nothing-to-say', () => expect(answers.at(-1)?.text).toBe('{"cards":[]}'))

verifies('H-057-no-system-actions', () => expect(text()).not.toContain('systemActions'))

verifies('H-058-refusals', async () => {
  const statuses = [
    (await curbside.call('patient-view', {})).status,
    (await curbside.call('patient-view', aRequest(), 'none')).status,
    (await curbside.call('nothing', aRequest())).status,
    (await curbside.call('patient-view', aRequest({ prefetch: {} }))).status
  ]
  expect(statuses).toEqual([400, 401, 404, 412])
})

verifies('H-059-empty-clears', async () => {
  const call = async (draft: object) =>
    (await curbside.call('order-sign', anOrderCall('order-sign', [draft]))).body.cards
  expect(await call(metformin)).toHaveLength(1)
  const harmless = { ...metformin, medicationCodeableConcept: { text: 'acetaminophen' } }
  expect(await call(harmless)).toEqual([])
})

verifies(['H-060-uuid', 'H-076-suggestion-uuid'], async () => {
  const again = cardsOf(await corpus(curbside))
  const all = [...cards, ...again].flatMap((card) => [
    card.uuid,
    ...(card.suggestions ?? []).map((suggestion) => suggestion.uuid)
  ])
  for (const one of all) expect(one).toMatch(uuid)
  expect(new Set(all).size).toBe(all.length)
})

verifies(['H-061-summary', 'H-069-short'], async () => {
  const display = `Metformin ${'hydrochloride and something very long '.repeat(8)}`
  const draft = {
    ...metformin,
    medicationCodeableConcept: { ...metformin.medicationCodeableConcept, text: display }
  }
  const long = await curbside.call('order-select', anOrderCall('order-select', [draft]))
  expect(long.body.cards).toHaveLength(1)
  for (const { summary, detail = '' } of [...cards, ...(long.body.cards ?? [])]) {
    expect(summary.length).toBeLessThan(140)
    expect(summary).not.toContain('\n')
    expect(detail.replaceAll(/\]\([^)]*\)/g, ']').split(/\s+/).length).toBeLessThan(130)
  }
  for (const { body } of answers) expect(body.cards?.length).toBeLessThanOrEqual(3)
})

verifies('H-062-detail', async () => {
  const hostile = [
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '![x](https://evil.test/pixel)',
    '[now](javascript:alert(1))',
    'www.evil.test',
    '<https://evil.test>',
    '[x]: https://evil.test'
  ]
  for (const words of hostile) {
    await using attacked = await runCurbside({
      model: calciumModel({
        meanings: [
          { relation: 'not-acted-on', subjects: [0], conceptKind: 'harm', concept: words }
        ],
        options: [{ action: 'add', conceptKind: 'drug', concept: words }]
      })
    })
    const prefetch = wholePrefetch({ laboratory: searchset(...calcium) })
    const answer = await attacked.call('patient-view', aRequest({ prefetch }))
    expect(answer.text, words).not.toMatch(/<(?!\/?b>)|!\[|javascript:|evil\.test/)
  }
  for (const { detail } of cards) expect(detail).not.toMatch(/<[a-z/!]|!\[/i)
})

verifies(['H-063-indicator', 'H-064-source', 'H-070-source-label'], () => {
  for (const { indicator, source } of cards) {
    expect(['info', 'warning', 'critical']).toContain(indicator)
    expect(source.label).toMatch(/\S/)
  }
})

verifies(['H-065-suggestions', 'H-066-selection-behavior', 'H-068-links'], () => {
  for (const card of cards) {
    expect(card.suggestions === undefined).toBe(card.selectionBehavior === undefined)
    expect([undefined, 'at-most-one']).toContain(card.selectionBehavior)
    for (const list of [card.suggestions, card.links, card.overrideReasons]) {
      if (list !== undefined) expect(list.length).toBeGreaterThan(0)
    }
  }
})

verifies(['H-067-override-reasons', 'H-090-coding'], () => {
  const reasons = cards.flatMap((card) => card.overrideReasons ?? [])
  expect(reasons.length).toBeGreaterThan(0)
  const topics = cards.flatMap(({ source }) => source.topic ?? [])
  for (const { code, system, display } of [...reasons, ...topics]) {
    expect([code, system, display].every((part) => /\S/.test(part))).toBe(true)
    expect(URL.canParse(system)).toBe(true)
  }
})

verifies(['H-071-source-url', 'H-072-source-icon', 'H-086-link-without-patient'], () => {
  for (const url of [
    ...cards.map(({ source }) => source.url),
    ...links().map((link) => link.url)
  ]) {
    expect(url).toMatch(/^https:\/\//)
    expect(url).not.toMatch(/\bp1\b|Patient|egfr-new/)
  }
  expect(text()).not.toContain('"icon"')
})

verifies('H-073-topic', async () => {
  const again = cardsOf(await corpus(curbside))
  const topicOf = ({ source }: CdsCard) => source.topic?.code
  expect(again.map(topicOf)).toEqual(cards.map(topicOf))
  for (const card of cards) expect(topicOf(card)).toMatch(/^[A-Za-z0-9]{1,100}$/)
})

verifies('H-074-primary-source', () => {
  const byRule = cards.filter(({ detail }) => detail?.startsWith('**Rule'))
  expect(byRule.length).toBeGreaterThan(0)
  for (const { source } of byRule) {
    expect(source.label).not.toMatch(/curbside/i)
    expect(source.url?.startsWith(publicUrl)).toBe(false)
  }
})

verifies(['H-075-suggestion-label', 'H-078-actions', 'H-081-action-description'], () => {
  expect(suggestions().length).toBeGreaterThan(1)
  for (const { label, actions: together } of suggestions()) {
    expect(label).toMatch(/\S/)
    expect(together?.length).toBeGreaterThan(0)
  }
  for (const { description } of actions()) expect(description).toMatch(/\S/)
})

verifies(['H-077-not-recommended', 'H-079-no-action-selection', 'H-088-no-autolaunch'], () => {
  expect(text()).not.toMatch(/isRecommended|actionSelectionBehavior|autolaunchable/)
})

verifies(
  [
    'H-005-fhir-json',
    'H-080-action-type',
    'H-082-action-resource',
    'H-083-delete',
    'H-084-order-details'
  ],
  () => {
    indexStructureDefinitionBundle(base as Bundle)
    for (const action of actions()) {
      if (action.type === 'delete') {
        expect(action.resourceId).toBe('MedicationRequest/draft-1')
        expect(action).not.toHaveProperty('resource')
        continue
      }
      // Nothing of the EHR's own is changed in place.
      expect(action.type).toBe('create')
      expect(() => validateResource(action.resource as unknown as Resource)).not.toThrow()
      expect(action.resource).toMatchObject({
        status: 'draft',
        subject: { reference: 'Patient/p1' }
      })
      expect(action.resource).not.toHaveProperty('dosageInstruction')
      expect(action.resource).not.toHaveProperty('id')
    }
  }
)

verifies(['H-085-link-fields', 'H-087-app-context'], () => {
  for (const link of links()) {
    expect(Object.keys(link).toSorted()).toEqual(['label', 'type', 'url'])
    expect([link.type, link.url]).toEqual(['absolute', `${publicUrl}/transparency`])
  }
})

verifies(['H-089-text-stands-alone', 'H-116-age-of-data'], () => {
  for (const { detail = '', summary } of cards) {
    const alone = detail.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    if (alone.startsWith('**Curbside, about this call**')) continue
    // A headline that holds the only fact, with its day, is its own why: no number stands twice.
    if (!/ \(\d+ [A-Z][a-z]{2} \d{4}\)/.test(summary)) expect(alone).toMatch(/\*\*Why\*\* \S/)
    expect(alone).toMatch(/\*\*Source\*\* \S/)
    if (/egfr \d|calcium \d/i.test(summary)) expect(summary).toMatch(/\d+ [A-Z][a-z]{2} 2026/)
  }
})

verifies('H-120-extension', () => {
  const extensions = cards.flatMap(({ extension }) => (extension === undefined ? [] : [extension]))
  expect(extensions.length).toBeGreaterThan(0)
  for (const extension of extensions) {
    expect(Array.isArray(extension)).toBe(false)
    for (const name of Object.keys(extension)) expect(name).toMatch(/^[a-z-]+\.[a-z-]+/)
  }
})
