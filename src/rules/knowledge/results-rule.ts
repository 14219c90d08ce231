import { writeDate } from '../../clinical/clinical-date.ts'
import type { ClinicalIndex } from '../../clinical/clinical-index.ts'
import type { Knowledge } from '../../knowledge/knowledge.ts'
import type { ResultRow } from '../../knowledge/tables.ts'
import { isEndOfLife } from '../problems.ts'
import {
  compare,
  isAbove,
  isBelow,
  isExact,
  newestKnown,
  readingEvidence,
  readingsOf,
  seriesOf,
  writeNumber,
  writeReading,
  writeValue
} from '../readings.ts'
import type { Reading } from '../readings.ts'
import type { Evidence, Rule, RuleFinding } from '../rule.ts'
import { labelToVerify } from '../sources.ts'
import { summarise } from '../wording.ts'
import { ageHolds } from './holds.ts'
import { rowOfFinding, speaks } from './row-of-finding.ts'
import { unreadResult } from '../unread-results.ts'
import type { UnknownFact } from '../../clinical/known.ts'

/** As many results as the card's words can tell; further ones are counted. */
const toldMax = 4

/** Results that need action: too high, too low, or changed as matters; one card, gravest first. */
export function resultsRule(knowledge: Knowledge): Rule {
  return {
    id: 'K-07',
    version: '1.0',
    title: 'Results that need action',
    when: 'The newest value of a test is beyond a limit of the results table, or has changed as a row says, within the days of the row: one warning, the most dangerous first.',
    whenNot:
      'Older values; a newer value within limits; what L-11 says; hospice and palliative care.',
    hooks: ['patient-view', 'encounter-start'],
    topic: 'knowledgeResults',
    source: labelToVerify('Each row', 'named on the card'),
    fromTables: true,
    evaluate: ({ index }) => {
      if (isEndOfLife(index)) return []
      const signals = signalsOf(knowledge, index)
      const unread = unreadOf(knowledge, index, signals)
      return [...(signals.length === 0 ? [] : [findingOf(knowledge, signals)]), ...unread]
    }
  }
}

interface Signal {
  readonly row: ResultRow
  readonly text: string
  readonly evidence: readonly Evidence[]
}

function signalsOf(knowledge: Knowledge, index: ClinicalIndex): readonly Signal[] {
  const found = knowledge.tables.results.flatMap((row) => {
    if (!speaks(row.severity) || row.keeps !== undefined) return []
    if (row.ageYears !== undefined && ageHolds(index, row.ageYears).answer !== 'yes') return []
    const signal = row.change === undefined ? beyond(index, row) : changed(index, row)
    return signal === undefined ? [] : [signal]
  })
  // One test is told once, by the row of the greatest danger.
  const byAnalyte = new Map<string, Signal>()
  for (const signal of found.toSorted((one, other) => other.row.danger - one.row.danger)) {
    if (!byAnalyte.has(signal.row.analyte)) byAnalyte.set(signal.row.analyte, signal)
  }
  return [...byAnalyte.values()]
}

/** Newest results, or ones that a change is told from, which cannot be read: one for each test. */
function unreadOf(
  knowledge: Knowledge,
  index: ClinicalIndex,
  signals: readonly Signal[]
): readonly RuleFinding[] {
  const told = new Set(signals.map(({ row }) => row.analyte))
  const unread = new Map<string, RuleFinding>()
  for (const row of knowledge.tables.results) {
    if (!speaks(row.severity) || row.keeps !== undefined || told.has(row.analyte)) continue
    if (unread.has(row.analyte)) continue
    if (row.ageYears !== undefined && ageHolds(index, row.ageYears).answer !== 'yes') continue
    const unknown = row.change === undefined ? unreadNewest(index, row) : unreadChange(index, row)
    if (unknown === undefined) continue
    const unchecked = 'whether it needs action'
    unread.set(row.analyte, unreadResult(unknown, { name: row.name, unchecked }))
  }
  return [...unread.values()]
}

function unreadNewest(index: ClinicalIndex, row: ResultRow): UnknownFact | undefined {
  const known = newestKnown(index, row.analyte, index.asOf.epochDay - row.withinDays)
  const limits = [
    compare(known, (one) => (row.below === undefined ? 'no' : isBelow(one, row.below))),
    compare(known, (one) => (row.above === undefined ? 'no' : isAbove(one, row.above)))
  ]
  return limits.flatMap((one) => (one.answer === 'unknown' ? [one.unknown] : []))[0]
}

/** A change needs the newest and one before it. */
function unreadChange(index: ClinicalIndex, row: ResultRow): UnknownFact | undefined {
  const since = index.asOf.epochDay - row.withinDays - (row.change?.withinDays ?? 0)
  const { values, unknown } = seriesOf(index, row.analyte, since)
  const unread = unknown.filter(({ known }) => known !== 'pending')
  return values.length + unread.length > 1 ? unread[0] : undefined
}

function beyond(index: ClinicalIndex, row: ResultRow): Signal | undefined {
  const newest = newestWithin(index, row)
  if (newest === undefined) return undefined
  const low = row.below !== undefined && isBelow(newest, row.below) === 'yes'
  const high = row.above !== undefined && isAbove(newest, row.above) === 'yes'
  if (!low && !high) return undefined
  return {
    row,
    text: writeReading(row.name, newest),
    evidence: [readingEvidence(row.name, newest)]
  }
}

/** The newest value against the one of the row's days that makes the change greatest. */
function changed(index: ClinicalIndex, row: ResultRow): Signal | undefined {
  const newest = newestWithin(index, row)
  const { change } = row
  if (newest === undefined || change === undefined || !isExact(newest)) {
    return undefined
  }
  if (row.below !== undefined && newest.value >= row.below) return undefined
  if (row.above !== undefined && newest.value <= row.above) return undefined
  const since = newest.date.epochDay - change.withinDays
  const earlier = readingsOf(index, row.analyte).filter(
    (one) => one.sortMs < newest.sortMs && one.date.epochDay >= since && isExact(one)
  )
  const from = earlier.toSorted((one, other) =>
    change.direction === 'rise' ? one.value - other.value : other.value - one.value
  )[0]
  if (from === undefined || !isEnough(from, newest, change)) return undefined
  const text = `${row.name} ${writeNumber(from)} (${writeDate(from.date)}) to ${writeValue(newest)} (${writeDate(newest.date)})`
  return {
    row,
    text,
    evidence: [from, newest].map((reading) => readingEvidence(row.name, reading))
  }
}

function isEnough(
  from: Reading,
  to: Reading,
  { direction, by, ratio }: NonNullable<ResultRow['change']>
): boolean {
  const [small, great] = direction === 'rise' ? [from.value, to.value] : [to.value, from.value]
  // In thousandths: binary fractions make 0.3 of 1.2 - 0.9 a little less.
  const difference = Math.round((great - small) * 1000)
  return (
    (by === undefined || difference >= Math.round(by * 1000)) &&
    (ratio === undefined || (small > 0 && great / small >= ratio))
  )
}

function newestWithin(index: ClinicalIndex, row: ResultRow): Reading | undefined {
  const [newest] = readingsOf(index, row.analyte)
  return newest !== undefined && index.asOf.epochDay - newest.date.epochDay <= row.withinDays
    ? newest
    : undefined
}

function findingOf(knowledge: Knowledge, signals: readonly Signal[]): RuleFinding {
  const [first, ...others] = signals
  if (first === undefined) throw new Error('a finding has a result')
  const more = others.length === 0 ? '' : `; ${others.length} more`
  const evidence = signals.flatMap((one) => one.evidence)
  return {
    matter: 'results-need-action',
    indicator: 'warning',
    summary: summarise([first.text], (text) => `${text}: ${first.row.happens}${more}`),
    why: signals
      .slice(0, toldMax)
      .map(({ text, row }) => `${text}: ${row.happens}.`)
      .concat(signals.length > toldMax ? [`${signals.length - toldMax} more.`] : []),
    options: first.row.do,
    evidence: [...new Map(evidence.map((one) => [`${one.reference}|${one.text}`, one])).values()],
    missing: [],
    suggestions: [],
    rows: signals.map(({ row }) => `${row.id}@${row.version}`),
    ...(others.length === 0 && {
      row: { ...rowOfFinding(knowledge, first.row, first.row.name), topic: 'knowledgeResults' }
    })
  }
}
