import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CdsResponseSchema } from '../../src/cds-hooks/card.ts'
import type { CdsCard } from '../../src/cds-hooks/card.ts'
import { rules } from '../../src/rules/all-rules.ts'
import { runCurbside } from '../support/curbside.ts'
import type { Answer, RunningCurbside } from '../support/curbside.ts'

/*
 * Requests that others have published, sent over sockets as they stand by a registered EHR, at
 * their own time: their fhirServer is not registered, and they carry no fhirAuthorization. Every
 * well-formed one is answered with valid cards, an empty list, or 412; every malformed one with
 * 400. The opioid requests have published answers: printed beside ours. Skipped where the
 * published requests are not at hand.
 */

const folder = join(process.env['CURBSIDE_REAL_DATA'] ?? '../shared/data', 'cds-hooks-requests')
const opioid = join(folder, 'opioid-cds-r4')
const found = existsSync(folder)
const named = (pattern: string): string[] =>
  found ? globSync(pattern, { cwd: folder }).toSorted() : []
const wellFormed = [...named('opioid-cds-r4/requests/**/*.json'), ...named('hl7-pddi/*.json')]
const malformed = named('opioid-cds-r4/invalid-originals/**/*.json')

const running = new Map<string, Promise<RunningCurbside>>()
afterAll(async () => {
  for (const one of running.values()) await (await one)[Symbol.asyncDispose]()
})

/** One Curbside per day, with that day as its clinical clock. */
function curbsideAt(asOf: string): Promise<RunningCurbside> {
  const known = running.get(asOf) ?? runCurbside({ asOf, ehr: { answerWithinMs: 10_000 } })
  running.set(asOf, known)
  return known
}

// Most are of that day; the first one opens the store.
beforeAll(async () => {
  if (found) await curbsideAt('2023-05-01')
})

const services: Readonly<Record<string, string>> = { 'medication-prescribe': 'order-select' }

/** The day of a request: as published, else the newest date in it. */
function dayOf(path: string, text: string): string {
  if (path.startsWith('opioid')) return '2023-05-01'
  return (text.match(/\b20\d\d-\d\d-\d\d/g) ?? []).toSorted().at(-1) ?? '2020-03-30'
}

async function send(path: string): Promise<Answer> {
  const text = readFileSync(join(folder, path), 'utf8')
  const [, hook = ''] = /"hook"\s*:\s*"([^"]+)"/.exec(text) ?? []
  const curbside = await curbsideAt(dayOf(path, text))
  return curbside.call(services[hook] ?? hook, text)
}

describe.skipIf(!found)('a published request that is well formed', () => {
  test.for(wellFormed)('%s is answered with valid cards, none, or 412', async (path) => {
    const answer = await send(path)
    expect([200, 412], answer.text).toContain(answer.status)
    if (answer.status === 412) {
      expect(answer.text).toContain('CURBSIDE_RECORD_UNREADABLE')
      expect(answer.text).toContain('patient: ')
      return
    }
    expect(CdsResponseSchema.safeParse(answer.body).error).toBeUndefined()
  })

  test('412 is only for those without a Patient', async () => {
    for (const path of wellFormed) {
      const { status } = await send(path)
      const hasPatient = /"resourceType"\s*:\s*"Patient"/.test(
        readFileSync(join(folder, path), 'utf8')
      )
      // Older than 1.0: the prefetch lies inside the context, where nothing is read.
      const insideContext = path.includes('scenario-02')
      expect(status, path).toBe(hasPatient && !insideContext ? 200 : 412)
    }
  })
})

describe.skipIf(!found)('a published request that is no JSON', () => {
  test.for(malformed)('%s is a 400 that says so, without a word of the patient', async (path) => {
    const answer = await send(path)
    expect(answer.status).toBe(400)
    expect(answer.text).toContain('CURBSIDE_REQUEST_INVALID')
    expect(answer.text).toMatch(/JSON/)
    expect(answer.text).not.toContain('example-rec')
  })
})

interface Pair {
  readonly request: string
  readonly recommendation: string
  readonly expectedCards: number
  readonly summaries: readonly string[]
}

/** The topic of our rule for a recommendation of the CDC guideline, or what rule is missing. */
const ruleOf: Readonly<Record<string, { readonly topic: string } | { readonly missing: string }>> =
  {
    '03': { topic: 'firstOpioidExtendedRelease' },
    '04/05': { missing: 'a dose of 50 or 90 MME a day by itself, apart from naloxone' },
    '07': { missing: 'benefits and harms evaluated in the first weeks and every 3 months' },
    '10': { missing: 'urine drug test within a year, and unexpected results' },
    '11': { topic: 'opioidBenzodiazepine' }
  }

describe.skipIf(!found)('the opioid requests beside their published answers', () => {
  test('fire where we have the rule, are silent where they are, and the rest is named', async () => {
    const pairs = JSON.parse(readFileSync(join(opioid, 'pairs.json'), 'utf8')) as Pair[]
    const rows: string[] = []
    const wrong: string[] = []
    for (const pair of pairs) {
      const { cards = [] } = (await send(join('opioid-cds-r4', pair.request))).body
      const own = cards.filter(isFindingOf(pair.recommendation))
      const name = pair.request.replace(/^.*request-example-/, '').replace(/\.json$/, '')
      const verdict = verdictOf(pair, own.length)
      if (verdict.startsWith('DIFFERS')) wrong.push(`${name}: ${verdict}`)
      rows.push(
        [
          name,
          `  published: ${pair.expectedCards === 0 ? 'silent' : pair.summaries.join('; ')}`,
          ...(cards.length === 0 ? ['  Curbside:  silent'] : cards.map(shown)),
          `  ${verdict}`
        ].join('\n')
      )
    }
    process.stdout.write(`\n${rows.join('\n')}\n\n`)
    expect(wrong).toEqual([])
    for (const rule of Object.values(ruleOf)) {
      if ('topic' in rule) expect(rules.map(({ topic }) => topic)).toContain(rule.topic)
    }
    expect(rows).toHaveLength(15)
  })
})

const shown = (card: CdsCard): string =>
  `  Curbside:  ${card.indicator}, ${card.source.topic?.code ?? ''}: ${card.summary}`

/** "Cannot assess" is no finding: it never speaks louder than info. */
const isFindingOf =
  (recommendation: string) =>
  ({ source, indicator }: CdsCard): boolean => {
    const rule = ruleOf[recommendation]
    const topic = rule !== undefined && 'topic' in rule ? rule.topic : undefined
    return source.topic?.code === topic && indicator !== 'info'
  }

function verdictOf(pair: Pair, ownCards: number): string {
  const rule = ruleOf[pair.recommendation]
  if (pair.expectedCards === 0) return ownCards === 0 ? 'the same' : 'DIFFERS: should be silent'
  if (rule === undefined) return 'DIFFERS: a recommendation that the table does not name'
  if ('missing' in rule)
    return `no rule yet, recommendation ${pair.recommendation}: ${rule.missing}`
  return ownCards > 0 ? 'the same' : `DIFFERS: ${rule.topic} should speak`
}
