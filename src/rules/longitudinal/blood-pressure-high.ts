import type { EpochDay } from '../../clinical/clinical-date.ts'
import type { UnknownFact } from '../../clinical/known.ts'
import { seriesOf } from '../readings.ts'
import type { Reading } from '../readings.ts'
import { dayOfUnknown, unreadResult } from '../unread-results.ts'
import { dateOfEpochDay, writeDate } from '../../clinical/clinical-date.ts'
import type { ClinicalIndex } from '../../clinical/clinical-index.ts'
import { currentPregnancy } from '../../clinical/current-pregnancy.ts'
import { firstStarted, medicationsIn } from '../drug-set.ts'
import type { DrugSet } from '../drug-set.ts'
import { isEndOfLife, presentProblems, problemEvidence, settledProblems } from '../problems.ts'
import type { Rule, RuleFinding } from '../rule.ts'
import { unreadWords } from '../unread.ts'
import { summarise } from '../wording.ts'

/** eCQM CMS165: controlled is below 140 and below 90 mm Hg. */
const limits = { systolic: 140, diastolic: 90 } as const
/** eCQM CMS165: patients of 18 to 85 years. */
const years = { from: 18, to: 85 }
/** eCQM CMS165: the measurement period of one year; both visits lie within two. */
const newestWithinDays = 365
const bothWithinDays = 730

const antihypertensive: DrugSet = {
  classes: [
    'ace-inhibitor',
    'arb',
    'renin-inhibitor',
    'neprilysin-inhibitor',
    'beta-blocker',
    'dihydropyridine',
    'nondihydropyridine',
    'diuretic'
  ],
  ingredients: ['clonidine', 'hydralazine', 'doxazosin', 'minoxidil', 'methyldopa', 'guanfacine']
}

interface Pressure {
  readonly day: number
  readonly systolic: number
  readonly diastolic: number
  readonly reference: string
}

/** Situation L10: blood pressure above goal at the last two visits, treatment unchanged. */
export const bloodPressureHigh: Rule = {
  id: 'L-10',
  version: '1.0',
  title: 'High blood pressure, treatment unchanged',
  when: 'Hypertension is active, blood pressure was 140/90 or more on the last two days it was measured (lowest values of a day), the newest within a year and the other within two, and no antihypertensive was started or changed since the first of them: information. Medications or vital signs not read whole: cannot assess.',
  whenNot:
    'Either day below 140/90; a new antihypertensive or strength since; no hypertension on the problem list; under 18 or over 85 years; pregnancy; end-stage kidney disease or kidney transplant; hospice, palliative care and likely terminal conditions.',
  hooks: ['patient-view'],
  topic: 'bloodPressureHigh',
  source: {
    title: 'eCQM CMS165, Controlling High Blood Pressure',
    section: 'Numerator: most recent blood pressure below 140/90',
    url: 'https://ecqi.healthit.gov/ecqm/ec/2024/cms0165v12',
    date: '2024',
    verified: true
  },
  evaluate: ({ index }) => {
    const { ageYears } = index.person
    if (ageYears !== undefined && (ageYears < years.from || ageYears > years.to)) return []
    const [hypertension] = presentProblems(index, 'hypertension')
    if (hypertension === undefined || isExcluded(index)) return []
    const [newest, before] = pressuresOf(index)
    if (newest === undefined || before === undefined) return []
    const today = index.asOf.epochDay
    if (today - newest.day > newestWithinDays || today - before.day > bothWithinDays) return []
    if (treatmentChanged(index, before.day)) return []
    // One normal pressure of the two is enough, whatever the other was.
    if ([newest, before].some((one) => 'systolic' in one && !isHigh(one))) return []
    const unread = [newest, before].find((one) => 'unknown' in one)
    if (unread !== undefined) {
      return [unreadResult(unread.unknown, { unchecked: 'whether the blood pressure stays high' })]
    }
    if ('unknown' in newest || 'unknown' in before) return []
    const missing = (['medications', 'vitals'] as const).flatMap(
      (kind) => unreadWords(index, kind) ?? []
    )
    const pressures = [before, newest]
    const evidence = [
      ...pressures.map((one) => ({
        reference: one.reference,
        text: `Blood pressure ${write(one)} mm Hg (${writeDate(dateOfEpochDay(one.day))})`
      })),
      problemEvidence(hypertension)
    ]
    const values = pressures.map((one) => `${write(one)} (${writeDate(dateOfEpochDay(one.day))})`)
    const finding: RuleFinding = {
      matter: 'blood-pressure-high',
      indicator: 'info',
      summary: summarise([], () =>
        missing.length === 0
          ? `Blood pressure ${values.join(', then ')}: no change of treatment found`
          : `Blood pressure ${values.join(', then ')}: treatment cannot be assessed`
      ),
      why: [
        ...evidence.map(({ text }) => `${text}.`),
        ...missing.map((words) => `Not known: ${words}.`)
      ],
      options: [
        'Consider repeating it today, and measurements at home.',
        'Consider adherence, and intensifying the treatment.'
      ],
      evidence,
      missing,
      suggestions: []
    }
    return [finding]
  }
}

function isExcluded(index: ClinicalIndex): boolean {
  return (
    isEndOfLife(index) ||
    settledProblems(index, 'esrd', 'kidney-transplant').length > 0 ||
    currentPregnancy(index).pregnant === 'yes'
  )
}

/** A day whose pressures, or one of them, cannot be read. */
interface UnreadDay {
  readonly day: EpochDay
  readonly unknown: UnknownFact
}

/** The two newest days with a whole blood pressure, or with one that cannot be read. */
function pressuresOf(index: ClinicalIndex): readonly (Pressure | UnreadDay)[] {
  const [systolic, diastolic] = [seriesOf(index, 'systolic'), seriesOf(index, 'diastolic')]
  const whole = wholePressures(systolic.values, diastolic.values)
  const days = new Set(whole.map(({ day }) => day))
  const unread = [...systolic.unknown, ...diastolic.unknown]
    .filter(({ known }) => known !== 'pending')
    .map((unknown): UnreadDay => ({ day: dayOfUnknown(index, unknown), unknown }))
    .filter(({ day }) => !days.has(day))
  const once = new Map(unread.map((one) => [one.day, one]))
  return [...whole, ...once.values()].toSorted((one, other) => other.day - one.day).slice(0, 2)
}

/** Each day with its lowest values (eCQM CMS165). */
function wholePressures(
  systolics: readonly Reading[],
  diastolics: readonly Reading[]
): readonly Pressure[] {
  const diastolic = Map.groupBy(diastolics, ({ date }) => date.epochDay)
  return [...Map.groupBy(systolics, ({ date }) => date.epochDay)].flatMap(([day, readings]) => {
    const lowest = readings.toSorted((one, other) => one.value - other.value)[0]
    const below = (diastolic.get(day) ?? []).map(({ value }) => value)
    return lowest === undefined || below.length === 0
      ? []
      : [
          {
            day,
            systolic: lowest.value,
            diastolic: Math.min(...below),
            reference: lowest.reference
          }
        ]
  })
}

function isHigh({ systolic, diastolic }: Pressure): boolean {
  return systolic >= limits.systolic || diastolic >= limits.diastolic
}

function treatmentChanged(index: ClinicalIndex, since: number): boolean {
  return medicationsIn(index, antihypertensive).some(
    (medication) => (firstStarted(index, medication)?.epochDay ?? -Infinity) >= since
  )
}

function write({ systolic, diastolic }: Pressure): string {
  return `${Math.round(systolic)}/${Math.round(diastolic)}`
}
