import { CdsResponseSchema } from '../../cds-hooks/card.ts'
import type { CdsCard } from '../../cds-hooks/card.ts'
import type { HookAnswer } from './send-hook.ts'

/** The answer of a call for people: status, time, and each card as a clinician would read it. */
export function showAnswer({ status, tookMs, text }: HookAnswer): string {
  const body = parsed(text)
  const head = `${status} in ${tookMs} ms`
  const response = CdsResponseSchema.safeParse(body)
  if (status === 200 && response.success) {
    const { cards } = response.data
    const count = `${cards.length} ${cards.length === 1 ? 'card' : 'cards'}`
    return `${[`${head}, ${count}`, ...cards.map(showCard)].join('\n\n')}\n`
  }
  const hint =
    status === 401
      ? [
          '401 has no reason on purpose. Is this key in ehrs[].jwks, and was Curbside restarted since?'
        ]
      : []
  return `${[head, ...issuesOf(body), ...hint].join('\n')}\n`
}

function showCard(card: CdsCard): string {
  const { indicator, summary, detail, source, suggestions, overrideReasons, links } = card
  return [
    `[${indicator}] ${summary}`,
    ...(detail === undefined ? [] : detail.split('\n').filter((line) => line !== '')),
    `Source: ${source.label}${source.url === undefined ? '' : ` <${source.url}>`}`,
    ...(suggestions ?? []).map(({ label }) => `Suggestion: ${label}`),
    ...(overrideReasons === undefined
      ? []
      : [`Override reasons: ${overrideReasons.map(({ display }) => display).join('; ')}`]),
    ...(links ?? []).map(({ label, url }) => `Link: ${label} <${url}>`),
    `uuid ${card.uuid}`
  ].join('\n  ')
}

function issuesOf(body: unknown): readonly string[] {
  const issues: unknown =
    typeof body === 'object' && body !== null ? Reflect.get(body, 'issue') : undefined
  if (!Array.isArray(issues)) return ['The answer is neither cards nor an OperationOutcome.']
  return issues.map((issue: { details?: { text?: string }; diagnostics?: string }) =>
    [issue.details?.text, issue.diagnostics].filter((part) => part !== undefined).join(' ')
  )
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
