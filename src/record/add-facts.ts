import type { Resource } from '@medplum/fhirtypes'
import { CurbsideError } from '../ground/errors.ts'
import { literalReference } from '../fhir/reference.ts'
import { isInError } from './entered-in-error.ts'
import { isModified } from './modifier-extension.ts'
import { subjectOf } from './own-subject.ts'
import type { PatientRecord } from './patient-record.ts'
import { isRestricted } from './security-labels.ts'

/** A record with the new entries that a hook brought, and what became of these. */
export interface WithFacts {
  readonly record: PatientRecord
  /** `Type/id` of each that counts. */
  readonly added: readonly string[]
  /** How many could not be used, though nothing says that they are no facts. */
  readonly unusable: number
}

/**
 * Adds entries of the hook's context to the record of this call, judged as everything in it: what
 * names another patient is refused (400), what was recorded in error is no fact, what a label
 * restricts is withheld. An entry that the EHR has saved meanwhile is replaced by what was sent.
 */
export function addFacts(record: PatientRecord, facts: readonly Resource[]): WithFacts {
  const added = new Map<string, Resource>()
  let unusable = 0
  let restricted = 0
  for (const fact of facts) {
    refuseOtherPatient(fact, record.patient.id)
    if (isInError(fact)) continue
    if (isRestricted(fact)) restricted += 1
    else if (isModified(fact)) unusable += 1
    else added.set(`${fact.resourceType}/${fact.id ?? ''}`, fact)
  }
  const others = record.resources.filter((one) => !added.has(`${one.resourceType}/${one.id ?? ''}`))
  const { counts } = record
  return {
    record: {
      ...record,
      resources: [...others, ...added.values()],
      counts: { ...counts, restricted: counts.restricted + restricted }
    },
    added: [...added.keys()],
    unusable
  }
}

function refuseOtherPatient(fact: Resource, patientId: string): void {
  const subject = subjectOf(fact)
  if (typeof subject !== 'object' || subject === null) return
  const named = literalReference(Reflect.get(subject, 'reference'))
  if (named?.resourceType === 'Patient' && named.id !== patientId) {
    throw new CurbsideError('CURBSIDE_PATIENT_MISMATCH')
  }
}
