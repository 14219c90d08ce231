import assert from 'node:assert/strict'
import { dateOfEpochDay } from '../clinical/clinical-date.ts'
import type { ClinicalDate, EpochDay } from '../clinical/clinical-date.ts'

/**
 * How much of time the model is told. `minimised`: days counted from today. `shifted`: days counted
 * from an arbitrary day of this call, and of each how long ago it is in six classes. `strict-year`:
 * the year and the order of days, nothing else.
 */
export const profiles = ['minimised', 'shifted', 'strict-year'] as const
export type Profile = (typeof profiles)[number]

/** Writes the dates of one chart, and reads them back where the model cites them. */
export interface ChartTime {
  /** The first line of the chart: what its day numbers mean. */
  readonly header: string
  /** A date as the model sees it: `D-14`, `D61234 (8-30d)`, `D17 (2024)`; never a calendar date. */
  write(date: ClinicalDate): string
  /** ` in 380 d`; empty where nothing finer than a year is told. */
  writeSpan(from: EpochDay, to: EpochDay): string
  /** What a search without hits looked at: `D-730 to D0`. */
  writeSearched(since: ClinicalDate): string
  /** Whether rates may be shown: with two values they tell the days between them. */
  readonly tellsDays: boolean
  /** The true date of a day of the chart, as `YYYY-MM-DD`; undefined when the chart has no such day. */
  dateOf(day: number): string | undefined
}

// 45 CFR 164.514(b)(2)(i)(C): what is 89 years old or older would tell an age over 89.
const daysBackMax = 32_485
const yearsBackMax = 89
// A day of a hostile size would be no date: bounded to what a date can be.
const daysMax = 200 * 366

// Five digits for every day of a life: no day number can equal an identifier of six.
const originMin = 40_000
const originCount = 50_000

/** The origin of a shifted chart, from one random integer of at least 32 bits. */
export function originFrom(random: number): number {
  return originMin + (Math.abs(Math.trunc(random)) % originCount)
}

const alias = 'every line of the record carries its alias in [ ]'

/**
 * Makes the time of one chart. `days`: every day that it may write, needed for the order of
 * `strict-year`. `originDay`: what day 0 of the index is written as in `shifted`, from `originFrom`.
 */
export function chartTime(given: {
  readonly profile: Profile
  readonly today: ClinicalDate
  readonly days: () => Iterable<EpochDay>
  readonly originDay?: number
}): ChartTime {
  const { profile, today, days, originDay } = given
  switch (profile) {
    case 'minimised':
      return minimised(today)
    case 'shifted':
      assert(originDay !== undefined, 'a shifted chart has an origin of its own')
      return shifted(today, originDay)
    case 'strict-year':
      return strictYear(today, days())
  }
}

function minimised(today: ClinicalDate): ChartTime {
  return {
    header: `CHART day 0 is today; D-14 is 14 days ago; ${alias}`,
    tellsDays: true,
    write: (date) => {
      const day = daysFrom(today, date)
      return `${about(date)}D${day > 0 ? '+' : ''}${day}`
    },
    writeSpan,
    writeSearched: (since) => `${minimised(today).write(since)} to D0`,
    dateOf: (day) => dateAt(today.epochDay + bounded(day))
  }
}

function shifted(today: ClinicalDate, originDay: number): ChartTime {
  return {
    header: `CHART days count from an arbitrary day, a higher number is later; how long ago stands in ( ); ${alias}`,
    tellsDays: true,
    write: (date) => {
      const day = daysFrom(today, date)
      return `${about(date)}D${originDay + day} (${recency(-day)})`
    },
    writeSpan,
    writeSearched: (since) => `back ${recency(-daysFrom(today, since))}`,
    dateOf: (day) => dateAt(today.epochDay + bounded(day - originDay))
  }
}

function strictYear(today: ClinicalDate, days: Iterable<EpochDay>): ChartTime {
  const sorted = [...new Set(days)].toSorted((one, other) => one - other)
  const ranks = new Map(sorted.map((day, at) => [day, at + 1]))
  const yearMin = Number(today.iso.slice(0, 4)) - yearsBackMax
  const yearOf = ({ iso }: ClinicalDate) => Math.max(Number(iso.slice(0, 4)), yearMin)
  return {
    header: `CHART days are numbered in their order, a higher number is later; the year stands in ( ); ${alias}`,
    tellsDays: false,
    write: (date) => {
      const rank = ranks.get(date.epochDay)
      assert(rank !== undefined, 'every day of the chart has its place')
      return `${about(date)}D${rank} (${yearOf(date)})`
    },
    writeSpan: () => '',
    writeSearched: (since) => `since ${yearOf(since)}`,
    dateOf: (day) => {
      const epochDay = sorted[day - 1]
      return epochDay === undefined ? undefined : dateAt(epochDay)
    }
  }
}

/** trust reference, 2.2. */
function recency(daysAgo: number): string {
  if (daysAgo < 0) return 'ahead'
  if (daysAgo <= 7) return '<=7d'
  if (daysAgo <= 30) return '8-30d'
  if (daysAgo <= 90) return '31-90d'
  if (daysAgo <= 365) return '91-365d'
  return daysAgo <= 730 ? '1-2y' : '>2y'
}

/** With a month's or a year's precision it is about that day (`~D-400`). */
function about({ iso }: ClinicalDate): string {
  return iso.length < 10 ? '~' : ''
}

function daysFrom(today: ClinicalDate, date: ClinicalDate): number {
  return Math.max(date.epochDay - today.epochDay, -daysBackMax)
}

function writeSpan(from: EpochDay, to: EpochDay): string {
  return ` in ${Math.min(Math.abs(to - from), daysBackMax)} d`
}

function bounded(days: number): number {
  return Math.max(-daysMax, Math.min(daysMax, days))
}

function dateAt(epochDay: EpochDay): string {
  return dateOfEpochDay(epochDay).iso
}
