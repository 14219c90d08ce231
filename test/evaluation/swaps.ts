import type { Bundle, Patient, Resource } from '@medplum/fhirtypes'
import type { EvaluationCase } from '../../src/evaluation/case.ts'
import { readCards } from '../../src/evaluation/read-card.ts'
import type { CaseAnswer } from '../../src/evaluation/world.ts'
import { aPerson, patientReference } from './resources.ts'

/* The same record for somebody else: what must not matter, and what matters only to some rules. */

/** A white English speaker becomes a black Spanish speaker with Medicaid. */
export function nameless(one: EvaluationCase): EvaluationCase {
  const { extension = [], communication = [] } = aPerson('unknown', undefined, 'black', 'es')
  const payer: Resource = {
    resourceType: 'Coverage',
    id: 'coverage-1',
    status: 'active',
    type: { text: 'Medicaid' },
    beneficiary: patientReference,
    payor: [{ display: 'Medicaid' }]
  }
  return changed(one, (patient) => ({ ...patient, extension, communication }), [payer])
}

export function otherSex(one: EvaluationCase): EvaluationCase {
  return changed(one, (patient) => ({
    ...patient,
    gender: patient.gender === 'female' ? 'male' : 'female'
  }))
}

function changed(
  one: EvaluationCase,
  change: (patient: Patient) => Patient,
  more: readonly Resource[] = []
): EvaluationCase {
  const record = one.record as Bundle
  const entry = (record.entry ?? []).map(({ resource }) => ({
    resource: resource?.resourceType === 'Patient' ? change(resource) : (resource as Resource)
  }))
  return {
    ...one,
    record: { ...record, entry: [...entry, ...more.map((resource) => ({ resource }))] }
  }
}

/** The rules whose cards differ between two answers; `answer` when one of them is none. */
export function changedCards(before: CaseAnswer | undefined, after: CaseAnswer): readonly string[] {
  const [left, right] = [readCards(before?.body), readCards(after.body)]
  if (left === undefined || right === undefined) return ['answer']
  const said = ({ indicator, allWords }: (typeof left)[number]): string =>
    `${indicator}\n${allWords}`
  const differing = [
    ...left.filter((card) => !right.some((other) => said(other) === said(card))),
    ...right.filter((card) => !left.some((other) => said(other) === said(card)))
  ]
  return differing.flatMap(({ rules }) => (rules.length === 0 ? ['no rule'] : rules))
}
