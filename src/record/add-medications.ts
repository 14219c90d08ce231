import type { Resource } from '@medplum/fhirtypes'
import type { FhirOutcome, FhirReader } from '../fhir/fhir-reader.ts'
import { isInError } from './entered-in-error.ts'
import { notAsked } from './medications-ahead.ts'
import type { MedicationsAhead } from './medications-ahead.ts'
import { isModified } from './modifier-extension.ts'
import { isRestricted } from './security-labels.ts'
import type { Sifted } from './sift-resources.ts'
import {
  addSupporting,
  addWrittenReferences,
  medicationReferences,
  missingMedicationQueries
} from './supporting.ts'

/** Fetches the Medications that orders of the record refer to and that did not come with them. */
export async function addMedications(
  sifted: Sifted,
  ahead: MedicationsAhead,
  reader: FhirReader | null,
  signal: AbortSignal
): Promise<void> {
  const { supporting } = sifted
  const references = medicationReferences(sifted.resources)
  addUsable(supporting, ahead.outcomes)
  if (reader !== null && !signal.aborted) {
    const queries = missingMedicationQueries(supporting, notAsked(references, ahead.asked))
    addUsable(supporting, await Promise.all(queries.map((query) => reader.fetch(query, signal))))
  }
  addWrittenReferences(supporting, references)
}

/** What cannot be had stays a medication without a name, which the clinical index counts. */
function addUsable(supporting: Sifted['supporting'], outcomes: readonly FhirOutcome[]): void {
  for (const outcome of outcomes) {
    if (outcome.outcome === 'unknown') continue
    for (const resource of outcome.resources) {
      if (isUsableMedication(resource)) addSupporting(supporting, { resource }, 'supporting')
    }
  }
}

function isUsableMedication(resource: Resource): boolean {
  const { resourceType } = resource
  if (resourceType !== 'Medication' || !hasId(resource)) return false
  return !isRestricted(resource) && !isInError(resource) && !isModified(resource)
}

function hasId(resource: { readonly id?: unknown }): boolean {
  return typeof resource.id === 'string' && resource.id !== ''
}
