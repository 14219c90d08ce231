import type { MedicationRequest } from '@medplum/fhirtypes'
import { describe, expect, test } from 'vitest'
import { buildCards } from '../../src/cards/build-cards.ts'
import { buildSuggestions } from '../../src/cards/suggestions.ts'
import { chooseCards } from '../../src/cards/choose-cards.ts'
import { shapeForProfile } from '../../src/cards/shape-for-profile.ts'
import { profiles } from '../../src/ehrs/profiles.ts'
import type { SuggestedAction } from '../../src/rules/rule.ts'
import { aDraftOrder, aRuleFinding } from '../support/findings.ts'
import { cardContext } from './card-context.ts'

const order = aDraftOrder()
const sent: MedicationRequest = {
  resourceType: 'MedicationRequest',
  id: 'draft-1',
  meta: { versionId: '7', security: [{ system: 'urn:x', code: 'N' }] },
  status: 'draft',
  intent: 'order',
  medicationCodeableConcept: { text: 'citalopram 40 MG Oral Tablet' },
  subject: { reference: 'Patient/p1' },
  note: [{ text: 'kept' }],
  dosageInstruction: [
    {
      text: 'one tablet daily',
      patientInstruction: 'Take one tablet each morning.',
      route: { text: 'oral' },
      doseAndRate: [{ doseQuantity: { value: 1, unit: 'tablet' } }]
    }
  ]
}
const drug = { code: '200371', display: 'citalopram 20 MG Oral Tablet' }
const adjust: SuggestedAction = {
  type: 'adjust-order',
  order,
  label: 'Change citalopram to 20 mg once a day',
  dose: { mg: 20, timesADay: 1 },
  drug
}
const remove: SuggestedAction = { type: 'remove-order', order, label: 'Remove it' }
const addDrug: SuggestedAction = { type: 'add-medication', label: 'Add it', drug }

function cardOf(
  suggestions: readonly SuggestedAction[],
  change: Parameters<typeof cardContext>[0] = {},
  finding: Parameters<typeof aRuleFinding>[0] = {}
) {
  const all = [aRuleFinding({ suggestions, about: order, ...finding })]
  const context = cardContext({ draftAsSent: () => sent, ...change })
  return buildCards(chooseCards(all, 3).shown, context)[0]!.card
}

describe('an order at the dose of its source', () => {
  test('is an update of the whole draft, of which only drug and dosage differ', () => {
    const [suggestion] = cardOf([adjust]).suggestions ?? []
    expect(suggestion?.actions).toEqual([
      {
        type: 'update',
        description: 'Change citalopram to 20 mg once a day',
        resource: {
          ...sent,
          medicationCodeableConcept: {
            coding: [{ system: 'http://www.nlm.nih.gov/research/umls/rxnorm', ...drug }],
            text: drug.display
          },
          dosageInstruction: [
            {
              text: '20 mg once a day',
              timing: { repeat: { frequency: 1, period: 1, periodUnit: 'd' } },
              route: { text: 'oral' },
              doseAndRate: [
                {
                  doseQuantity: {
                    value: 20,
                    unit: 'mg',
                    system: 'http://unitsofmeasure.org',
                    code: 'mg'
                  }
                }
              ]
            }
          ]
        }
      }
    ])
  })

  test.for<[string, unknown]>([
    ['has no drug', { ...sent, medicationCodeableConcept: undefined }],
    ['has a status that does not exist', { ...sent, status: { x: 1 } }],
    ['holds an element that R4 does not know', { ...sent, bogus: 1 }],
    ['was not sent', undefined]
  ])('is not offered when the draft %s', ([, draft]) => {
    const { drug: _, ...sameDrug } = adjust as Extract<SuggestedAction, { type: 'adjust-order' }>
    const card = cardOf([sameDrug, remove], { draftAsSent: () => draft as never })
    expect(card.suggestions?.map(({ label }) => label)).toEqual(['Remove it'])
  })

  test('is a removal with words for Epic, which cannot update a medication order', () => {
    const shaped = shapeForProfile(cardOf([adjust, remove]), profiles.epic.cards, '1.0')
    const text =
      'Remove the order for citalopram 20 MG Oral Tablet; to be ordered instead: citalopram 20 MG Oral Tablet, 20 mg once a day'
    expect(shaped.suggestions).toMatchObject([
      {
        label: text,
        actions: [{ type: 'delete', description: text, resourceId: 'MedicationRequest/draft-1' }]
      }
    ])
  })
})

describe('what a model took part in', () => {
  const label = {
    system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationValue',
    code: 'AIAST'
  }
  const securityOf = (suggestion: SuggestedAction, confirmedByModel: boolean) => {
    const [one] =
      cardOf([suggestion], {}, { aiAdds: confirmedByModel ? ['the eGFR is falling'] : [] } as never)
        .suggestions ?? []
    const [action] = one?.actions ?? []
    return action !== undefined && 'resource' in action
      ? (Reflect.get(Object(action.resource), 'meta') as { security?: object[] } | undefined)
          ?.security
      : undefined
  }

  test('is labelled on every resource, beside the labels that stood there', () => {
    expect(securityOf(addDrug, true)).toMatchObject([label])
    expect(securityOf(adjust, true)).toMatchObject([{ code: 'N' }, label])
  })

  test('is not what a rule alone suggests', () => {
    expect(securityOf(addDrug, false)).toBeUndefined()
    expect(securityOf(adjust, false)).toEqual([{ system: 'urn:x', code: 'N' }])
  })
})

test('a drug that the patient is allergic to is not suggested, by itself or by its class', () => {
  const allergy = (substance: string, status: 'active' | 'resolved' = 'active') => ({
    kind: 'allergy' as const,
    reference: 'AllergyIntolerance/a1',
    label: substance,
    codes: [],
    status,
    criticality: 'unknown' as const,
    substances: [substance],
    reactions: [],
    severe: false
  })
  const offered = (...given: Parameters<typeof allergy>) =>
    cardOf([addDrug], { allergies: [allergy(...given)] }).suggestions?.length ?? 0
  expect([offered('citalopram'), offered('ssri'), offered('penicillin')]).toEqual([0, 0, 1])
  expect(offered('citalopram', 'resolved')).toBe(1)
})

test('an order that stands is never removed, replaced or changed, whoever asks for it', () => {
  const standing = { ...order, standing: 'active' } as const
  const actions: readonly SuggestedAction[] = [
    { type: 'remove-order', order: standing, label: 'Remove it' },
    { type: 'replace-order', order: standing, label: 'Replace it', drug },
    { ...adjust, order: standing }
  ]
  for (const action of actions) {
    const offers = [{ action, answers: [0], aiAssisted: false }]
    expect(buildSuggestions(offers, cardContext({ draftAsSent: () => sent }))).toEqual({
      built: [],
      refused: 1
    })
  }
  const suggestions = [...actions, addDrug]
  const about = { about: standing }
  expect(cardOf(suggestions, {}, about).suggestions?.map(({ label }) => label)).toEqual(['Add it'])
})
