import { clinicalDate, writeDate } from '../../clinical/clinical-date.ts'
import type { ClinicalDate } from '../../clinical/clinical-date.ts'
import type { Result } from '../../clinical/clinical-index.ts'
import type { SupportedFact } from '../supported-fact.ts'
import {
  capitalised,
  drugName,
  listOf,
  nameOf,
  patientWords,
  readingsOf
} from '../meanings/names.ts'
import { resultName, writeNumber, writeReadings } from './result-words.ts'

/*
 * Why: the facts, then what they mean. Every sentence comes from what was found in the record; what
 * the headline says is not said again.
 */

/** A sentence, and how much it matters that it stands: the highest number is cut first. */
export interface WeighedSentence {
  readonly text: string
  /** 0 is never cut: what speaks against, what is missing. */
  readonly cut: number
}

/** The facts as sentences, those of one kind together. */
export function factSentences(
  facts: readonly SupportedFact[],
  said: ReadonlySet<SupportedFact>
): readonly WeighedSentence[] {
  const left = facts.filter((fact) => !said.has(fact) || saysMore(fact))
  const inRole = (wanted: (role: string) => boolean) =>
    left.filter(({ bound }) => wanted(bound.role))
  const basis = inRole((role) => role === 'basis' || role === 'before' || role === 'after')
  const more = inRole((role) => role === 'matters-more')
  const against = inRole((role) => role === 'against')
  const missing = inRole((role) => role === 'missing')
  const isAbsence = ({ found }: SupportedFact): boolean =>
    found.kind === 'absence' || found.kind === 'not-found'
  const present = (list: readonly SupportedFact[]) => list.filter((fact) => !isAbsence(fact))
  return [
    ...grouped(present(basis), 2),
    ...grouped(present(more), 3),
    ...headed('Against it', present(against)),
    ...absences([
      ...missing,
      ...basis.filter(isAbsence),
      ...more.filter(isAbsence),
      ...against.filter(isAbsence)
    ])
  ]
}

/** What the headline names still has its dose, its start or its day to say. */
function saysMore({ found }: SupportedFact): boolean {
  if (found.kind === 'drug') {
    const { says } = found
    return says.dose || says.start
  }
  if (found.kind === 'condition') return found.saysDate
  if (found.kind === 'event') return (found.event.date ?? found.event.end) !== undefined
  return found.kind === 'order' && found.saysDose
}

function grouped(facts: readonly SupportedFact[], cut: number): readonly WeighedSentence[] {
  const phrases = factPhrases(facts)
  return phrases.map((phrase) => ({ text: `${capitalised(phrase)}.`, cut }))
}

function headed(head: string, facts: readonly SupportedFact[]): readonly WeighedSentence[] {
  const phrases = factPhrases(facts)
  return phrases.length === 0 ? [] : [{ text: `${head}: ${phrases.join('; ')}.`, cut: 0 }]
}

/** Drugs together, readings of one test together; each other fact alone. */
export function factPhrases(facts: readonly SupportedFact[]): readonly string[] {
  const results = Map.groupBy(
    facts.filter((fact) => readingsOf(fact).length > 0),
    (fact) => readingsOf(fact)[0]?.analyte ?? ''
  )
  const drugs = facts.filter(
    ({ found }) => found.kind === 'drug' && isActive(found.medication.status)
  )
  const problems = facts.filter(
    ({ found }) => found.kind === 'condition' && found.problem.status === 'active'
  )
  const rest = facts.filter(
    (fact) => readingsOf(fact).length === 0 && !drugs.includes(fact) && !problems.includes(fact)
  )
  return [
    ...[...results.values()].map((each) => resultPhrase(each.flatMap(readingsOf))),
    ...(drugs.length === 0 ? [] : [`taking ${listOf(drugs.map(phraseOf))}`]),
    ...rest.map(phraseOf),
    ...(problems.length === 0 ? [] : [`on the problem list: ${problems.map(phraseOf).join(', ')}`])
  ].filter((phrase) => phrase !== '')
}

const isActive = (status: string): boolean => status === 'active' || status === 'unknown'

/** `calcium 10.7 to 11.2 mg/dL (3 May 2024 to 1 Mar 2026)`. */
export function resultPhrase(readings: readonly Result[]): string {
  const each = [...new Map(readings.map((one) => [`${one.reference} ${one.component ?? ''}`, one]))]
    .map(([, one]) => one)
    .toSorted((one, other) => one.sortMs - other.sortMs)
  const [first] = each
  return first === undefined ? '' : `${resultName(first)} ${writeReadings(each)}`
}

/** One fact in few words. */
function phraseOf(fact: SupportedFact): string {
  const { found } = fact
  switch (found.kind) {
    case 'value':
    case 'trend':
      return resultPhrase(readingsOf(fact))
    case 'condition': {
      const { status, onset, abated, recorded } = found.problem
      const date = found.saysDate ? (onset ?? recorded) : undefined
      if (status === 'active') return `${nameOf(fact)}${dated(' since', date)}`
      const unclear = status === 'unknown' ? 'status not recorded' : 'past'
      const day = found.saysDate && onset !== undefined ? `${writeDate(onset)}, ` : ''
      const until = day === '' ? dated(', until', abated) : ''
      return `${nameOf(fact)} (${day}${unclear}${until})`
    }
    case 'allergy':
      return `${nameOf(fact)}${found.allergy.severe ? ' (severe)' : ''}`
    case 'drug': {
      const { medication, says } = found
      const { dailyDose, status, started, ended } = medication
      const dose =
        says.dose && dailyDose !== undefined
          ? ` ${writeNumber(dailyDose.value)} ${dailyDose.unit}/day`
          : ''
      const since = says.start ? dated(' since', started) : ''
      if (isActive(status)) return `${drugName(medication)}${dose}${since}`
      return `${drugName(medication)}${dose} ${status}${dated(' on', ended)}`
    }
    case 'order': {
      const { medication } = found.order
      if (medication === undefined) return 'an order of this visit'
      const { dailyDose } = medication
      const dose =
        found.saysDose && dailyDose !== undefined
          ? ` ${writeNumber(dailyDose.value)} ${dailyDose.unit}/day`
          : ''
      return `${drugName(medication)}${dose} ordered`
    }
    case 'event': {
      const { date, end, kind, status } = found.event
      const pending = kind === 'order' && status === 'active' ? ', asked for' : ''
      return `${nameOf(fact)}${pending}${dated(' on', date ?? end)}`
    }
    case 'patient':
      return patientWords(found)
    case 'computed':
    case 'family':
    case 'plan':
    case 'absence':
    case 'not-found':
      return nameOf(fact)
  }
}

/** What was looked for and is not there, by how far back it was looked for. */
function absences(facts: readonly SupportedFact[]): readonly WeighedSentence[] {
  const bySince = Map.groupBy(facts, ({ found }) =>
    found.kind === 'absence'
      ? found.absence.since.iso
      : found.kind === 'not-found'
        ? found.since
        : null
  )
  return [...bySince].flatMap(([since, each]) => {
    const names = listOf(each.filter((fact) => isLooked(fact)).map(nameOf), 'or')
    if (names === '') return []
    const date = since === null ? undefined : clinicalDate(since)
    const where = date === undefined ? 'in the record' : `since ${writeDate(date)}`
    return [{ text: `No ${names} ${where}.`, cut: 0 }]
  })
}

const isLooked = ({ found }: SupportedFact): boolean =>
  found.kind === 'absence' || found.kind === 'not-found'

function dated(word: string, date: ClinicalDate | undefined): string {
  return date === undefined ? '' : `${word} ${writeDate(date)}`
}
