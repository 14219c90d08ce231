import type { DocumentReference } from '@medplum/fhirtypes'
import { deidentify } from '../../../src/chart/deidentify.ts'
import type { Deidentified } from '../../../src/chart/chart.ts'
import { buildClinicalIndex } from '../../../src/clinical/build-clinical-index.ts'
import type { PatientRecord } from '../../../src/record/patient-record.ts'
import { aConcept, hl7, loinc, subject } from '../../support/records.ts'

/** A current clinical note with its text in it: a discharge summary of October by default. */
export function aNote(
  text: string,
  given: Partial<DocumentReference> & { readonly contentType?: string } = {}
): DocumentReference {
  const { contentType = 'text/plain', ...rest } = given
  return {
    resourceType: 'DocumentReference',
    id: 'note-1',
    status: 'current',
    type: aConcept(loinc, '18842-5', 'Discharge summary'),
    category: [
      aConcept(`${hl7}/us-core-documentreference-category`, 'clinical-note', 'Clinical Note')
    ],
    subject,
    date: '2026-10-21T09:00:00Z',
    content: [{ attachment: { contentType, data: Buffer.from(text).toString('base64') } }],
    ...rest
  }
}

/** The chart of a record with its notes. */
export function chartOf(
  record: PatientRecord,
  given: { readonly asOf?: string; readonly notesCharactersMax?: number } = {}
): Deidentified {
  const outcome = deidentify({
    record,
    index: buildClinicalIndex(record, given.asOf ?? '2026-11-20T10:00:00Z'),
    moment: { hook: 'patient-view', draftOrders: [] },
    absences: [],
    profile: 'minimised',
    charactersMax: 13_000,
    notesCharactersMax: given.notesCharactersMax ?? 5_000
  })
  if (outcome.outcome !== 'clean') throw new Error(`the gate closed with ${outcome.hits} hits`)
  return outcome.value
}

/** The lines of notes as they were before each space was marked. */
export function noteLines({ chart }: Deidentified): readonly string[] {
  return chart.review
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .map((line) => line.slice(2).replaceAll('^', ' '))
}
