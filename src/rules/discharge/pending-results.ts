import { writeDate } from '../../clinical/clinical-date.ts'
import type { ClinicalDate } from '../../clinical/clinical-date.ts'
import type { ClinicalIndex } from '../../clinical/clinical-index.ts'
import type { Rule, RuleFinding } from '../rule.ts'
import { unreadWords } from '../unread.ts'
import { joinWords, summarise } from '../wording.ts'

/** Older reports that never became final are rather forgotten entries than pending results. */
const pendingWithinDays = 30

/** FHIR R4, DiagnosticReport.status: what is not final yet. */
const pendingStatuses = ['registered', 'partial', 'preliminary']

interface Pending {
  readonly reference: string
  readonly label: string
  readonly status: string
  readonly date: ClinicalDate | undefined
}

/** Discharge: results that are not final when the patient leaves, and would reach nobody. */
export const pendingResults: Rule = {
  id: 'D-01',
  version: '1.1',
  title: 'Results pending at discharge',
  when: 'A report is registered, partial or preliminary, or a result preliminary or without a value yet, of the last 30 days or without a date, when a discharge is prepared: warning. Reports or laboratory results not read: cannot assess.',
  whenNot: 'A final result of the same test since; older than 30 days; any other hook.',
  hooks: ['encounter-discharge'],
  topic: 'pendingResults',
  source: {
    title:
      'Roy et al., Patient safety concerns arising from test results that return after discharge',
    section: 'Ann Intern Med 2005;143:121',
    url: 'https://doi.org/10.7326/0003-4819-143-2-200507190-00011',
    date: '2005',
    verified: false
  },
  evaluate: ({ index }) => {
    const pending = [
      ...pendingReports(index),
      ...pendingReadings(index),
      ...withoutValue(index)
    ].toSorted((one, other) => dayOf(other) - dayOf(one))
    const missing = (['reports', 'laboratory'] as const).flatMap(
      (kind) => unreadWords(index, kind) ?? []
    )
    if (pending.length > 0) return [found(pending)]
    return missing.length > 0 ? [notAssessed(missing)] : []
  }
}

const isRecent = (index: ClinicalIndex, date: ClinicalDate): boolean =>
  index.asOf.epochDay - date.epochDay <= pendingWithinDays

function pendingReports(index: ClinicalIndex): readonly Pending[] {
  return index.events.flatMap(({ kind, status, date, reference, label }) =>
    kind === 'report' &&
    pendingStatuses.includes(status) &&
    date !== undefined &&
    isRecent(index, date)
      ? [{ reference, label, status, date }]
      : []
  )
}

/** The newest reading of a series counts: a final one after it has replaced it. */
function pendingReadings(index: ClinicalIndex): readonly Pending[] {
  return [...index.results.values()].flatMap(({ readings: [newest] }) =>
    newest?.status === 'preliminary' && isRecent(index, newest.date)
      ? [
          {
            reference: newest.reference,
            label: newest.label,
            status: 'preliminary',
            date: newest.date
          }
        ]
      : []
  )
}

/** Tests that were registered and have no value yet; a result of the same test since replaces them. */
function withoutValue(index: ClinicalIndex): readonly Pending[] {
  return (index.notKnown ?? []).flatMap(({ kind, known, reference, label, date, ...one }) => {
    if (kind !== 'result' || known !== 'pending') return []
    if (date !== undefined && !isRecent(index, date)) return []
    const [newest] = index.results.get(one.analyte ?? '')?.readings ?? []
    const isReplaced = newest !== undefined && newest.sortMs > (one.sortMs ?? Infinity)
    return isReplaced ? [] : [{ reference, label, status: 'no result yet', date }]
  })
}

/** One without a date may be of today. */
const dayOf = ({ date }: Pending): number => date?.epochDay ?? Number.MAX_SAFE_INTEGER

const said = ({ label, status, date }: Pending): string =>
  `${label}: ${status} (${date === undefined ? 'without a date' : writeDate(date)})`

function found(pending: readonly Pending[]): RuleFinding {
  const [newest] = pending
  const rest = pending.length - 1
  return {
    matter: 'pending-results',
    indicator: 'warning',
    summary: summarise([newest?.label ?? ''], (name) =>
      [
        newest === undefined ? '' : said({ ...newest, label: name }),
        rest > 0 ? ` and ${rest} more` : '',
        ', pending at discharge'
      ].join('')
    ),
    why: pending.slice(0, 3).map((one) => `${said(one)}.`),
    options: [
      'Consider naming in the discharge letter who looks at the result, and by when.',
      'Consider telling the patient that it is still to come.'
    ],
    evidence: pending.map((one) => ({ reference: one.reference, text: said(one) })),
    missing: [],
    suggestions: []
  }
}

function notAssessed(missing: readonly string[]): RuleFinding {
  return {
    matter: 'pending-results',
    indicator: 'info',
    summary: 'Whether results are pending at discharge cannot be assessed',
    why: [`Not known: ${joinWords(missing)}.`],
    options: ['Consider a look at results that are not final.'],
    evidence: [],
    missing,
    suggestions: []
  }
}
