import type { Resource } from '@medplum/fhirtypes'
import type { FhirOutcome, FhirReader } from '../fhir/fhir-reader.ts'
import { isInError } from './entered-in-error.ts'
import { notAsked } from './medications-ahead.ts'
import type { MedicationsAhead } from './medications-ahead.ts'
import { isModified } from './modifier-extension.ts'
import { isRestricted } from './security-labels.ts'
import type { Sifted } from './sift-resources.ts'
import { fetchMedications } from './fetch-medications.ts'
import { addSupporting, addWrittenReferences, missingMedications } from './supporting.ts'

/**
 * Fetches the Medications that orders refer to (`references`), those of the record and drafts
 * alike, and that did not come with them.
 */
export async function addMedications(given: {
  readonly supporting: Sifted['supporting']
  readonly references: ReadonlyMap<string, ReadonlySet<string>>
  readonly ahead: MedicationsAhead
  readonly reader: FhirReader | null
  readonly signal: AbortSignal
}): Promise<void> {
  const { supporting, references, ahead, reader, signal } = given
  addUsable(supporting, ahead.outcomes)
  if (reader !== null && !signal.aborted) {
    const ids = missingMedications(supporting, notAsked(references, ahead.asked))
    addUsable(supporting, await fetchMedications(ids, reader, signal))
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
