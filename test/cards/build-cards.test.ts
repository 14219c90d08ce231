import { describe, expect, test } from 'vitest'
import { buildCards } from '../../src/cards/build-cards.ts'
import type { CardContext } from '../../src/cards/build-cards.ts'
import { chooseCards } from '../../src/cards/choose-cards.ts'
import { CdsCardSchema } from '../../src/cds-hooks/card.ts'
import type { MergedFinding } from '../../src/findings/merge-findings.ts'
import { aDraftOrder, aModelFinding, aRule, aRuleFinding } from '../support/findings.ts'
import { cardContext as context, transparencyUrl } from './card-context.ts'

const cardsOf = (findings: readonly MergedFinding[], given: CardContext) =>
  buildCards(chooseCards(findings, 9).shown, given).map(({ card }) => card)
const wordsOf = (text: string): number =>
  text
    .replace(/\]\([^)]*\)/g, ']')
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word)).length

test('a rule card says which rule, why, what could be done and where it stands', () => {
  const [card] = cardsOf([aRuleFinding({ about: aDraftOrder() })], context())
  expect(card).toMatchObject({
    summary: 'eGFR 24 (12 Mar 2026): metformin is contraindicated below 30',
    indicator: 'critical',
    source: { label: 'A label', url: 'https://example.org/label' }
  })
  expect(card?.detail).toBe(
    [
      '**Rule R-01, version 1**',
      '**Why** eGFR was 24 mL/min/1.73m2 on 12 Mar 2026.',
      '**Do** Consider another agent.',
      `**Source** [A label, Contraindications](https://example.org/label), 2016-04-08. [How Curbside works](${transparencyUrl})`
    ].join('\n\n')
  )
})

test('a model card says that it is AI-assisted and against how many entries it was verified', () => {
  const [card] = cardsOf([aModelFinding()], context())
  expect(card?.detail?.split('\n')[0]).toBe(
    '**AI-assisted, verified against 1 entry of this record**'
  )
  expect(card?.source).toMatchObject({ label: 'Curbside, AI-assisted', url: transparencyUrl })
  expect(card?.detail).toContain('no guideline cited')
})

test('a source that was not re-read says so', () => {
  const rule = aRule({ source: { ...aRule().source, verified: false } })
  const [card] = cardsOf([aRuleFinding({ rule } as never)], context())
  expect(card?.detail).toContain('(text not re-read by Curbside)')
})

test('every card validates strictly and links the transparency page', () => {
  const long = aRuleFinding({ indicator: 'warning', summary: 'x'.repeat(400) })
  const findings = [aRuleFinding(), aModelFinding(), long]
  for (const card of cardsOf(findings, context())) {
    expect(CdsCardSchema.safeParse(card).error).toBeUndefined()
    expect(card.links?.map(({ url }) => url)).toContain(transparencyUrl)
  }
})

test('a summary never reaches 140 characters and is cut at a word', () => {
  const [card] = cardsOf(
    [aRuleFinding({ summary: `eGFR ${'lorem ipsum '.repeat(30)}` })],
    context()
  )
  expect(card?.summary.length).toBeLessThan(140)
  expect(card?.summary).toMatch(/ (lorem|ipsum)…$/)
})

test('an AI-assisted card cites the text that holds a link, and says when none does', () => {
  const held = {
    title: 'Digoxin, prescribing information',
    section: '7',
    url: 'https://example.org/label',
    date: '2024',
    read: 'not re-read'
  } as const
  const detailOf = (change: object) => cardsOf([aModelFinding(change)], context())[0]?.detail
  expect(detailOf({ sources: [held] })).toContain(
    '[Digoxin, prescribing information, 7](https://example.org/label), 2024 (text not re-read by Curbside)'
  )
  expect(detailOf({ sources: [held] })).not.toContain('holds no source')
  expect(detailOf({ toCheck: true })).toContain('Curbside holds no source for this link')
})

test('detail keeps within 90 words by leaving out reasons from the end', () => {
  const why = Array.from({ length: 20 }, (_, index) => `Reason number ${index} has some six words.`)
  const [card] = cardsOf([aRuleFinding({ why })], context())
  expect(card?.detail).toContain('Reason number 0')
  expect(wordsOf(card?.detail ?? '')).toBeLessThanOrEqual(90)
})

describe('text of the record or the model cannot become markup', () => {
  test.for([
    '<img src=x onerror=alert(1)>',
    '![x](https://evil.test/p.png)',
    '[click](https://evil.test)',
    'see https://evil.test/a',
    'see www.evil.test',
    'mail me@evil.test',
    '# heading\n\n- item',
    '`code` **bold** _it_ ~~no~~ | a | b |'
  ])('%s', (text) => {
    const [card] = cardsOf([aModelFinding({ why: [text], options: [text] } as never)], context())
    const detail = card?.detail ?? ''
    expect(detail.replaceAll(`](${transparencyUrl})`, ']')).not.toMatch(
      /https?:\/\/|www\.|<\w|[^\\]\]\(|[^\\]!\[|\w@\w/
    )
    expect(
      detail.split('\n').filter((line) => line.startsWith('#') || line.startsWith('- '))
    ).toEqual([])
  })
})

describe('what was missing', () => {
  const gaps = [
    { kind: 'laboratory', state: { state: 'unknown', reason: 'late' } },
    { kind: 'vitals', state: { state: 'unknown', reason: 'late' } },
    { kind: 'medications', state: { state: 'partial', reason: 'more-pages' } }
  ] as const

  test('stands on the card', () => {
    const [card] = cardsOf([aRuleFinding()], context({ gaps }))
    expect(card?.detail).toContain(
      '**Missing** Not read: laboratory results, vital signs (not in time). Read in part: medication orders (older entries not read)'
    )
  })

  test('without any finding gives one info card that is not an all-clear', () => {
    const cards = cardsOf([], context({ gaps }))
    expect(cards).toHaveLength(1)
    expect(cards[0]).toMatchObject({ indicator: 'info' })
    expect(cards[0]?.detail).toContain('This is not an all-clear.')
  })

  test('restricted entries are named without their category, and alone give no card', () => {
    const [card] = cardsOf([aRuleFinding()], context({ restricted: 2 }))
    expect(card?.detail).toContain('Some restricted records were not used')
    expect(cardsOf([], context({ restricted: 2 }))).toEqual([])
  })
})

describe('the AI review', () => {
  test('that failed is said on other cards, and by one info card when there is none', () => {
    expect(cardsOf([aRuleFinding()], context({ aiReview: 'failed' }))[0]?.detail).toContain(
      'The AI review did not run'
    )
    const [card] = cardsOf([], context({ aiReview: 'failed' }))
    expect(card?.summary).toMatch(/AI review did not run/)
  })

  test('that failed is silent where the policy says so', () => {
    expect(cardsOf([], context({ aiReview: 'failed', sayWhenModelFailed: false }))).toEqual([])
  })

  test('that ran, thinks on or was not asked adds no card', () => {
    for (const aiReview of ['ran', 'thinking', 'not-asked'] as const) {
      expect(cardsOf([], context({ aiReview }))).toEqual([])
    }
  })
})

test('rules that broke are said on other cards, and by one info card when there is none', () => {
  const [card] = cardsOf([aRuleFinding()], context({ rulesFailed: 2 }))
  expect(card?.detail).toContain('2 of the safety rules could not run')
  const [notice] = cardsOf([], context({ rulesFailed: 1 }))
  expect(notice?.summary).toBe(
    'Some safety rules could not run; what they look for was not checked.'
  )
})

describe('suggestions', () => {
  const order = aDraftOrder()

  test('removing the order deletes the draft by its reference', () => {
    const suggestions = [{ type: 'remove-order', order, label: 'Remove metformin' }] as const
    const [card] = cardsOf([aRuleFinding({ suggestions, about: order })], context())
    expect(card?.selectionBehavior).toBe('at-most-one')
    expect(card?.suggestions?.[0]?.actions).toEqual([
      { type: 'delete', description: 'Remove metformin', resourceId: 'MedicationRequest/draft-1' }
    ])
  })

  test('replacing it takes the draft away and creates a draft of the other drug without a dose', () => {
    const drug = { code: '198051', display: 'omeprazole' }
    const suggestions = [
      { type: 'replace-order', order, label: 'Omeprazole instead', drug }
    ] as const
    const [card] = cardsOf([aRuleFinding({ suggestions, about: order })], context())
    const [removal, creation] = card?.suggestions?.[0]?.actions ?? []
    expect(removal).toMatchObject({ type: 'delete', resourceId: 'MedicationRequest/draft-1' })
    expect(creation).toMatchObject({
      type: 'create',
      resource: {
        resourceType: 'MedicationRequest',
        status: 'draft',
        subject: { reference: 'Patient/p1' },
        medicationCodeableConcept: { coding: [{ code: '198051' }] }
      }
    })
    expect(JSON.stringify(creation)).not.toContain('dosage')
  })

  test('at most two are offered and none is recommended in advance', () => {
    const test = { system: 'http://loinc.org', code: '9318-7', display: 'uACR' }
    const suggestions = Array.from(
      { length: 4 },
      () => ({ type: 'add-test', label: 'Order uACR', test }) as const
    )
    const [card] = cardsOf([aRuleFinding({ suggestions })], context())
    expect(card?.suggestions).toHaveLength(2)
    expect(JSON.stringify(card)).not.toContain('isRecommended')
  })
})

test('override reasons fit the kind of card and each has a display', () => {
  const [order] = cardsOf([aRuleFinding({ about: aDraftOrder() })], context())
  const [longitudinal] = cardsOf([aRuleFinding()], context())
  expect(order?.overrideReasons?.map(({ code }) => code)).toContain('will-monitor')
  expect(longitudinal?.overrideReasons?.map(({ code }) => code)).not.toContain('will-monitor')
  for (const card of [order, longitudinal]) {
    expect(card?.overrideReasons?.length).toBeLessThanOrEqual(6)
    expect(card?.overrideReasons?.every(({ display }) => display.length > 0)).toBe(true)
  }
})

test('the evidence is referenced in the davinci-crd.associated-resource extension', () => {
  const [card] = cardsOf([aRuleFinding()], context())
  expect(card?.extension?.['davinci-crd.associated-resource']).toEqual([
    { reference: 'Observation/o1' }
  ])
})
