import type {
  HeldBackFacts,
  RuleFacts,
  Section,
  ServiceFacts,
  TransparencyFacts
} from './transparency-facts.ts'
import { transparencySections } from './transparency-sections.ts'

/** GET /transparency: what this installation is and does, as HTML without script. */
export function transparencyPage(facts: TransparencyFacts, heldBack: HeldBackFacts): string {
  const sections = transparencySections(facts)
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>How Curbside works</title>
<style>
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem .3rem 0; border-bottom: 1px solid }
code { overflow-wrap: anywhere }
</style>
</head>
<body>
<main>
<h1>How Curbside works</h1>
${sections.map(sectionHtml).join('\n')}
${servicesHtml(facts.services)}
${heldBackHtml(heldBack)}
${rulesHtml(facts.rules)}
</main>
</body>
</html>
`
}

/** The same content for programs. */
export function transparencyJson(
  facts: TransparencyFacts,
  heldBack: HeldBackFacts
): {
  readonly facts: TransparencyFacts
  readonly heldBack: HeldBackFacts
  readonly sections: readonly Section[]
} {
  return { facts, heldBack, sections: transparencySections(facts) }
}

function sectionHtml({ id, title, paragraphs }: Section): string {
  const text = paragraphs.map((paragraph) => `<p>${escapeHtml(paragraph)}</p>`).join('\n')
  return `<section id="${escapeHtml(id)}">\n<h2>${escapeHtml(title)}</h2>\n${text}\n</section>`
}

function servicesHtml(services: readonly ServiceFacts[]): string {
  const rows = services.map(
    (service) => `<tr>
<td>${escapeHtml(service.id)}</td>
<td>${escapeHtml(service.title)}: ${escapeHtml(service.description)}</td>
<td>At most ${service.cardsMax} cards; ${escapeHtml(holdBackWords(service))}; policy ${escapeHtml(service.policyVersion)}</td>
<td><code>${escapeHtml(service.contentSha256.slice(0, 16))}</code></td>
</tr>`
  )
  return table('services', 'Services', ['Service', 'What it does', 'Policy', 'Content hash'], rows)
}

function holdBackWords({ holdBackDays, holdBackForAll }: ServiceFacts): string {
  const own = `an override counts for its user for ${holdBackDays} days`
  if (holdBackForAll === undefined) return `${own}, and for nobody else`
  const { users, reasons, withinDays, days } = holdBackForAll
  return `${own}; those of ${users} users within ${withinDays} days (${reasons.join(', ')}) for everyone for ${days} days`
}

function heldBackHtml(heldBack: HeldBackFacts): string {
  const title = 'What was held back'
  const id = 'held-back'
  if (heldBack === null || heldBack.counts.length === 0) {
    const text =
      heldBack === null
        ? 'What was held back could not be read just now. This does not mean that it was nothing.'
        : `Nothing was held back in the last ${heldBack.days} days.`
    return sectionHtml({ id, title, paragraphs: [text] })
  }
  const rows = heldBack.counts.map(
    ({ ehr, topic, title: name, heldFor, findings }) => `<tr>
<td>${escapeHtml(ehr)}</td>
<td>${escapeHtml(name)} (<code>${escapeHtml(topic)}</code>)</td>
<td>${heldFor === 'user' ? 'the user who overrode it' : 'everyone'}</td>
<td>${escapeHtml(String(findings))}</td>
</tr>`
  )
  const columns = [
    'Record system',
    'Topic',
    'Held back for',
    `Findings not shown in ${heldBack.days} days`
  ]
  return table(id, title, columns, rows)
}

function rulesHtml(rules: readonly RuleFacts[]): string {
  const rows = rules.map(
    (rule) => `<tr id="rule-${escapeHtml(rule.id)}">
<td>${escapeHtml(rule.id)}</td>
<td>${escapeHtml(rule.title)}</td>
<td>${escapeHtml(rule.version)}</td>
<td>${escapeHtml(rule.hooks.join(', '))}</td>
<td>${sourceHtml(rule.source)}</td>
</tr>`
  )
  return table('rule-list', 'Rules', ['Rule', 'Title', 'Version', 'Used at', 'Source'], rows)
}

function sourceHtml({ title, section, url, date, verified }: RuleFacts['source']): string {
  const text = escapeHtml([title, section].filter((part) => part !== '').join(', '))
  const named = url.startsWith('https://')
    ? `<a href="${escapeHtml(url)}" rel="noreferrer">${text}</a>`
    : text
  const note = verified ? '' : ' (text not re-read by Curbside)'
  return `${named}, ${escapeHtml(date)}${note}`
}

function table(
  id: string,
  title: string,
  columns: readonly string[],
  rows: readonly string[]
): string {
  const head = columns.map((column) => `<th scope="col">${escapeHtml(column)}</th>`).join('')
  return `<section id="${id}">
<h2>${escapeHtml(title)}</h2>
<table>
<thead><tr>${head}</tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>
</section>`
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}
