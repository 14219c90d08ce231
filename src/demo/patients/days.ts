const msPerDay = 86_400_000

/**
 * The date so many days before `asOf`, as `YYYY-MM-DD`. Everything in a demo record is told in days
 * before today, so that a story is as true next year.
 */
export function dateBefore(asOf: string, daysAgo: number): string {
  return new Date(dayMs(asOf) - daysAgo * msPerDay).toISOString().slice(0, 10)
}

/** As `dateBefore`, moved from a weekend to the Friday before: visits happen on weekdays. */
export function clinicDateBefore(asOf: string, daysAgo: number): string {
  const weekday = new Date(dayMs(asOf) - daysAgo * msPerDay).getUTCDay()
  const sinceFriday = weekday === 6 ? 1 : weekday === 0 ? 2 : 0
  return dateBefore(asOf, daysAgo + sinceFriday)
}

/** A birth date that makes a person so old at `asOf`, with the last birthday so many days ago. */
export function birthDate(asOf: string, age: { years: number; daysSinceBirthday: number }): string {
  const birthday = new Date(dayMs(asOf) - age.daysSinceBirthday * msPerDay)
  birthday.setUTCFullYear(birthday.getUTCFullYear() - age.years)
  return birthday.toISOString().slice(0, 10)
}

function dayMs(asOf: string): number {
  const ms = Date.parse(`${asOf.slice(0, 10)}T00:00:00Z`)
  if (Number.isNaN(ms)) throw new RangeError('asOf must begin with YYYY-MM-DD')
  return ms
}
