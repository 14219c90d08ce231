import { expect, test } from 'vitest'
import { buildCards } from '../../src/cards/build-cards.ts'
import type { CardContext } from '../../src/cards/build-cards.ts'
import { chooseCards } from '../../src/cards/choose-cards.ts'
import type { MergedFinding } from '../../src/findings/merge-findings.ts'
import { aModelFinding, aRule, aRuleFinding } from '../support/findings.ts'
import { cardContext, transparencyUrl } from './card-context.ts'

const provenanceOf = (finding: MergedFinding, change: Partial<CardContext> = {}) =>
  buildCards(chooseCards([finding], 3).shown, cardContext(change))[0]?.card.extension?.[
    'org.curbside.provenance'
  ]

const base = {
  eventId: '11111111-1111-4111-8111-111111111111',
  policyVersion: '2',
  transparencyUrl
}
const models = {
  review: { modelId: 'frontier', modelVersion: 'frontier-2026-09', promptVersion: '3' },
  moment: { modelId: 'frontier-fast', modelVersion: 'fast-2026-09', promptVersion: '4' }
}

test('of a rule names the rule and nothing of a model', () => {
  expect(provenanceOf(aRuleFinding(), { models })).toEqual({
    ...base,
    rules: [{ id: 'R-01', version: '1' }],
    evidence: [{ ref: 'Observation/o1' }]
  })
})

test('names each entry with its version and its day', () => {
  const day = { iso: '2026-03-12', epochDay: 20_524 }
  const result = { kind: 'result', date: day } as never
  const context = { versionOf: () => '4', factsOf: () => [result] }
  expect(provenanceOf(aRuleFinding(), context)).toMatchObject({
    evidence: [{ ref: 'Observation/o1', versionId: '4', day: '2026-03-12' }]
  })
})

test('of the model names the one that was asked about that part, and the label', () => {
  const finding = { ...aModelFinding(), modelParts: ['moment'] } as MergedFinding
  expect(provenanceOf(finding, { models })).toEqual({
    ...base,
    ...models.moment,
    aiLabel: 'AIAST',
    evidence: [{ ref: 'Observation/o1' }],
    limits: ['no-guideline-cited']
  })
})

test('of a rule that the model confirmed names both', () => {
  const finding = {
    ...aRuleFinding({ aiAdds: ['the eGFR is falling'] } as never),
    modelParts: ['review']
  }
  expect(provenanceOf(finding as MergedFinding, { models })).toMatchObject({
    rules: [{ id: 'R-01', version: '1' }],
    aiLabel: 'AIAST',
    ...models.review
  })
})

test('of two parts names only what is the same of both', () => {
  const finding = { ...aRuleFinding({ aiAdds: ['the eGFR is falling'] } as never) }
  const both = { ...finding, modelParts: ['review', 'moment'] } as MergedFinding
  const provenance = provenanceOf(both, {
    models: { review: models.review, moment: { ...models.review, promptVersion: '4' } }
  })
  expect(provenance).toMatchObject({ modelId: 'frontier', aiLabel: 'AIAST' })
  expect(provenance).not.toHaveProperty('promptVersion')
})

test('says what was missing and what limits the card, and holds nothing empty', () => {
  const rule = aRule({ source: { ...aRule().source, verified: false } })
  const finding = {
    ...aRuleFinding({ indicator: 'info', missing: ['an eGFR'], evidence: [] }),
    rule
  }
  const provenance = provenanceOf(finding as MergedFinding, {
    gaps: [{ kind: 'vitals', state: { state: 'unknown', reason: 'late' } }],
    aiReview: 'failed',
    restricted: 1,
    rulesFailed: 1
  })
  expect(provenance).toEqual({
    ...base,
    rules: [{ id: 'R-01', version: '1' }],
    missing: [
      'an eGFR',
      'Not read: vital signs (not in time)',
      'Some restricted records were not used',
      'The AI review did not run for this call; rules did',
      '1 of the safety rules could not run'
    ],
    limits: [
      'source-not-re-read',
      'ai-review-failed',
      'rules-failed',
      'restricted-records-not-used'
    ]
  })
})
