import { writeDate } from '../../clinical/clinical-date.ts'
import type { ClinicalIndex, Medication } from '../../clinical/clinical-index.ts'
import { unknownName, unknownWords } from '../../clinical/known.ts'
import type { Known, UnknownFact } from '../../clinical/known.ts'
import { activeIn, firstStarted } from '../drug-set.ts'
import type { DrugSet } from '../drug-set.ts'
import { isTestOrdered } from '../events.ts'
import { medicationEvidence } from '../ordered-drugs.ts'
import { isEndOfLife } from '../problems.ts'
import {
  compare,
  isAbove,
  newestKnown,
  readingEvidence,
  unknownEvidence,
  wasMeasured,
  writeNumber
} from '../readings.ts'
import type { Reading } from '../readings.ts'
import type { Evidence, Rule, RuleFinding } from '../rule.ts'
import { labelToVerify } from '../sources.ts'
import { addInr } from '../suggested-tests.ts'
import { unreadWords } from '../unread.ts'
import { unreadResult } from '../unread-results.ts'
import { summarise } from '../wording.ts'

/** Clinical reference, situation L12 (label section 2, not read again). */
const highAbove = 4.5
/** Situation L12: no INR for more than 12 weeks. */
const intervalDays = 84

const warfarin: DrugSet = { ingredients: ['warfarin'] }
const matter = 'warfarin-inr'

/** Situation L12: warfarin with an INR far above range, or without an INR for too long. */
export const warfarinInr: Rule = {
  id: 'L-12',
  version: '1.1',
  title: 'Warfarin and INR',
  when: 'Warfarin is active and the newest INR is above 4.5, or none was measured for more than 12 weeks: warning. One that is still to come is told beside it and replaces none.',
  whenNot:
    'Warfarin started within 12 weeks; an INR ordered; hospice or palliative care (the missing INR only).',
  hooks: ['patient-view'],
  topic: 'warfarinInr',
  source: labelToVerify('Warfarin', '2, Dosage and administration: INR monitoring'),
  evaluate: ({ index }) => {
    const [medication] = activeIn(index, warfarin)
    if (medication === undefined) return []
    const known = newestKnown(index, 'inr')
    const inr = compare(known, (reading) => isAbove(reading, highAbove))
    if (inr.answer === 'yes') return [high(medication, inr.reading)]
    const newest =
      inr.answer === 'unknown' ? inr.unknown : inr.answer === 'no' ? inr.reading : undefined
    const day = newest === undefined ? -Infinity : (newest.date?.epochDay ?? index.asOf.epochDay)
    if (index.asOf.epochDay - day > intervalDays) {
      return overdue(index, { medication, inr: newest, pending: pendingOf(known) })
    }
    return inr.answer === 'unknown'
      ? [unreadResult(inr.unknown, { unchecked: 'the INR on warfarin', add: addInr })]
      : []
  }
}

function high(medication: Medication, inr: Reading): RuleFinding {
  const evidence = [readingEvidence('INR', inr), medicationEvidence(medication)]
  return {
    ...common(evidence),
    indicator: 'warning',
    summary: summarise(
      [],
      () =>
        `INR ${writeNumber(inr)} (${writeDate(inr.date)}) on warfarin, none after it: above ${highAbove}, bleeding risk`
    ),
    options: [
      'Consider asking about bleeding, and holding or lowering the dose.',
      'Consider repeating the INR and looking for an interacting drug.'
    ],
    missing: []
  }
}

/** An INR that was taken and has no result yet, newer than every one that has. */
function pendingOf(known: Known<Reading>): UnknownFact | undefined {
  if ('pending' in known) return known.pending
  return known.known === 'pending' ? known.unknown : undefined
}

function overdue(
  index: ClinicalIndex,
  {
    medication,
    inr,
    pending
  }: {
    readonly medication: Medication
    readonly inr: Reading | UnknownFact | undefined
    readonly pending: UnknownFact | undefined
  }
): readonly RuleFinding[] {
  const since = index.asOf.epochDay - intervalDays
  const started = firstStarted(index, medication)
  if (started !== undefined && started.epochDay > since) return []
  if (isEndOfLife(index) || wasMeasured(index, 'inr', since, { orPending: false })) return []
  if (isTestOrdered(index, { analyte: 'inr', words: /\binr\b|prothrombin/i }, since)) return []
  const results = [inr, pending].filter((one) => one !== undefined)
  const evidence = [medicationEvidence(medication), ...results.map(evidenceOf)]
  const unread = unreadWords(index, 'laboratory')
  const newest =
    inr === undefined
      ? 'no INR in the record, one is due every 12 weeks'
      : `newest ${nameOfReading(inr)}, none for more than 12 weeks`
  return [
    {
      ...common(evidence),
      indicator: unread === undefined ? 'warning' : 'info',
      summary: summarise([], () =>
        unread === undefined
          ? `Warfarin: ${newest}${pendingWords(pending)}`
          : 'Warfarin: INR cannot be assessed, laboratory results incomplete'
      ),
      why: [
        ...evidence.map(({ text }) => `${text}.`),
        ...(unread === undefined ? [] : [`Not known: ${unread}.`])
      ],
      options:
        pending === undefined
          ? ['Consider an INR.', 'Consider asking where the INR is measured.']
          : ['Consider asking for the INR that has no result yet, or repeating it.'],
      suggestions: pending === undefined ? [addInr] : [],
      missing: unread === undefined ? [] : [unread]
    }
  ]
}

/** `; INR of 18 Nov 2026 has no result yet`. */
const pendingWords = (pending: UnknownFact | undefined): string =>
  pending === undefined ? '' : `; ${unknownWords(pending, 'INR')}`

function evidenceOf(inr: Reading | UnknownFact): Evidence {
  return 'known' in inr ? unknownEvidence('INR', inr) : readingEvidence('INR', inr)
}

const nameOfReading = (inr: Reading | UnknownFact): string =>
  'known' in inr ? unknownName(inr, 'INR') : `INR ${writeNumber(inr)} (${writeDate(inr.date)})`

function common(evidence: readonly Evidence[]) {
  return {
    matter,
    why: evidence.map(({ text }) => `${text}.`),
    evidence,
    suggestions: [addInr]
  }
}
