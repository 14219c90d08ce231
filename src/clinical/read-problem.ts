import type { Problem } from './clinical-index.ts'
import { clinicalDate } from './clinical-date.ts'
import type { ClinicalDate } from './clinical-date.ts'
import { codesIn, readConcept } from './concept.ts'
import { objectOf, textOf } from './loose-json.ts'
import type { LooseObject } from './loose-json.ts'
import { isSocialProblem } from './social.ts'

// FHIR R4, Condition Clinical Status Codes.
const statuses: ReadonlyMap<string, Problem['status']> = new Map([
  ['active', 'active'],
  ['recurrence', 'active'],
  ['relapse', 'active'],
  ['inactive', 'inactive'],
  ['remission', 'inactive'],
  ['resolved', 'resolved']
])

/**
 * A Condition as a fact. Refuted and erroneous ones are none. `asOf` tells an abatement that has
 * come from one that is planned.
 */
export function readProblem(
  resource: LooseObject,
  reference: string,
  asOf: ClinicalDate
): Problem | undefined {
  const verification = codesIn(resource['verificationStatus'])
  if (verification.includes('refuted') || verification.includes('entered-in-error')) {
    return undefined
  }
  const concept = readConcept(resource['code'])
  if (concept.label === '') return undefined
  const onsetPeriod = objectOf(resource['onsetPeriod'])
  const abatementPeriod = objectOf(resource['abatementPeriod'])
  const onset = clinicalDate(textOf(resource['onsetDateTime']) ?? textOf(onsetPeriod['start']))
  // An abatement period ends when the problem is gone.
  const abated = clinicalDate(
    textOf(resource['abatementDateTime']) ??
      textOf(abatementPeriod['end']) ??
      textOf(abatementPeriod['start'])
  )
  const recorded = clinicalDate(
    textOf(resource['recordedDate']) ??
      textOf(resource['assertedDate']) ??
      textOf(resource['dateRecorded'])
  )
  return {
    kind: 'problem',
    reference,
    label: concept.label,
    codes: concept.codes,
    status: statusOf(resource, verification, abated, asOf),
    social: isSocialProblem({ ...concept, categories: codesIn(resource['category']) }),
    ...(onset !== undefined && { onset }),
    ...(abated !== undefined && { abated }),
    ...(recorded !== undefined && { recorded })
  }
}

function statusOf(
  resource: LooseObject,
  verification: readonly string[],
  abated: ClinicalDate | undefined,
  asOf: ClinicalDate
): Problem['status'] {
  const recorded =
    codesIn(resource['clinicalStatus'])
      .map((code) => statuses.get(code))
      .find((status) => status !== undefined) ?? 'unknown'
  if (recorded === 'inactive' || recorded === 'resolved') return recorded
  // FHIR R4, invariant con-4: what has abated is not active, whatever the status still says.
  if (hasAbated(resource, abated, asOf)) return 'resolved'
  // A differential diagnosis is a question, not a problem the patient has.
  return recorded === 'active' && verification.includes('differential') ? 'unknown' : recorded
}

function hasAbated(
  resource: LooseObject,
  abated: ClinicalDate | undefined,
  asOf: ClinicalDate
): boolean {
  if (abated !== undefined) return abated.epochDay <= asOf.epochDay
  return (
    textOf(resource['abatementString']) !== undefined ||
    resource['abatementBoolean'] === true ||
    objectOf(resource['abatementAge'])['value'] !== undefined ||
    objectOf(resource['abatementRange'])['high'] !== undefined
  )
}
