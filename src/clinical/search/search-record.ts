import { isAnalyte } from '../../terminology/analytes.ts'
import { isInProblemSet } from '../../terminology/named-sets.ts'
import type { RecordKind } from '../../record/record-kinds.ts'
import type { ClinicalDate, EpochDay } from '../clinical-date.ts'
import { dateOfEpochDay } from '../clinical-date.ts'
import type { ClinicalFact, ClinicalIndex, Event, Problem, Result } from '../clinical-index.ts'
import { isAbsent } from '../is-absent.ts'
import type { Presence } from '../is-absent.ts'
import { isWhole } from '../is-whole.ts'
import { isOtherVaccine, namesThing } from './names-thing.ts'
import type { Thing } from './thing.ts'

/*
 * Curbside's own search for a thing. "Absent" only where every kind of the record that would hold it
 * was read whole, and no entry of it bears its code or may go by its name; a doubt is never "none".
 */

/** Before anybody's birth: "ever". */
const everFrom: EpochDay = -60_000

/** Whether the record holds the thing, from `since` on or ever. */
export function searchRecord(index: ClinicalIndex, thing: Thing, since?: ClinicalDate): Presence {
  const from = since ?? dateOfEpochDay(everFrom)
  switch (thing.kind) {
    case 'drug':
      return all(thing.ingredients.map((key) => asked(index, 'medication', key, from)))
    case 'drug-class':
      return asked(index, 'medication', thing.drugClass, from)
    case 'test':
    case 'sign':
      return testPresence(index, thing, from)
    case 'diagnosis':
      return diagnosisPresence(index, thing, from)
    case 'procedure':
      return procedurePresence(index, thing, from)
    case 'vaccine':
      return vaccinePresence(index, thing, from)
  }
}

type Of<Kind extends Thing['kind']> = Extract<Thing, { readonly kind: Kind }>

function asked(
  index: ClinicalIndex,
  kind: 'result' | 'procedure' | 'medication',
  key: string,
  since: ClinicalDate
): Presence {
  return isAbsent(index, { kind, key, label: key, since })
}

/** Present where one is, absent only where all are. */
function all(each: readonly Presence[]): Presence {
  if (each.includes('present')) return 'present'
  return each.length > 0 && each.every((one) => one === 'absent') ? 'absent' : 'unknown'
}

function testPresence(
  index: ClinicalIndex,
  thing: Of<'test' | 'sign'>,
  since: ClinicalDate
): Presence {
  const known = thing.analytes.filter(isAnalyte).map((key) => asked(index, 'result', key, since))
  const done =
    thing.eventSet === undefined ? [] : [asked(index, 'procedure', thing.eventSet, since)]
  const bears = (fact: Result | Event | Problem): boolean =>
    fact.codes.some(({ code }) => thing.loinc.includes(code)) || namesThing(fact.label, thing)
  const results = [...index.results.values()].flatMap(({ readings }) => readings)
  // What one looks for and does not measure (edema) may stand among the problems.
  const problems = thing.kind === 'sign' ? index.problems : []
  if (isThere([...results, ...index.events.filter(wasDone), ...problems], bears, since)) {
    return 'present'
  }
  const unread = (index.notKnown ?? []).some(
    (one) => one.kind === 'result' && isSince(one.date, since) && namesThing(one.label, thing)
  )
  if (unread) return 'unknown'
  const measured = [...known, ...done]
  // By its name alone: every kind that could hold it must have been read.
  const byName: readonly RecordKind[] =
    thing.kind === 'test'
      ? ['laboratory', 'reports', 'procedures', 'imaging']
      : ['vitals', 'surveys', 'conditions']
  if (measured.length > 0) return all(measured)
  return isWhole(index, ...byName) ? 'absent' : 'unknown'
}

function diagnosisPresence(
  index: ClinicalIndex,
  thing: Of<'diagnosis'>,
  since: ClinicalDate
): Presence {
  const counts = (problem: Problem): boolean =>
    (problem.status === 'active' || isSince(problem.abated ?? problem.onset, since)) &&
    (hasIcd10(problem, thing.icd10) ||
      (thing.problemSet !== undefined && isInProblemSet(problem, thing.problemSet)) ||
      namesThing(problem.label, thing))
  if (index.problems.some(counts)) return 'present'
  // A problem that is there and cannot be read may be the very one.
  if ((index.notKnown ?? []).some(({ kind }) => kind === 'problem')) return 'unknown'
  return isWhole(index, 'conditions') ? 'absent' : 'unknown'
}

function procedurePresence(
  index: ClinicalIndex,
  thing: Of<'procedure'>,
  since: ClinicalDate
): Presence {
  const named = isThere(
    index.events.filter(wasDone),
    ({ label }) => namesThing(label, thing),
    since
  )
  if (named) return 'present'
  if (thing.eventSet !== undefined) return asked(index, 'procedure', thing.eventSet, since)
  return isWhole(index, 'procedures', 'reports', 'imaging') ? 'absent' : 'unknown'
}

/**
 * Names of vaccines are of many makes: an immunization that is not recognised as any vaccine of the
 * vocabulary may be the very one.
 */
function vaccinePresence(
  index: ClinicalIndex,
  thing: Of<'vaccine'>,
  since: ClinicalDate
): Presence {
  const given = index.events.filter(
    (event) =>
      event.kind === 'immunization' && wasDone(event) && isSince(event.date ?? event.end, since)
  )
  if (given.some(({ label }) => namesThing(label, thing))) return 'present'
  if (given.some(({ label }) => !isOtherVaccine(label, thing))) return 'unknown'
  return isWhole(index, 'immunizations') ? 'absent' : 'unknown'
}

function isThere<Fact extends ClinicalFact>(
  facts: readonly Fact[],
  bears: (fact: Fact) => boolean,
  since: ClinicalDate
): boolean {
  return facts.some((fact) => isSince(dateOf(fact), since) && bears(fact))
}

function dateOf(fact: ClinicalFact): ClinicalDate | undefined {
  if (fact.kind === 'problem') return fact.status === 'active' ? undefined : fact.onset
  if (fact.kind === 'medication') return fact.started
  return 'end' in fact ? (fact.end ?? fact.date) : fact.date
}

const notDone = new Set(['not-done', 'cancelled', 'revoked', 'preparation', 'planned', 'draft'])

const wasDone = ({ kind, status }: Event): boolean => kind !== 'order' && !notDone.has(status)

/** Undated things may well lie within the time: they count. */
const isSince = (date: ClinicalDate | undefined, since: ClinicalDate): boolean =>
  date === undefined || date.epochDay >= since.epochDay

function hasIcd10({ codes }: Problem, prefixes: readonly string[]): boolean {
  return codes.some(
    ({ system, code }) =>
      /icd-?10/i.test(system) &&
      prefixes.some((prefix) => code.replace('.', '').startsWith(prefix.replace('.', '')))
  )
}
