import type { Condition } from '@medplum/fhirtypes'
import { describe, expect, test } from 'vitest'
import { buildClinicalIndex } from '../../src/clinical/build-clinical-index.ts'
import { problemsIn } from '../../src/clinical/has-problem.ts'
import { isWhole } from '../../src/clinical/is-whole.ts'
import type { ProblemSet } from '../../src/terminology/named-sets.ts'
import { aCondition, aRecord, icd10, snomed } from '../support/records.ts'

/* How a Condition stands: by its statuses in any form, its abatement in any form, and its words. */

const asOf = '2026-11-20T09:00:00Z'
const asthma = {
  coding: [{ system: snomed, code: '195967001', display: 'Asthma' }],
  text: 'Asthma'
}
const indexOf = (given: Partial<Condition>) =>
  buildClinicalIndex(aRecord({ resources: [aCondition({ code: asthma, ...given })] }), asOf)
const standing = (given: Partial<Condition>): string => {
  const [problem] = indexOf(given).problems
  if (problem === undefined) return 'none'
  return problem.doubt === undefined ? problem.status : `${problem.status}, ${problem.doubt}`
}
const noStatus = { clinicalStatus: undefined } as unknown as Partial<Condition>

test.for<[string, Partial<Condition>, string]>([
  ['text only: Active', { clinicalStatus: { text: 'Active' } }, 'active'],
  ['text only: Resolved', { clinicalStatus: { text: 'Resolved' } }, 'resolved'],
  ['text only: In Remission', { clinicalStatus: { text: 'In Remission' } }, 'inactive'],
  ['display only', { clinicalStatus: { coding: [{ display: 'Inactive' }] } }, 'inactive'],
  ['DSTU2: a bare code', { clinicalStatus: 'resolved' as never }, 'resolved'],
  ['none', noStatus, 'unknown'],
  ['unknown', { clinicalStatus: { text: 'Unknown' } }, 'unknown'],
  ['refuted as text', { verificationStatus: { text: 'Refuted' } }, 'none'],
  ['in error as text', { verificationStatus: { text: 'Entered in Error' } }, 'none'],
  [
    'in error as display',
    { verificationStatus: { coding: [{ display: 'entered in error' }] } },
    'none'
  ],
  ['unconfirmed', { verificationStatus: { text: 'Unconfirmed' } }, 'active, unconfirmed'],
  ['provisional', { verificationStatus: { text: 'Provisional' } }, 'active, provisional'],
  ['differential', { verificationStatus: { text: 'Differential' } }, 'unknown, differential'],
  ['suspected in words', { code: { text: 'Suspected asthma' } }, 'active, suspected'],
  ['resolved in words', { code: { ...asthma, text: 'Asthma, resolved' } }, 'resolved'],
  [
    'abated before it began',
    { onsetDateTime: '2026-11-20', abatementDateTime: '2026-11-20' },
    'active'
  ],
  ['abated since', { onsetDateTime: '2020-01-01', abatementDateTime: '2024-01-01' }, 'resolved']
])('%s', ([, given, expected]) => expect(standing(given)).toBe(expected))

describe('an abatement in words, the status being active', () => {
  test.for([
    'ongoing',
    'not resolved',
    'unknown',
    'still present',
    'Unresolved',
    'continues',
    'persistent',
    'chronic',
    'N/A',
    'none',
    'never',
    '-',
    '?',
    'to date',
    'lifelong',
    'not yet',
    'no',
    'present',
    'recurrent',
    'currently active',
    'TBD',
    'something else'
  ])('"%s" is no end', (words) => expect(standing({ abatementString: words })).toBe('active'))

  test.for([
    'resolved',
    'in childhood',
    'age 12',
    '2019',
    'last year',
    'after surgery',
    'outgrown',
    '2 years ago',
    'in his teens'
  ])('"%s" is one', (words) => expect(standing({ abatementString: words })).toBe('resolved'))
})

describe('a set of problems', () => {
  const text = (label: string) => ({ text: label })
  test.for<[ProblemSet, Condition['code'], boolean]>([
    ['mechanical-heart-valve', text('No mechanical heart valve'), false],
    ['mechanical-heart-valve', text('Mechanical heart valve: ruled out'), false],
    ['mechanical-heart-valve', text('Denies mechanical valve'), false],
    ['mechanical-heart-valve', text('S/p mechanical mitral valve replacement'), true],
    ['mechanical-heart-valve', text('Presence of mechanical aortic valve, no complications'), true],
    ['mechanical-heart-valve', text('Mechanical aortic valve, not on warfarin'), true],
    ['hospice', text('Hospice declined'), false],
    ['hospice', text('Discussed hospice'), false],
    ['hospice', text('Hospice care'), true],
    ['asthma', { ...asthma, text: 'Mother has asthma' }, false],
    ['asthma', { ...asthma, text: 'No history of asthma' }, false],
    ['asthma', { ...asthma, text: 'Asma descartada - ruled out' }, false],
    ['asthma', { ...asthma, text: 'Asthma, no exacerbation' }, true],
    ['asthma', { coding: [{ system: icd10, code: 'Z82.5' }], text: 'Asthma' }, false],
    ['asthma', { coding: [{ system: icd10, code: 'J45909' }] }, true],
    ['asthma', { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10', code: 'J45.9' }] }, true],
    [
      'asthma',
      { coding: [{ system: 'http://fhir.de/CodeSystem/bfarm/icd-10-gm', code: 'J45.9' }] },
      true
    ],
    ['penicillin-allergy', text('Penicillin allergy, no anaphylaxis'), true],
    ['penicillin-allergy', text('No penicillin allergy'), false],
    ['penicillin-allergy', text('Not allergic to penicillin'), false],
    ['cancer', text('Screening for breast cancer'), false],
    ['diabetes', text('At risk for diabetes'), false],
    ['diabetes', text('Neuropathy due to diabetes'), true],
    ['atrial-fibrillation', text('No atrial fibrillation'), false],
    ['ascvd', text('No history of myocardial infarction'), false],
    ['ascvd', text('History of myocardial infarction'), true],
    ['menopause', text('Not menopausal'), false],
    ['contraception', text('Declines tubal ligation'), false]
  ])('%s, %o: %s', ([set, code, expected]) => {
    expect(problemsIn(indexOf({ code } as Partial<Condition>), [set]).length > 0).toBe(expected)
  })

  test('leaves out what is only suspected where it would silence', () => {
    const index = indexOf({ code: text('Suspected asthma') })
    expect(problemsIn(index, ['asthma'])).toHaveLength(1)
    expect(problemsIn(index, ['asthma'], { settled: true })).toEqual([])
  })
})

test.for<[string, Partial<Condition>, boolean]>([
  ['no code at all', { code: undefined } as never, false],
  [
    'a code that no table holds, alone',
    { code: { coding: [{ system: 'http://local', code: 'X1' }] } },
    false
  ],
  [
    'the same, resolved',
    { code: { coding: [{ system: 'x', code: 'X1' }] }, clinicalStatus: { text: 'Resolved' } },
    true
  ],
  [
    'a code of ICD-10 that is in no set',
    { code: { coding: [{ system: icd10, code: 'H61.2' }] } },
    true
  ],
  ['words', { code: { text: 'Ear wax' } }, true]
])('with %s the problems are known whole: %s', ([, given, whole]) => {
  expect(isWhole(indexOf(given), 'conditions')).toBe(whole)
})
