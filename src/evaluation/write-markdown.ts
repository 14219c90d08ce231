import type { Evaluation } from './evaluation.ts'
import { writeExpectation } from './result-lines.ts'
import type { CaseResult } from './replay-case.ts'
import { columns, headingOf, rowOf } from './table-rows.ts'

/** evaluation.md: the measures, what failed and why, and which files were not understood. */
export function writeMarkdown(evaluation: Evaluation): string {
  const { all, by, cases, files, model, version, passed } = evaluation
  const failed = cases.filter(({ outcome }) => outcome === 'failed')
  const ungrounded = cases.filter((one) => one.cards.some((card) => card.ungrounded.length > 0))
  const lines = [
    '# Evaluation',
    '',
    `Curbside ${version}, model: ${model}. ${passed ? 'Passed.' : 'Failed.'} What the columns mean stands in docs/evaluation.md.`,
    '',
    ...table('', { all }),
    ...Object.entries(by).flatMap(([name, groups]) => [
      '',
      `## ${headingOf(name)}`,
      '',
      ...table(name, groups)
    ]),
    ...(failed.length === 0 ? [] : ['', '## Cases that failed', '', ...failed.flatMap(told)]),
    ...(ungrounded.length === 0
      ? []
      : [
          '',
          '## Statements that do not stand in the record',
          '',
          ...ungrounded.flatMap(statements)
        ]),
    ...(files.length === 0
      ? []
      : [
          '',
          '## Files that were not understood',
          '',
          ...files.flatMap(({ file, faults }) =>
            faults.map((fault) => `- ${cell(file)}: ${cell(fault)}`)
          )
        ])
  ]
  return `${lines.join('\n')}\n`
}

function table(heading: string, groups: Readonly<Record<string, Parameters<typeof rowOf>[0]>>) {
  const row = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`
  return [
    row([heading, ...columns]),
    `|${'---|'.repeat(columns.length + 1)}`,
    ...Object.entries(groups).map(([key, measures]) => row([key, ...rowOf(measures)]))
  ]
}

function told(one: CaseResult): readonly string[] {
  const came =
    one.status === 200
      ? one.cards.map(
          ({ rule, indicator, summary }) => `${rule ?? 'no rule'} ${indicator}: ${summary}`
        )
      : [`${one.status} ${one.said.join(' ')}`]
  return [
    `- **${cell(one.id)}** (${cell(one.file)})`,
    ...one.expectations
      .filter(({ met }) => !met)
      .map((wanted) => `  - expected ${cell(writeExpectation(wanted))}`),
    ...one.silencesBroken.map((pattern) => `  - should be silent: ${cell(pattern)}`),
    ...(came.length === 0 ? ['no card'] : came).map((line) => `  - came: ${cell(line)}`)
  ]
}

function statements(one: CaseResult): readonly string[] {
  return one.cards.flatMap((card) =>
    card.ungrounded.map((statement) => `- ${cell(one.id)}: ${cell(statement)}`)
  )
}

/** Text of a case or a card inside a table or a list. */
const cell = (text: string): string =>
  text.replace(/[\r\n]+/g, ' ').replace(/[\\`*_[\]<>|]/g, '\\$&')
