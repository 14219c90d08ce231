import { describe, expect, test } from 'vitest'
import type { Resource } from '@medplum/fhirtypes'
import type { BoundOption } from '../../../src/findings/bound-finding.ts'
import { relations } from '../../../src/model/proposal/words.ts'
import { aConcept, aCondition, anAllergy, aPatient, aPrescription } from '../../support/records.ts'
import { aView } from '../a-view.ts'
import {
  aFinding,
  concept,
  condition,
  drug,
  meaning,
  named,
  notFound,
  option,
  printed,
  reasons,
  through
} from '../a-finding.ts'

/* An unsafe drug gets its name on a card by no relation, condition, search or step. */

const snomed = 'http://snomed.info/sct'
const problem = (code: string, display: string) =>
  aCondition({ id: 'p', code: aConcept(snomed, code, display) })
const sinusitis = problem('36971009', 'Sinusitis (disorder)')
const pregnancy = aCondition({
  id: 'preg',
  code: aConcept(snomed, '77386006', 'Pregnancy (finding)'),
  onsetDateTime: '2026-08-01'
})
const young = aPatient({ gender: 'female', birthDate: '1994-03-02' })
const pain = problem('22253000', 'Pain (finding)')
const warfarin = aPrescription('w', '855332', 'warfarin sodium 5 MG Oral Tablet')

describe.for<[string, Resource[], ReturnType<typeof aPatient>, 'drug' | 'drug-class', string]>([
  ['a penicillin allergy', [sinusitis, anAllergy()], young, 'drug', 'amoxicillin'],
  ['a penicillin allergy', [sinusitis, anAllergy()], young, 'drug-class', 'penicillin'],
  ['pregnancy', [pain, pregnancy], young, 'drug-class', 'ACE inhibitor'],
  ['warfarin', [pain, warfarin], aPatient(), 'drug', 'ibuprofen'],
  ['childhood', [sinusitis], aPatient({ birthDate: '2018-01-10' }), 'drug', 'ciprofloxacin']
])('%s', ([, resources, patient, kind, text]) => {
  const view = aView(resources, { patient })
  const never = new RegExp(text, 'i')
  const cardOf = (given: Parameters<typeof aFinding>[0]) =>
    printed(through(aFinding({ facts: [condition('p')], ...given }), view))

  test(`no relation names ${text}`, () => {
    for (const relation of relations) {
      const card = cardOf({ meanings: [meaning(relation, { concept: concept(kind, text) })] })
      expect(card, relation).not.toMatch(never)
    }
  })

  test(`no search for ${text} names it`, () => {
    for (const relation of ['untreated', 'protection-missing', 'not-acted-on', 'due'] as const) {
      const facts = [condition('p'), notFound(kind, text)]
      const card = cardOf({ facts, meanings: [meaning(relation, { objects: [1] })] })
      expect(card, relation).not.toMatch(never)
    }
  })

  test(`no step and no condition names ${text}`, () => {
    const creatinine = named('test', 'creatinine')
    const steps: readonly BoundOption[] = [
      option('repeat-test', named(kind, text), { inDays: 3 }),
      option('document', named(kind, text)),
      ...(['if', 'after', 'before', 'until'] as const).map((when) =>
        option('order-test', creatinine, {
          when: { condition: when, target: named(kind, text), outcome: 'continued' }
        })
      )
    ]
    for (const step of steps) {
      const card = cardOf({ meanings: [meaning('implausible')], options: [step] })
      expect(card).toContain('can this be right?')
      expect(card, step.action).not.toMatch(never)
    }
  })
})

test('What nothing speaks against is still named as missing, and a drug that is taken in a condition', () => {
  const view = aView([pain, warfarin], { patient: aPatient() })
  const verdict = through(
    aFinding({
      facts: [condition('p'), drug('w')],
      meanings: [meaning('untreated', { subjects: [0], concept: concept('drug-class', 'PPI') })],
      options: [
        option('order-test', named('test', 'creatinine'), {
          when: { condition: 'if', target: named('drug', 'warfarin'), outcome: 'continued' }
        })
      ]
    }),
    view
  )
  expect(reasons(verdict)).toEqual([])
  expect(printed(verdict)).toMatch(/no (PPI|proton)/)
  expect(printed(verdict)).toMatch(/If warfarin is continued: consider creatinine/)
})
