import type { EpochDay } from '../../clinical/clinical-date.ts'
import type { ClinicalIndex, Event, Result } from '../../clinical/clinical-index.ts'
import { problemsIn } from '../../clinical/has-problem.ts'
import { isInEventSet } from '../../terminology/named-sets.ts'
import type { EventSet } from '../../terminology/named-sets.ts'
import { eventsIn } from '../events.ts'
import { factEvidence, isEndOfLife, settledProblems } from '../problems.ts'
import type { Evidence, Rule, RuleFinding } from '../rule.ts'
import { unreadWords } from '../unread.ts'
import { joinWords, summarise } from '../wording.ts'

const year = 365
/** What was not found is asked about only where the record reaches back so far; our choice. */
const reachDays = 3 * year
/** eCQMs: advanced illness and frailty end screening from 66 years; here dementia stands for it. */
const frailFromYears = 66

type Done = Event | Result

/** FHIR event statuses of what was not, or not wholly, done. */
const notDone: ReadonlySet<string> = new Set(['not-done', 'cancelled', 'stopped', 'preparation'])

interface Test {
  readonly set: EventSet
  readonly validDays: number
}

interface Screening {
  readonly name: string
  readonly ages: { readonly from: number; readonly to: number }
  readonly womenOnly: boolean
  readonly tests: readonly Test[]
  /**
   * All places where its tests stand are searched, so that it is worth asking when none was found. Some
   * EHRs keep mammograms as imaging observations only, which no search of the record returns.
   */
  readonly searchedWhole: boolean
  readonly isExcluded: (index: ClinicalIndex, done: readonly Done[]) => boolean
}

/** Ages: USPSTF (2021, 2024, 2018). Intervals: eCQM CMS130, CMS125 and CMS124. */
const screenings: readonly Screening[] = [
  {
    name: 'colorectal',
    searchedWhole: true,
    ages: { from: 45, to: 75 },
    womenOnly: false,
    tests: [
      { set: 'colonoscopy', validDays: 10 * year },
      { set: 'sigmoidoscopy-or-ct-colonography', validDays: 5 * year },
      { set: 'stool-dna', validDays: 3 * year },
      { set: 'fit', validDays: year }
    ],
    isExcluded: (index, done) =>
      problemsIn(index, ['colorectal-cancer', 'colectomy-history'], { settled: true }).length > 0 ||
      hasHad(done, 'colectomy')
  },
  {
    name: 'breast',
    searchedWhole: false,
    ages: { from: 40, to: 74 },
    womenOnly: true,
    // CMS125 counts 27 months.
    tests: [{ set: 'mammography', validDays: 821 }],
    isExcluded: (index, done) =>
      // After breast cancer a mammogram follows up; it screens no longer.
      problemsIn(index, ['mastectomy-history', 'breast-cancer-history'], { settled: true }).length >
        0 || hasHad(done, 'mastectomy')
  },
  {
    name: 'cervical',
    searchedWhole: true,
    ages: { from: 21, to: 65 },
    womenOnly: true,
    tests: [
      { set: 'cervical-screening', validDays: 3 * year },
      { set: 'hpv-test', validDays: 5 * year }
    ],
    isExcluded: (index, done) =>
      hasHad(done, 'hysterectomy') ||
      problemsIn(index, ['hysterectomy-history', 'cervical-cancer-or-high-grade-lesion'], {
        settled: true
      }).length > 0
  }
]

/** Situation L13: cancer screening that is overdue, all of it on one card. */
export const screeningOverdue: Rule = {
  id: 'L-13',
  version: '1.1',
  title: 'Cancer screening overdue',
  when: 'Colorectal (45 to 75 years), breast (women, 40 to 74) or cervical (women, 21 to 65) screening is overdue: the newest test is older than its interval. Where the record reaches back 3 years and no test was found, the card asks when it was done and never says that it was not (not of mammograms, which EHRs may keep where no search finds them). With iron deficiency on record, examining the bowel is named work-up instead of screening. One card for all: information. Never told when procedures, reports or laboratory results were not read whole.',
  whenNot:
    'A valid test; a test ordered within a year; colorectal, breast or cervical cancer, colectomy, mastectomy, hysterectomy; dementia from 66 years; hospice, palliative care and likely terminal conditions; a record shorter than 3 years that holds no earlier test.',
  hooks: ['patient-view'],
  topic: 'screeningOverdue',
  source: {
    title: 'USPSTF cancer screening recommendations; eCQM CMS130, CMS125, CMS124',
    section: 'Colorectal, breast and cervical cancer: ages and intervals',
    url: 'https://www.uspreventiveservicestaskforce.org/uspstf/recommendation-topics',
    date: '2024',
    verified: true
  },
  evaluate: ({ index }) => {
    const { ageYears } = index.person
    if (ageYears === undefined || isEndOfLife(index)) return []
    if (ageYears >= frailFromYears && settledProblems(index, 'dementia').length > 0) return []
    const done = doneOf(index)
    const due = screenings
      .filter((screening) => isFor(index, done, screening))
      .flatMap((screening) => overdue(index, done, screening))
    if (due.length === 0) return []
    // Absence is told from a whole record only; what cannot be told here is no finding.
    const kinds = ['procedures', 'reports', 'laboratory'] as const
    if (kinds.some((kind) => unreadWords(index, kind) !== undefined)) return []
    return [finding(index, due)]
  }
}

function isFor(
  index: ClinicalIndex,
  done: readonly Done[],
  { ages, womenOnly, isExcluded }: Screening
): boolean {
  const { ageYears, sex } = index.person
  if (ageYears === undefined || ageYears < ages.from || ageYears > ages.to) return false
  return (!womenOnly || sex === 'female') && !isExcluded(index, done)
}

interface Due {
  readonly name: string
  readonly last?: Evidence
  /** Without a last one: where the record reaches back to. */
  readonly since?: Event
}

function overdue(
  index: ClinicalIndex,
  all: readonly Done[],
  { name, tests, searchedWhole }: Screening
): readonly Due[] {
  const today = index.asOf.epochDay
  const done = tests.flatMap(({ set, validDays }) =>
    all
      .filter((fact) => isInEventSet(fact, set))
      .map((fact) => ({ fact, validDays, day: dayOf(fact) }))
  )
  if (done.some(({ day, validDays }) => day === undefined || today - day <= validDays)) return []
  const sets = tests.map(({ set }) => set)
  const ordered = eventsIn(index, sets, today - year).some(({ kind }) => kind === 'order')
  if (ordered) return []
  const [last] = done.toSorted((one, other) => (other.day ?? 0) - (one.day ?? 0))
  if (last !== undefined) return [{ name, last: factEvidence(last.fact) }]
  const since = searchedWhole ? oldestOf(index) : undefined
  return since === undefined ? [] : [{ name, since }]
}

/**
 * What was done: procedures, reports and results, of each name the newest; visits never count. A
 * long record holds the same few names hundreds of times.
 */
function doneOf(index: ClinicalIndex): readonly Done[] {
  const newest = new Map<string, Done>()
  for (const event of index.events) {
    if (event.kind !== 'procedure' && event.kind !== 'report') continue
    if (notDone.has(event.status)) continue
    const name = [event.label, ...event.codes.map(({ code }) => code)].join('|')
    // The events of the index are sorted, newest first; what has no date comes last.
    if (!newest.has(name) || event.date === undefined) newest.set(name, event)
  }
  const results = [...index.results.values()].flatMap(({ readings }) => readings.slice(0, 1))
  return [...newest.values(), ...results]
}

function dayOf(fact: Done): EpochDay | undefined {
  return fact.kind === 'result' ? fact.date.epochDay : (fact.end ?? fact.date)?.epochDay
}

/** The oldest visit or procedure, when it is 3 years old and another is of the last year. */
function oldestOf({ events, asOf }: ClinicalIndex): Event | undefined {
  const dated = events.filter(
    ({ kind, date }) => kind !== 'order' && kind !== 'immunization' && date !== undefined
  )
  // The events of the index are sorted, newest first.
  const [newest, oldest] = [dated[0], dated.at(-1)]
  const dayFrom = (event: Event | undefined): number => event?.date?.epochDay ?? -Infinity
  const known = dayFrom(newest) >= asOf.epochDay - year
  return known && dayFrom(oldest) <= asOf.epochDay - reachDays ? oldest : undefined
}

function hasHad(done: readonly Done[], set: EventSet): boolean {
  return done.some((fact) => fact.kind === 'procedure' && isInEventSet(fact, set))
}

function finding(index: ClinicalIndex, due: readonly Due[]): RuleFinding {
  const overdueOnes = due.filter(({ last }) => last !== undefined)
  const toAsk = due.filter(({ last }) => last === undefined)
  const lasts = overdueOnes.flatMap(({ last }) => last ?? [])
  const [since] = due.flatMap((one) => one.since ?? [])
  const reach = since === undefined ? [] : [factEvidence(since)]
  const lacksIron = due.some(({ name }) => name === 'colorectal') ? ironDeficiencyOf(index) : []
  return {
    matter: 'screening-overdue',
    indicator: 'info',
    summary: summarise([], () => headline(namesOf(overdueOnes), namesOf(toAsk))),
    why: [
      ...lasts.map(({ text }) => `Newest: ${text}.`),
      // What another office did, or a code that nobody here knows, is no absence.
      ...(toAsk.length === 0
        ? []
        : [`No ${namesOf(toAsk)} screening was found; it may stand elsewhere.`]),
      ...reach.map(({ text }) => `The record reaches back to ${text}.`),
      ...lacksIron.map(({ text }) => `${text}: examining the bowel is work-up then, not screening.`)
    ],
    options: optionsFor(overdueOnes, toAsk, lacksIron.length > 0),
    evidence: [...lasts, ...reach, ...lacksIron],
    missing: [],
    suggestions: []
  }
}

const namesOf = (due: readonly Due[]): string => joinWords(due.map(({ name }) => name))

function headline(overdueNames: string, namesToAsk: string): string {
  if (namesToAsk === '') return `Cancer screening overdue: ${overdueNames}`
  if (overdueNames === '') return `Ask when cancer screening was done: ${namesToAsk}`
  return `Cancer screening overdue: ${overdueNames}; ask about ${namesToAsk}`
}

/** Iron deficiency is a reason to look into the bowel, whatever screening is due. */
function ironDeficiencyOf(index: ClinicalIndex): readonly Evidence[] {
  const [first] = settledProblems(index, 'iron-deficiency')
  return first === undefined ? [] : [factEvidence(first)]
}

function optionsFor(
  overdueOnes: readonly Due[],
  toAsk: readonly Due[],
  isWorkUp: boolean
): readonly string[] {
  const screened = overdueOnes.filter(({ name }) => !(isWorkUp && name === 'colorectal'))
  return [
    ...(isWorkUp ? ['Consider examining the bowel for the cause of the iron deficiency.'] : []),
    ...(screened.length === 0 ? [] : [`Consider offering ${namesOf(screened)} screening.`]),
    toAsk.length === 0
      ? 'Consider asking whether it was done elsewhere.'
      : `Consider asking when ${namesOf(toAsk)} screening was last done.`
  ]
}
