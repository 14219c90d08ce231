import type { OutgoingGate } from './chart.ts'
import type { IdentifierSearch } from './identifier-search.ts'

/** The fence around the chart in the model's user message. */
export const fence = { opens: '<<<CHART', closes: 'CHART>>>' } as const

// JSON in a JSON string escapes twice; nobody escapes more often by accident.
const unescapePasses = 3

/**
 * The last look at the bytes that would leave (trust reference, decision 4: fail closed). Numbers,
 * ids, addresses, full names and the birth date are looked for in all of them; single names only
 * inside the fence, line by line, because the instructions around it are nobody's record. A body
 * without a fence is not one of ours, so all of it counts as the record's.
 */
export function outgoingGate(search: IdentifierSearch): OutgoingGate {
  return {
    hits(body) {
      const readings = new Set([body])
      let reading = body
      for (let pass = 0; pass < unescapePasses; pass += 1) {
        reading = unescapeJson(reading)
        readings.add(reading)
      }
      return Math.max(...[...readings].map((one) => hitsIn(one, search)))
    }
  }
}

function hitsIn(text: string, search: IdentifierSearch): number {
  const lines = insideFences(text).split(/[\n\r\u2028\u2029]/)
  return lines.reduce((hits, line) => hits + search.inLine(line), search.anywhere(text))
}

function insideFences(text: string): string {
  const inside = text
    .split(fence.opens)
    .slice(1)
    .map((rest) => rest.split(fence.closes)[0] ?? rest)
  return inside.length === 0 ? text : inside.join('\n')
}

const controls: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: ' ', f: ' ' }

function unescapeJson(text: string): string {
  if (!text.includes('\\')) return text
  return text.replace(/\\(?:u([0-9a-fA-F]{4})|(.))/gs, (_, hex?: string, character = '') =>
    hex === undefined
      ? (controls[character] ?? character)
      : String.fromCharCode(Number.parseInt(hex, 16))
  )
}
