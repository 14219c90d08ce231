import type { HeldBackReport, HeldFinding } from './held-back-report.ts'

/** The report as lines for a terminal. Patients are named only when asked for; users never. */
export function writeReport(report: HeldBackReport, show: { readonly patients: boolean }): string {
  const { ehrId, days, forAll } = report
  return [
    `Held back at ${ehrId}, ${day(report.atMs)}`,
    '',
    `For everyone, at present: ${forAll.length === 0 ? 'nothing' : `${forAll.length} finding${forAll.length === 1 ? '' : 's'}`}`,
    ...forAll.map((finding) => `  ${heldLine(finding, show.patients)}`),
    '',
    `Findings not shown in the last ${days} days, by topic:`,
    ...table(['topic', 'for one user', 'for everyone'], countRows(report)),
    '',
    `Findings on cards with feedback in the last ${days} days, by topic:`,
    ...table(
      ['topic', 'accepted', 'overridden'],
      report.outcomes.map(({ topic, accepted, overridden }) => [
        topic,
        String(accepted),
        String(overridden)
      ])
    ),
    ''
  ].join('\n')
}

function heldLine(finding: HeldFinding, withPatient: boolean): string {
  const { topic, ruleId, users, reasons, sinceMs, untilMs, services, patientId } = finding
  return [
    ruleId === null ? topic : `${topic} (${ruleId})`,
    `${users} users: ${reasons.join(', ')}`,
    `since ${day(sinceMs)}, until ${day(untilMs)} or until its facts change`,
    `at ${services.join(', ')}`,
    ...(withPatient ? [`Patient/${patientId}`] : [])
  ].join('; ')
}

function countRows({ counts }: HeldBackReport): readonly (readonly string[])[] {
  const topics = [...new Set(counts.map(({ topic }) => topic))]
  const sum = (topic: string, heldFor: 'user' | 'everyone'): string =>
    String(
      counts
        .filter((count) => count.topic === topic && count.heldFor === heldFor)
        .reduce((total, { findings }) => total + findings, 0)
    )
  return topics.map((topic) => [topic, sum(topic, 'user'), sum(topic, 'everyone')])
}

function table(
  columns: readonly string[],
  rows: readonly (readonly string[])[]
): readonly string[] {
  if (rows.length === 0) return ['  none']
  const all = [columns, ...rows]
  const widths = columns.map((_, index) => Math.max(...all.map((row) => row[index]?.length ?? 0)))
  return all.map((row) =>
    `  ${row.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join('  ')}`.trimEnd()
  )
}

const day = (atMs: number): string => new Date(atMs).toISOString().slice(0, 10)
