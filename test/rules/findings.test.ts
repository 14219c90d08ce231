import { expect, test } from 'vitest'
import type { Patient } from '@medplum/fhirtypes'
import { rules } from '../../src/rules/all-rules.ts'
import { aPatient } from '../support/records.ts'
import { aView, runAll, said } from './a-view.ts'
import type { RuleCase } from './a-view.ts'
import { longitudinalCases } from './longitudinal-cases.ts'
import { orderCases } from './order-cases.ts'

/*
 * What holds for every finding, looked at over all cases: each has its evidence in the record,
 * fits on a card, gives options, and does not depend on who the patient is beyond what a rule names.
 */

interface Called extends RuleCase {
  readonly hook: 'order-select' | 'patient-view'
}
const cases: readonly Called[] = [
  ...orderCases.map((one) => ({ ...one, hook: 'order-select' as const })),
  ...longitudinalCases.map((one) => ({ ...one, hook: 'patient-view' as const }))
]
const speaking = cases.filter((one) => one.said.length > 0)

test('every rule speaks in some case and is silent in another', () => {
  const spoken = new Set(
    speaking.flatMap((one) => one.said.flatMap((text) => /^[RL]-\d\d/.exec(text) ?? []))
  )
  // Those of a discharge have their cases in discharge.test.ts.
  const expected = rules.map(({ id }) => id).filter((id) => !id.startsWith('D-'))
  expect([...spoken].toSorted()).toEqual(expected.toSorted())
})

test.for(speaking)('evidence of "$name" stands in the record', ({ given, hook }) => {
  const view = aView(given)
  for (const { finding } of runAll(view, hook)) {
    for (const { reference, text } of finding.evidence) {
      const unknown = view.index.notKnown?.some((one) => one.reference === reference) === true
      expect(view.index.byReference.has(reference) || unknown, reference).toBe(true)
      expect(text).not.toBe('')
    }
  }
})

test.for(speaking)('the words of "$name" fit on a card', ({ given, hook }) => {
  for (const { finding } of runAll(aView(given), hook)) {
    const { summary, why, options, evidence, missing, suggestions } = finding
    expect(summary.length).toBeGreaterThan(20)
    expect(summary.length).toBeLessThan(140)
    expect(options.length).toBeGreaterThanOrEqual(1)
    expect(options.length).toBeLessThanOrEqual(2)
    for (const option of options) expect(option).toMatch(/^Consider .+\.$/)
    for (const sentence of why) expect(sentence).toMatch(/^\S.*\.$/)
    const all = [summary, ...why, ...options, ...missing, ...evidence.map(({ text }) => text)]
    expect(all.join(' ')).not.toMatch(/undefined|null|NaN|\[object/)
    // The card's detail has at most 90 words; the label and source take some.
    expect([...why, ...options].join(' ').split(/\s+/).length).toBeLessThanOrEqual(75)
    expect(suggestions.length).toBeLessThanOrEqual(2)
  }
})

test.for(speaking)('"$name" is no more than information where data are missing', (one) => {
  for (const { finding } of runAll(aView(one.given), one.hook)) {
    if (finding.missing.length > 0) expect(finding.indicator).toBe('info')
    else expect(finding.evidence.length > 0 || finding.about !== undefined).toBe(true)
  }
})

test.for(speaking)('"$name" names the order and its drug at ordering', ({ given, hook }) => {
  for (const { finding } of runAll(aView(given), hook)) {
    if (hook === 'patient-view') expect(finding.about).toBeUndefined()
    else {
      const drug = finding.about?.medication?.ingredients[0] ?? 'no order'
      expect(finding.summary.toLowerCase()).toContain(drug)
      for (const suggestion of finding.suggestions) {
        if ('order' in suggestion) expect(suggestion.order).toBe(finding.about)
      }
    }
  }
})

test('a long name of several ingredients leaves number and consequence on the card', () => {
  const long = ['hydrocodone', 'ibuprofen', 'famotidine', 'pseudoephedrine', 'chlorpheniramine']
  for (const one of orderCases.filter(({ said: [first] }) => first !== undefined)) {
    const view = aView(one.given)
    const draftOrders = view.moment.draftOrders.map((order) => ({
      ...order,
      ...(order.medication !== undefined && {
        medication: {
          ...order.medication,
          label: 'x'.repeat(120),
          ingredients: [...order.medication.ingredients, ...long.map((name) => `${name} maleate`)]
        }
      })
    }))
    const hits = runAll({ ...view, moment: { ...view.moment, draftOrders } }, 'order-select')
    for (const { finding } of hits) {
      expect(finding.summary.length).toBeLessThan(140)
      expect(finding.summary).not.toMatch(/…$/)
    }
  }
})

/** Rules that name sex or age of their own; the others must not notice them. */
// K-01 asks about an unread list only where no rule of its own does.
const namesSex = /^(?:L-02|L-13|R-22|R-23|R-24|K-01 info missing)/

const race = {
  url: 'http://hl7.org/fhir/us/core/StructureDefinition/us-core-race',
  extension: [{ url: 'text', valueString: 'Black or African American' }]
}
const swaps: readonly (readonly [string, (patient: Patient) => Partial<Patient>])[] = [
  ['sex', ({ gender }) => ({ gender: gender === 'male' ? 'female' : 'male' })],
  ['race', () => ({ extension: [race] })],
  ['language', () => ({ communication: [{ language: { text: 'Spanish' }, preferred: true }] })]
]

test.for(swaps)(
  'another %s of the patient changes nothing that a rule does not name',
  ([, swap]) => {
    for (const { given, hook, name } of cases) {
      const patient = given.patient ?? aPatient()
      const swapped = aView({ ...given, patient: { ...patient, ...swap(patient) } })
      const neutral = (all: readonly string[]) => all.filter((text) => !namesSex.test(text))
      expect(neutral(said(swapped, hook)), name).toEqual(neutral(said(aView(given), hook)))
    }
  }
)

test('nothing changes with race and language, not even a word', () => {
  for (const { given, hook } of cases) {
    const patient = given.patient ?? aPatient()
    const swapped = { ...patient, extension: [race], communication: [{ language: { text: 'x' } }] }
    const words = (all: ReturnType<typeof runAll>) => all.map(({ finding }) => finding.why)
    expect(words(runAll(aView({ ...given, patient: swapped }), hook))).toEqual(
      words(runAll(aView(given), hook))
    )
  }
})
