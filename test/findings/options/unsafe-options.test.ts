import { expect, test } from 'vitest'
import type { Resource } from '@medplum/fhirtypes'
import {
  aConcept,
  aCondition,
  anAllergy,
  aLabResult,
  aPatient,
  aPrescription
} from '../../support/records.ts'
import { ingredientsOf } from '../../../src/findings/options/option-target.ts'
import { tryClass, tryOption } from '../../../src/findings/options/try-drug-option.ts'
import { conceptNamed } from '../../../src/findings/meanings/concept-named.ts'
import { aView } from '../a-view.ts'
import {
  aFinding,
  concept,
  condition,
  drug,
  meaning,
  named,
  option,
  printed,
  reasons,
  through,
  trend
} from '../a-finding.ts'

/*
 * Options that would harm this patient: neither the drug nor its class is named, and the audit says
 * why. A reason to treat is there each time: it is the option alone that falls.
 */

const snomed = 'http://snomed.info/sct'
const sinusitis = aCondition({
  id: 'p',
  code: aConcept(snomed, '36971009', 'Sinusitis (disorder)')
})
const pain = aCondition({ id: 'p', code: aConcept(snomed, '22253000', 'Pain (finding)') })
const pregnancy = aCondition({
  id: 'preg',
  code: aConcept(snomed, '77386006', 'Pregnancy (finding)'),
  onsetDateTime: '2026-08-01'
})
const hypertension = aCondition({
  id: 'p',
  code: aConcept(snomed, '38341003', 'Hypertensive disorder (disorder)')
})
const warfarin = aPrescription('w', '855332', 'warfarin sodium 5 MG Oral Tablet')
const young = aPatient({ gender: 'female', birthDate: '1994-03-02' })
const infant = aPatient({ birthDate: '2026-06-10' })
const child = aPatient({ birthDate: '2018-01-10' })
const allergyTo = (code: string, display: string) =>
  anAllergy({ code: aConcept(snomed, code, display) })

test.for<
  [
    string,
    readonly Resource[],
    ReturnType<typeof aPatient>,
    ['drug' | 'drug-class', string],
    RegExp
  ]
>([
  [
    'penicillin after anaphylaxis',
    [sinusitis, anAllergy()],
    young,
    ['drug-class', 'penicillin'],
    /penicillin/i
  ],
  [
    'amoxicillin after anaphylaxis',
    [sinusitis, anAllergy()],
    young,
    ['drug', 'amoxicillin'],
    /cillin/i
  ],
  [
    'rivaroxaban on warfarin',
    [pain, warfarin],
    aPatient(),
    ['drug', 'rivaroxaban'],
    /rivaroxaban|anticoagulant/i
  ],
  ['an NSAID on warfarin', [pain, warfarin], aPatient(), ['drug-class', 'NSAID'], /NSAID/],
  ['ibuprofen on warfarin', [pain, warfarin], aPatient(), ['drug', 'ibuprofen'], /ibuprofen|NSAID/],
  [
    'sulfamethoxazole with a sulfonamide allergy',
    [sinusitis, allergyTo('387406002', 'Sulfonamide (substance)')],
    young,
    ['drug', 'sulfamethoxazole'],
    /sulf/i
  ],
  [
    'aspirin with an aspirin allergy',
    [pain, allergyTo('387458008', 'Aspirin (substance)')],
    aPatient(),
    ['drug', 'aspirin'],
    /aspirin|salicylate/i
  ],
  ['codeine at five months', [pain], infant, ['drug', 'codeine'], /codeine|opioid/i],
  [
    'an ACE inhibitor in pregnancy',
    [hypertension, pregnancy],
    young,
    ['drug-class', 'ACE inhibitor'],
    /ACE inhibitor adding|adding .*ACE/i
  ],
  [
    'lisinopril in pregnancy',
    [hypertension, pregnancy],
    young,
    ['drug', 'lisinopril'],
    /lisinopril|adding .*ACE/i
  ],
  [
    'a fluoroquinolone for a child',
    [sinusitis],
    child,
    ['drug-class', 'fluoroquinolone'],
    /adding .*quinolone/i
  ],
  [
    'ciprofloxacin for a child',
    [sinusitis],
    child,
    ['drug', 'ciprofloxacin'],
    /ciprofloxacin|adding .*quinolone/i
  ]
])('%s is not offered', ([, resources, patient, [kind, text], never]) => {
  const view = aView(resources, { patient })
  const verdict = through(
    aFinding({
      facts: [condition('p')],
      meanings: [meaning('untreated', { concept: concept(kind, text) })],
      options: [option('add', named(kind, text))]
    }),
    view
  )
  // Not even as what is missing: "no amoxicillin among the medications" reads as a proposal.
  expect(printed(verdict)).not.toMatch(never)
  const target = conceptNamed(concept(kind, text))
  const drugs = target && ingredientsOf(target)
  if (drugs === undefined) throw new Error(`${text} is no drug`)
  const { ingredients, isClass } = drugs
  const trial = isClass
    ? tryClass(ingredients, new Set(), view)
    : tryOption({ name: text, ingredients, without: new Set() }, view)
  expect(trial.outcome).not.toBe('safe')
  expect(reasons(verdict).join(', ')).toMatch(
    /meaning (option-unsafe|relation-contradicted|search-unknown)/
  )
})

test('A higher dose of metformin at eGFR 24 is not offered', () => {
  const view = aView([
    aCondition({ id: 'c1' }),
    aLabResult('h1', '4548-4', 8.9, '%', '2026-10-01'),
    aLabResult('h2', '4548-4', 9.4, '%', '2026-11-01'),
    aLabResult('e1', '98979-8', 24, 'mL/min/{1.73_m2}', '2026-11-01'),
    aPrescription('m1', '861007', 'metformin hydrochloride 500 MG Oral Tablet')
  ])
  const verdict = through(
    aFinding({
      facts: [trend(['h1', 'h2'], 'rising'), drug('m1')],
      meanings: [meaning('not-at-goal', { objects: [1] })],
      options: [option('raise', { kind: 'entry', reference: 'MedicationRequest/m1' })]
    }),
    view
  )
  expect(verdict.outcome).toBe('shown')
  expect(printed(verdict)).not.toMatch(/higher/)
  expect(reasons(verdict)).toContain('option option-unsafe')
})

test('What must not be stopped at once is not stopped', () => {
  const view = aView([
    pain,
    aPrescription('b', '866924', 'metoprolol tartrate 25 MG Oral Tablet'),
    aLabResult('hr', '8867-4', 44, '/min', '2026-11-01'),
    aLabResult('hr2', '8867-4', 42, '/min', '2026-11-10')
  ])
  const verdict = through(
    aFinding({
      facts: [drug('b'), condition('p')],
      meanings: [meaning('no-longer-needed', { objects: [] }), meaning('doubled')],
      options: [option('stop', { kind: 'entry', reference: 'MedicationRequest/b' })]
    }),
    view
  )
  expect(printed(verdict)).not.toMatch(/stopping metoprolol/)
})
