import assert from 'node:assert/strict'
import type { Absence } from '../clinical/absence.ts'
import type { ClinicalIndex, Moment } from '../clinical/clinical-index.ts'
import type { PatientRecord } from '../record/patient-record.ts'
import { AliasTable } from './alias-table.ts'
import type { Chart, DeidentifyOutcome } from './chart.ts'
import { chartTime } from './chart-time.ts'
import type { Profile } from './chart-time.ts'
import type { LineContext } from './chart-line.ts'
import { digestMoment, digestReview } from './digests.ts'
import { daysOf, referenceOrder } from './fact-order.ts'
import { identifierSearch } from './identifier-search.ts'
import { collectIdentifiers } from './identifiers.ts'
import { isKnownAnalyte } from './lines/may-be-shown.ts'
import { fence, outgoingGate } from './outgoing-gate.ts'
import { writeMoment } from './write-moment.ts'
import { writeReview } from './write-review.ts'

export interface DeidentifyGiven {
  readonly index: ClinicalIndex
  readonly moment: Moment
  /** Only for its identifiers: nothing of it is shown. */
  readonly record: PatientRecord
  readonly absences: readonly Absence[]
  /** How much of time is told. None of them makes a chart de-identified (HIPAA) by itself. */
  readonly profile: Profile
  /** Of `shifted`, which needs one: where its days begin, new in each call (see `originFrom`). */
  readonly originDay?: number
  /** Characters of the review, as far as pinned lines allow. */
  readonly charactersMax: number
  /** Characters of the notes, beside these; without it no note is shown. Only in `minimised`. */
  readonly notesCharactersMax?: number
}

/**
 * Makes the chart: what the model may see of this patient. It is built from named elements of the
 * clinical index only, with counters for references and days for dates; a line whose EHR text holds
 * an identifier of the patient is withheld. The same facts on the same day give the same bytes,
 * whatever the ids, the patient's name and the order of the record (with one `originDay`).
 *
 * Outcome `gate-closed` when an identifier still stands in the text: then nothing may be sent.
 */
export function deidentify(given: DeidentifyGiven): DeidentifyOutcome {
  const { index, moment, absences, charactersMax, notesCharactersMax } = given
  assert(
    notesCharactersMax === undefined || given.profile === 'minimised',
    'text tells more of time than the other profiles allow'
  )
  const identifiers = collectIdentifiers(given.record, moment.draftOrders)
  const search = identifierSearch(identifiers, vocabularyOf(given))
  const today = index.asOf
  const time = chartTime({ ...given, today, days: () => daysOf(index) })
  const context: LineContext = { today, time, search, inOrder: referenceOrder(index) }
  const table = new AliasTable()
  const review = writeReview({
    index,
    absences,
    charactersMax,
    context,
    table,
    ...(notesCharactersMax !== undefined && {
      notes: { record: given.record, charactersMax: notesCharactersMax }
    })
  })
  const now = writeMoment(moment, context, table)
  const gate = outgoingGate(search)
  const shown = [review.text, ...(now.text === null ? [] : [now.text])]
  const hits = gate.hits([fence.opens, ...shown, fence.closes].join('\n'))
  if (hits > 0) return { outcome: 'gate-closed', hits }
  const { withheld } = review
  const size = {
    lines: shown.reduce((sum, text) => sum + text.split('\n').length, 0),
    characters: shown.reduce((sum, text) => sum + text.length, 0),
    omitted: review.omitted
  }
  return {
    outcome: 'clean',
    value: {
      // The one place where the brand is given.
      chart: { review: review.text, moment: now.text, size } as Chart,
      gate,
      aliases: table.aliases(time, today),
      digests: {
        review: digestReview({ ...given, withheld, notes: review.notes?.statements ?? [] }),
        moment: now.text === null ? null : digestMoment(moment, now.bodies)
      },
      withheld: withheld + now.withheld,
      ...(review.notes !== undefined && {
        notes: {
          shown: review.notes.shown,
          withheld: review.notes.withheld,
          cut: review.notes.cut
        }
      })
    }
  }
}

/** Words that Curbside's own terminology gives, which a patient's name may equal. */
function vocabularyOf({ index, moment, absences }: DeidentifyGiven): string[] {
  const drafts = moment.draftOrders.flatMap(({ medication }) => medication ?? [])
  return [
    ...[...index.medications, ...drafts].flatMap((medication) => medication.ingredients),
    ...index.allergies.flatMap((allergy) => allergy.substances),
    ...[...index.results.values()].flatMap(({ analyte, label }) =>
      isKnownAnalyte(analyte) ? label : []
    ),
    ...absences.map((absence) => absence.label)
  ]
}
