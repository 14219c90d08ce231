import { rules } from '../../src/rules/all-rules.ts'
import type { Rule } from '../../src/rules/rule.ts'

/*
 * The page of rules for a pharmacist or governance lead, made from the rules themselves. A test
 * compares docs/rules.md with it; run this file to write the page anew:
 *   node test/support/rules-page.ts > docs/rules.md
 */

const head = `# The rules

Made from the rules themselves by \`test/support/rules-page.ts\`: do not edit by hand.

Every rule has three outcomes: silent, a finding, or "cannot assess" when the data that decide were
not read or not recorded; the last is information, never more. What could not be assessed about one
order is one card. Indicators: critical, warning, information (\`info\` on the wire). Draft orders
count whether selected or not. Drugs that are stopped or on hold never count as taken.

How far each rule looks back stands in its **When**. Where none stands, the whole record counts. The
same for all: hospice or palliative care as an event counts for a year, a pregnancy for 42 weeks from
its beginning, a recorded pregnancy status or test for 42 days (until 42 weeks it is a question). A
problem without a status counts, and the card says that the status is not recorded; one that its words
or its verification leave open is told as not confirmed, never as critical, and silences nothing.
Where the birth date holds only a year, a rule is asked about both ages.

**Verified** says whether the text of the source was read and checked for this project. A source
that was not says so on the card.
`

/** The page as Markdown, in the order of the rules: orders first, then the longitudinal record. */
export function writeRulesPage(): string {
  const orders = rules.filter(({ id }) => id.startsWith('R-'))
  const record = rules.filter(({ id }) => id.startsWith('L-'))
  const discharge = rules.filter(({ id }) => id.startsWith('D-'))
  return [
    head,
    overview(),
    `## At an order\n\n${orders.map(section).join('\n\n')}`,
    `## When the chart is opened\n\n${record.map(section).join('\n\n')}`,
    `## Before a discharge\n\n${discharge.map(section).join('\n\n')}`
  ]
    .join('\n')
    .concat('\n')
}

function overview(): string {
  const verified = rules.filter(({ source }) => source.verified).length
  const rows = rules.map(
    ({ id, version, title, source }) =>
      `| ${id} | ${title} | ${version} | ${source.verified ? 'yes' : 'no'} |`
  )
  return [
    `${rules.length} rules; the sources of ${verified} are verified.`,
    '',
    '| rule | what | version | verified |',
    '|---|---|---|---|',
    ...rows,
    ''
  ].join('\n')
}

function section({ id, version, title, when, whenNot, hooks, topic, source }: Rule): string {
  return [
    `### ${id} ${title}`,
    '',
    `- **When** ${when ?? ''}`,
    `- **When not** ${whenNot ?? ''}`,
    `- **Source** [${source.title}](${source.url}), ${source.section}, ${source.date}. Verified: ${source.verified ? 'yes' : 'no'}.`,
    `- **Version** ${version}, at ${hooks.join(' and ')}, topic \`${topic}\``
  ].join('\n')
}

if (import.meta.main) process.stdout.write(writeRulesPage())
