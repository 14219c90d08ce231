import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CdsResponseSchema } from '../../src/cds-hooks/card.ts'
import { loadBundle } from '../../src/demo/ehr/load-bundle.ts'
import { startStandIn } from '../../src/testbed/stand-in-model/stand-in-model.ts'
import type { StandIn } from '../../src/testbed/stand-in-model/stand-in-model.ts'
import { aRequest, fhirAccessOf, runCurbside } from '../support/curbside.ts'
import type { RunningCurbside } from '../support/curbside.ts'
import { fakeEhr } from '../support/fake-ehr.ts'
import { ownTimeOf, publishedFiles, publishedText } from '../support/published-records.ts'
import type { PublishedBundle } from '../support/published-records.ts'

/*
 * Whole records made by others, each at its own time: served as an EHR's FHIR server, asked for
 * over sockets, with the stand-in as the model. Prints what became of each. Skipped without them.
 */

interface Row {
  readonly record: string
  readonly resources: number
  readonly milliseconds: number
  readonly cards: string
  readonly gaps: string
  readonly 'chart characters': number | null
  readonly 'unrecognised medications': number
}

const rows: Row[] = []
let model: StandIn
beforeAll(async () => {
  model = await startStandIn({ port: 0 })
})
afterAll(async () => {
  await model.close()
  if (rows.length > 0) process.stdout.write(`${tableOf(rows)}\n`)
})

const records = [
  ...publishedFiles('patients').map((name) => ({ under: 'patients', name, id: undefined })),
  ...publishedFiles('us-core').map((name) => ({ under: 'us-core', name, id: 'example' }))
]

describe.skipIf(records.length === 0)('a published record at its own time', () => {
  test.for(records)('$name is answered with 200', async ({ under, name, id }) => {
    const bundle = JSON.parse(publishedText(under, name)) as PublishedBundle
    const { resources } = loadBundle(bundle)
    const patient = resources.find(
      (one) => one.resourceType === 'Patient' && (id === undefined || one.id === id)
    )
    if (patient === undefined) throw new Error('no Patient in the record')
    await using ehr = await fakeEhr({ resources })
    await using curbside = await runCurbside({
      fhirServers: [ehr.baseUrl],
      asOf: ownTimeOf(bundle),
      ehr: { answerWithinMs: 15_000 },
      config: {
        model: {
          kind: 'azure-foundry',
          endpoint: model.url,
          deployments: { default: 'demo-frontier', fast: 'demo-frontier-fast' },
          auth: { kind: 'key', key: 'stand-in-key' }
        }
      }
    })
    const askedBefore = model.recorded().length
    const answer = await curbside.call(
      'patient-view',
      aRequest({
        ...fhirAccessOf(ehr),
        prefetch: undefined,
        context: { userId: 'Practitioner/d1', patientId: patient.id }
      })
    )
    expect(answer.status, answer.text).toBe(200)
    expect(CdsResponseSchema.safeParse(answer.body).error).toBeUndefined()
    expect(curbside.logLines.filter((line) => /failed/.test(line))).toEqual([])
    const asked = model.recorded().slice(askedBefore)
    const died = patient['deceasedDateTime'] !== undefined || patient['deceasedBoolean'] === true
    expect(asked).toHaveLength(died ? 0 : 1)
    if (died) expect(answer.body.cards).toEqual([])
    else expect(endingOf(curbside)).toBe('complete')
    for (const { bodyBase64 } of asked) {
      const sent = Buffer.from(bodyBase64, 'base64').toString().toLowerCase()
      expect(identifiersOf(patient).filter((one) => sent.includes(one.toLowerCase()))).toEqual([])
    }
    rows.push(await rowOf(name, resources.length, answer, curbside))
  })
})

/** How the model's call ended, as the log says it. */
function endingOf({ logLines }: RunningCurbside): unknown {
  const line = logLines.find((one) => one.includes('"model-ended"')) ?? '{}'
  return (JSON.parse(line) as { readonly ending?: unknown }).ending
}

/** What would identify: the id, the birth date, family names, telephone numbers. */
function identifiersOf(patient: Readonly<Record<string, unknown>>): readonly string[] {
  const { id, birthDate, name, telecom } = patient as {
    readonly id?: string
    readonly birthDate?: string
    readonly name?: readonly { readonly family?: string }[]
    readonly telecom?: readonly { readonly value?: string }[]
  }
  const texts = [
    id,
    birthDate,
    ...(name ?? []).map(({ family }) => family),
    ...(telecom ?? []).map(({ value }) => value)
  ]
  // "example" is the id of an example; as a word it says nothing about anybody.
  return texts.filter(
    (text) => text !== undefined && text.length > 3 && text !== 'example'
  ) as string[]
}

async function rowOf(
  record: string,
  resources: number,
  answer: Awaited<ReturnType<RunningCurbside['call']>>,
  curbside: RunningCurbside
): Promise<Row> {
  const { kinds, characters } = await inputsOf(curbside)
  const unrecognised = (await curbside.metrics()).match(/^\S*unrecognised\S* (\d+)/m)?.[1]
  if (unrecognised === undefined) throw new Error('the metrics do not count them')
  return {
    record: record.replace('.json.gz', ''),
    resources,
    milliseconds: Math.round(answer.elapsedMs),
    cards: (answer.body.cards ?? [])
      .map(({ indicator, detail = '' }) => `${indicator} ${detail.match(/[RL]-\d\d/)?.[0] ?? 'AI'}`)
      .join(', '),
    gaps: kinds
      .filter(({ reason }) => reason !== null)
      .map(({ kind, reason }) => `${kind} ${String(reason)}`)
      .join(', '),
    'chart characters': characters,
    'unrecognised medications': Number(unrecognised)
  }
}

interface KeptInputs {
  readonly kinds: readonly { readonly kind: string; readonly reason: string | null }[]
  readonly chart: { readonly characters: number } | null
}

/** From the invocation record of this Curbside's one call; it is written behind the answer. */
async function inputsOf(curbside: RunningCurbside) {
  const find = async () => {
    const all = await curbside.store.invocations({ limit: 50 })
    return all.find(({ body }) => body.includes(`"${curbside.keys.issuer}"`))
  }
  await expect.poll(find, { timeout: 60_000 }).toBeDefined()
  const { inputs } = JSON.parse((await find())?.body ?? '{}') as { readonly inputs?: KeptInputs }
  return { kinds: inputs?.kinds ?? [], characters: inputs?.chart?.characters ?? null }
}

function tableOf(all: readonly Row[]): string {
  const head = Object.keys(all[0] ?? {})
  const lines = [head, ...all.map((row) => Object.values(row).map((value) => String(value ?? '-')))]
  const widths = head.map((_, column) =>
    Math.max(...lines.map((line) => line[column]?.length ?? 0))
  )
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd()
    )
    .join('\n')
}
