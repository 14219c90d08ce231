import { describe, expect, test } from 'vitest'
import { shapeForProfile } from '../../src/cards/shape-for-profile.ts'
import { CdsCardSchema } from '../../src/cds-hooks/card.ts'
import type { CdsAction, CdsCard } from '../../src/cds-hooks/card.ts'
import { profiles } from '../../src/ehrs/profiles.ts'

const rxnorm = 'http://www.nlm.nih.gov/research/umls/rxnorm'
const uuids = [
  '0d1f3c52-6d0e-4c1b-9a55-0b8d0a6f1a01',
  '0d1f3c52-6d0e-4c1b-9a55-0b8d0a6f1a02',
  '0d1f3c52-6d0e-4c1b-9a55-0b8d0a6f1a03'
]

const removal = (reference = 'MedicationRequest/draft-1'): CdsAction => ({
  type: 'delete',
  description: 'Remove clarithromycin 500 MG',
  resourceId: reference
})

const creation = (code: string, display: string, more: object = {}): CdsAction => ({
  type: 'create',
  description: `Replace with ${display}`,
  resource: {
    resourceType: 'MedicationRequest',
    status: 'draft',
    intent: 'order',
    medicationCodeableConcept: { coding: [{ system: rxnorm, code, display }], text: display },
    subject: { reference: 'Patient/p1' },
    ...more
  }
})

function aCard(...actions: CdsAction[][]): CdsCard {
  return CdsCardSchema.parse({
    uuid: '0d1f3c52-6d0e-4c1b-9a55-0b8d0a6f1a00',
    summary: 'Clarithromycin ordered, simvastatin active',
    indicator: 'warning',
    source: {
      label: 'Drug label',
      topic: { system: 'urn:curbside:topic', code: 'clarithromycinSimvastatin', display: 'A pair' }
    },
    ...(actions.length === 0
      ? {}
      : {
          suggestions: actions.map((each, index) => ({
            label: `Option ${index + 1}`,
            uuid: uuids[index],
            actions: each
          })),
          selectionBehavior: 'at-most-one'
        }),
    overrideReasons: [{ system: 'urn:x', code: 'will-monitor', display: 'Will monitor' }]
  })
}

const forEpic = (card: CdsCard, specification: '1.0' | '1.1' | '2.0' = '2.0') =>
  shapeForProfile(card, profiles.epic.cards, specification)

describe('a card for Epic', () => {
  test('offers each suggestion by itself, with `any`', () => {
    const card = forEpic(aCard([removal()]))
    expect(card.selectionBehavior).toBe('any')
    expect(CdsCardSchema.safeParse(card).error).toBeUndefined()
  })

  test('without suggestions has no selectionBehavior', () => {
    const card = forEpic(aCard())
    expect(Object.keys(card)).not.toContain('selectionBehavior')
    expect(CdsCardSchema.safeParse(card).error).toBeUndefined()
  })

  test('says a replacement as the removal that names what to order instead', () => {
    const card = forEpic(aCard([removal(), creation('18631', 'azithromycin')]))
    const text = 'Remove clarithromycin 500 MG; to be ordered instead: azithromycin'
    expect(card.suggestions).toEqual([
      {
        label: text,
        uuid: uuids[0],
        actions: [{ type: 'delete', description: text, resourceId: 'MedicationRequest/draft-1' }]
      }
    ])
  })

  test('says two replacements and a removal of one order once, with both alternatives', () => {
    const card = forEpic(
      aCard(
        [removal(), creation('18631', 'azithromycin')],
        [removal(), creation('3640', 'doxycycline')],
        [removal()]
      )
    )
    expect(card.suggestions?.map(({ label }) => label)).toEqual([
      'Remove clarithromycin 500 MG; to be ordered instead: azithromycin or doxycycline'
    ])
    expect(card.suggestions?.[0]?.uuid).toBe(uuids[0])
  })

  test('keeps removals of different orders apart, in their order', () => {
    const card = forEpic(aCard([removal('ServiceRequest/a')], [removal('ServiceRequest/b')]))
    const ids = card.suggestions?.flatMap(({ actions }) =>
      actions?.map((action) => (action.type === 'delete' ? action.resourceId : ''))
    )
    expect(ids).toEqual(['ServiceRequest/a', 'ServiceRequest/b'])
  })

  test('drops a suggestion of several creations: one action could not say it', () => {
    const card = forEpic(aCard([creation('1', 'one'), creation('2', 'two')]))
    expect(card.suggestions).toBeUndefined()
    expect(CdsCardSchema.safeParse(card).error).toBeUndefined()
  })

  test('creates without order details, with RxNorm under its OID beside its own name', () => {
    const details = {
      dosageInstruction: [{ text: '250 mg once daily' }],
      dispenseRequest: { numberOfRepeatsAllowed: 1 },
      note: [{ text: 'a note' }]
    }
    const [suggestion] =
      forEpic(aCard([creation('18631', 'azithromycin', details)])).suggestions ?? []
    expect(suggestion?.actions).toEqual([
      {
        type: 'create',
        description: 'Replace with azithromycin',
        resource: {
          resourceType: 'MedicationRequest',
          status: 'draft',
          intent: 'order',
          medicationCodeableConcept: {
            coding: [
              {
                system: 'urn:oid:2.16.840.1.113883.6.88',
                code: '18631',
                display: 'azithromycin'
              },
              { system: rxnorm, code: '18631', display: 'azithromycin' }
            ],
            text: 'azithromycin'
          },
          subject: { reference: 'Patient/p1' }
        }
      }
    ])
  })

  test('keeps its override reasons whatever version Epic reports', () => {
    expect(forEpic(aCard(), '1.0').overrideReasons).toHaveLength(1)
  })

  test('deletes a draft whose id has 194 characters', () => {
    const reference = `MedicationRequest/${'e'.repeat(194)}`
    const [suggestion] = forEpic(aCard([removal(reference)])).suggestions ?? []
    expect(suggestion?.actions).toMatchObject([{ resourceId: reference }])
  })
})

describe('a card for a client that follows the standard', () => {
  test('is left as it is', () => {
    const card = aCard([removal(), creation('18631', 'azithromycin')])
    expect(shapeForProfile(card, profiles.generic.cards, '2.0')).toEqual(card)
    expect(shapeForProfile(card, profiles.sandbox.cards, '2.0')).toEqual(card)
  })

  test('of 1.0 has no override reasons, and deletes by `resource` too', () => {
    const card = shapeForProfile(aCard([removal()]), profiles.generic.cards, '1.0')
    expect(Object.keys(card)).not.toContain('overrideReasons')
    expect(card.selectionBehavior).toBe('at-most-one')
    expect(card.suggestions?.[0]?.actions).toEqual([
      { ...removal(), resource: 'MedicationRequest/draft-1' }
    ])
    expect(CdsCardSchema.safeParse(card).error).toBeUndefined()
  })

  test('of 1.1 has override reasons', () => {
    const card = shapeForProfile(aCard(), profiles.generic.cards, '1.1')
    expect(card.overrideReasons).toHaveLength(1)
  })
})
