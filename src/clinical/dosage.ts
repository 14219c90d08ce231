import type { Dose } from './clinical-index.ts'
import { clinicalDate } from './clinical-date.ts'
import { doseOfQuantity, ofPieces, structuredDose } from './dose-quantity.ts'
import { daysInSig, daysOf } from './duration.ts'
import { listOf, numberOf, objectOf, textOf } from './loose-json.ts'
import type { LooseObject } from './loose-json.ts'
import { ceilingInSig, dailyInSig, doseInSig } from './sig.ts'
import type { SigDose } from './sig.ts'
import { withoutNoise } from '../terminology/strength.ts'
import { daysPerUnit, structuredTimes, timesADay, timesOfDay, writtenIn } from './times-a-day.ts'

/** What directions ask for in a day. */
export interface DailyDose {
  /** Undefined when they do not say: nothing is guessed. */
  readonly dailyDose?: Dose
  /** Where the coded part and the words disagree: what each says. The larger is the daily dose. */
  readonly doseConflict?: DoseConflict
}

export interface DoseConflict {
  readonly coded: Dose
  readonly written: Dose
}

/** The amount a day that a list of Dosage asks for. As-needed counts as taken whenever allowed. */
export function dailyDoseOf(dosages: unknown, strength: Dose | undefined): Dose | undefined {
  return readDailyDose(dosages, strength).dailyDose
}

/** The same, with what the words say where they say something else than the coded part. */
export function readDailyDose(dosages: unknown, strength: Dose | undefined): DailyDose {
  const all = listOf(dosages).map(objectOf)
  const [only, another] = all
  if (only !== undefined && another === undefined) {
    const conflict = conflictIn(only, strength)
    if (conflict !== undefined) {
      const { coded, written } = conflict
      return {
        dailyDose: coded.value > written.value ? coded : written,
        doseConflict: conflict
      }
    }
  }
  const steps = all.map((dosage) => stepOf(dosage, strength))
  const known = steps.filter((step) => step !== undefined)
  const [first] = known
  if (first === undefined || known.length < steps.length) return {}
  if (known.some(({ dose }) => dose.unit !== first.dose.unit)) return {}
  return { dailyDose: { value: withoutNoise(greatestOf(known)), unit: first.dose.unit } }
}

/** One Dosage: how much a day, and when. */
interface Step {
  readonly dose: Dose
  readonly sequence: number
  readonly from: number
  readonly to: number
  readonly days: number | undefined
  readonly moments: readonly string[]
  readonly isThen: boolean
}

function stepOf(dosage: LooseObject, strength: Dose | undefined): Step | undefined {
  const dose = aDay(dosage, strength)
  if (dose === undefined) return undefined
  const repeat = objectOf(objectOf(dosage['timing'])['repeat'])
  const bounds = objectOf(repeat['boundsPeriod'])
  const text = writtenIn(dosage).join(' ')
  return {
    dose,
    sequence: numberOf(dosage['sequence']) ?? 0,
    from: clinicalDate(textOf(bounds['start']))?.epochDay ?? -Infinity,
    to: clinicalDate(textOf(bounds['end']))?.epochDay ?? Infinity,
    days: daysOf(repeat['boundsDuration']) ?? daysInSig(text),
    moments: timesOfDay(dosage),
    isThen: /\bthen\b|\bfollowed by\b|\bafter that\b/i.test(text)
  }
}

/**
 * The most that is taken on one day. What is taken at different times of the day adds up; the
 * steps of a taper (sequences, periods that follow each other, different durations) do not.
 */
function greatestOf(steps: readonly Step[]): number {
  if (areOfOneDay(steps)) return sum(steps)
  const groups = [...Map.groupBy(steps, ({ sequence }) => sequence).values()]
  return Math.max(...groups.map(greatestTogether))
}

/** Different hours of the same days: EHRs number these too. */
function areOfOneDay(steps: readonly Step[]): boolean {
  const moments = steps.flatMap((one) => [...new Set(one.moments)])
  return (
    steps.every((one) => one.moments.length > 0 && !isBounded(one) && !one.isThen) &&
    new Set(moments).size === moments.length
  )
}

function greatestTogether(steps: readonly Step[]): number {
  const durations = new Set(steps.map(({ days }) => days))
  const follow = durations.size > 1 && !durations.has(undefined)
  if (follow || steps.some(({ isThen }) => isThen)) {
    return Math.max(...steps.map(({ dose }) => dose.value))
  }
  const days = steps.map(({ from }) => from)
  return Math.max(
    ...days.map((day) => sum(steps.filter(({ from, to }) => from <= day && day <= to)))
  )
}

const isBounded = ({ from, to, days }: Step): boolean =>
  from !== -Infinity || to !== Infinity || days !== undefined

const sum = (steps: readonly Step[]): number =>
  steps.reduce((total, { dose }) => total + dose.value, 0)

/** Coded where it is, else in words; no more than the directions allow at most. */
function aDay(dosage: LooseObject, strength: Dose | undefined): Dose | undefined {
  const times = timesADay(dosage)
  const dose = structuredDose(dosage, strength) ?? writtenDose(dosage, strength)
  const said =
    times === undefined || dose === undefined
      ? writtenDay(dosage, strength)
      : { value: withoutNoise(dose.value * times), unit: dose.unit }
  return atMost(said, ceilingOf(dosage, strength))
}

function atMost(dose: Dose | undefined, ceiling: Dose | undefined): Dose | undefined {
  if (ceiling === undefined || dose === undefined) return dose ?? ceiling
  return ceiling.unit === dose.unit && ceiling.value < dose.value ? ceiling : dose
}

/** R4 has one maxDosePerPeriod, R5 a list; directions in words say "max 3 tablets a day". */
function ceilingOf(dosage: LooseObject, strength: Dose | undefined): Dose | undefined {
  for (const ratio of listOf(dosage['maxDosePerPeriod']).map(objectOf)) {
    const dose = doseOfQuantity(objectOf(ratio['numerator']), strength)
    const period = objectOf(ratio['denominator'])
    const unit = textOf(period['code']) ?? textOf(period['unit']) ?? ''
    const days =
      (daysPerUnit.get(unit.toLowerCase().replace(/s$/, '')) ?? 0) *
      (numberOf(period['value']) ?? 1)
    if (dose !== undefined && days > 0) {
      return { value: withoutNoise(dose.value / days), unit: dose.unit }
    }
  }
  return inPieces(writtenIn(dosage).flatMap((text) => ceilingInSig(text) ?? [])[0], strength)
}

function writtenDose(dosage: LooseObject, strength: Dose | undefined): Dose | undefined {
  return inPieces(writtenIn(dosage).flatMap((text) => doseInSig(text) ?? [])[0], strength)
}

function writtenDay(dosage: LooseObject, strength: Dose | undefined): Dose | undefined {
  return inPieces(writtenIn(dosage).flatMap((text) => dailyInSig(text) ?? [])[0], strength)
}

function inPieces(written: SigDose | undefined, strength: Dose | undefined): Dose | undefined {
  if (written === undefined || !('pieces' in written)) return written
  return ofPieces(written.value, written.pieces, strength)
}

/** The coded part and the words, each read by itself, where they say different amounts a day. */
function conflictIn(dosage: LooseObject, strength: Dose | undefined): DoseConflict | undefined {
  const times = structuredTimes(dosage)
  const dose = structuredDose(dosage, strength)
  const day = writtenDay(dosage, strength)
  if (times === undefined || dose === undefined || day === undefined) return undefined
  const ceiling = ceilingOf(dosage, strength)
  const coded = atMost({ value: withoutNoise(dose.value * times), unit: dose.unit }, ceiling)
  const written = atMost(day, ceiling)
  if (coded === undefined || written === undefined || coded.unit !== written.unit) return undefined
  const least = Math.min(coded.value, written.value)
  return Math.abs(coded.value - written.value) <= least / 100 ? undefined : { coded, written }
}
