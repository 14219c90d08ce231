import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { indicators } from '../../src/cds-hooks/card.ts'
import type { CdsCard } from '../../src/cds-hooks/card.ts'
import { hooks } from '../../src/cds-hooks/service.ts'
import { fhirAccessOf, runCurbside } from './curbside.ts'
import { fakeEhr, loadBundle } from './fake-ehr.ts'
import type { ServedResource } from './fake-ehr.ts'

const pattern = z.string().min(1).refine(isPattern, 'is no regular expression')

/** One case as a clinician reviews it: a record, a call, what must and what must not be said. */
export const CaseSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,80}$/),
  /** "Today" of the call. */
  asOf: z.iso.datetime({ offset: true }),
  service: z.enum(hooks),
  request: z.looseObject({
    hook: z.enum(hooks),
    context: z.looseObject({ patientId: z.string() })
  }),
  /** Served as the EHR's FHIR server; without it, Curbside has the prefetch and no access. */
  record: z
    .looseObject({
      resourceType: z.literal('Bundle'),
      entry: z.array(
        z.looseObject({
          fullUrl: z.string().exactOptional(),
          resource: z.looseObject({ resourceType: z.string(), id: z.string() })
        })
      )
    })
    .optional(),
  /** Each is met by one card: its summary matches, at this indicator or a higher one. */
  expect: z.array(
    z.strictObject({
      rule: z.string().optional(),
      matches: pattern,
      indicator: z.enum(indicators)
    })
  ),
  /** Matched by no warning and no critical card; "." by no card at all. */
  silent: z.array(pattern),
  subgroup: z.record(z.string(), z.string()).optional()
})
export type Case = z.infer<typeof CaseSchema>

function isPattern(text: string): boolean {
  try {
    return new RegExp(text) instanceof RegExp
  } catch {
    return false
  }
}

/** Reads a case, strictly: a misspelt word in it is an error, not an expectation that never fails. */
export function readCase(file: URL): Case {
  return CaseSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
}

/** Sends the case's call over sockets, without a model, at its own time. Throws unless it is 200. */
export async function cardsOf(given: Case): Promise<readonly CdsCard[]> {
  const bundle = given.record as
    | { readonly entry: { readonly resource: ServedResource }[] }
    | undefined
  const resources = bundle === undefined ? [] : loadBundle(bundle)
  await using ehr = await fakeEhr({ resources })
  await using curbside = await runCurbside({
    fhirServers: [ehr.baseUrl],
    asOf: given.asOf,
    ehr: { services: [given.service] }
  })
  const answer = await curbside.call(given.service, {
    ...given.request,
    hookInstance: randomUUID(),
    ...(given.record === undefined ? {} : fhirAccessOf(ehr))
  })
  if (answer.status !== 200) throw new Error(`${answer.status}: ${answer.text}`)
  return answer.body.cards ?? []
}

/** What does not hold, one line each; empty when the cards are as the case wants them. */
export function faultsOf(given: Case, cards: readonly CdsCard[]): readonly string[] {
  const said = cards.map(({ indicator, summary }) => `${indicator}: ${summary}`).join(' | ')
  const unmet = given.expect.filter(
    (wanted) => cards.filter((card) => meets(card, wanted)).length !== 1
  )
  const loud = given.silent.filter((text) =>
    cards.some(
      (card) => (text === '.' || card.indicator !== 'info') && new RegExp(text).test(wordsOf(card))
    )
  )
  return [
    ...unmet.map(
      ({ rule = 'a card', matches }) => `expected once: ${rule} ${matches}; got ${said}`
    ),
    ...loud.map((text) => `should be silent: ${text}; got ${said}`)
  ]
}

function meets(card: CdsCard, wanted: Case['expect'][number]): boolean {
  return (
    new RegExp(wanted.matches).test(wordsOf(card)) &&
    indicators.indexOf(card.indicator) >= indicators.indexOf(wanted.indicator) &&
    (wanted.rule === undefined || (card.detail ?? '').startsWith(`**Rule ${wanted.rule},`))
  )
}

const wordsOf = (card: CdsCard): string => `${card.summary}\n${card.detail ?? ''}`
