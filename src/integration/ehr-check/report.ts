import type { Check } from './check.ts'

export interface Report {
  readonly ehr: string
  readonly verdict: 'fine' | 'faults'
  readonly counts: Readonly<Record<Check['level'], number>>
  readonly checks: readonly Check[]
}

export function reportOf(ehr: string, checks: readonly Check[]): Report {
  const count = (level: Check['level']) => checks.filter((check) => check.level === level).length
  const counts = {
    ok: count('ok'),
    warning: count('warning'),
    fault: count('fault'),
    skipped: count('skipped')
  }
  return { ehr, verdict: counts.fault === 0 ? 'fine' : 'faults', counts, checks }
}

/** One line per check, with what to do below each that is not fine. */
export function reportText({ ehr, counts, checks }: Report): string {
  const lines = checks.flatMap((check, index) => {
    const heading = check.area === checks[index - 1]?.area ? [] : ['', check.area]
    const time = check.tookMs === undefined ? '' : ` (${check.tookMs} ms)`
    const todo = check.todo === undefined ? [] : [`${' '.repeat(12)}→ ${check.todo}`]
    return [...heading, `  ${check.level.padEnd(9)} ${check.what}${time}`, ...todo]
  })
  const faults = `${counts.fault} ${counts.fault === 1 ? 'fault' : 'faults'}`
  const warnings = `${counts.warning} ${counts.warning === 1 ? 'warning' : 'warnings'}`
  return `${[`EHR ${ehr}`, ...lines, '', `${faults}, ${warnings}.`].join('\n')}\n`
}
