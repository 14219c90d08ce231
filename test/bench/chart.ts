import type { Bundle, Resource } from '@medplum/fhirtypes'
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base'
import { buildClinicalIndex } from '../../src/clinical/build-clinical-index.ts'
import { deidentify } from '../../src/chart/deidentify.ts'
import type { Deidentified } from '../../src/chart/chart.ts'
import { standardAbsences } from '../../src/clinical/standard-absences.ts'
import { demoPatients } from '../../src/demo/patients/demo-patients.ts'
import { limits } from '../../src/ground/limits.ts'
import type { PatientRecord } from '../../src/record/patient-record.ts'
import { recordOfBundle } from '../support/bundle-record.ts'
import { ownTimeOf, publishedFiles, publishedText } from '../support/published-records.ts'
import type { PublishedBundle } from '../support/published-records.ts'
import { inTurns, percentile, timed } from './measure.ts'
import type { Measured } from './measure.ts'
import { peakHeapBytes } from './peak-heap.ts'

/*
 * From resources to the chart: how long it gets, in tokens of o200k_base, and how long it takes,
 * beside JSON.parse of the same bytes.
 */

const tokensMedianMax = 4_500
const tokensMax = 8_000
const timesFewerMin = 50
const largeFromTokens = 200_000
const timesParseMax = 3
/** A record ten times as long may take this much longer than ten times. */
const linearWithin = 1.5
/** What index and chart of one more resource may hold, garbage included. */
const heapBytesEachMax = 5_000

// What the model would be sent without a chart: clinical types alone, no claims, no provenance.
const clinicalTypes =
  /^(?:Patient|Condition|Medication(?:Request|Statement|Dispense|Administration)?|AllergyIntolerance|Observation|Encounter|Procedure|Immunization|ServiceRequest|CarePlan|CareTeam|Goal|Device|FamilyMemberHistory)$/

export interface Figure {
  readonly text: string
  readonly kept: boolean
}

/** The chart of a whole record, or an Error: a chart that is not sent is no figure. */
export function chartOf(record: PatientRecord, asOf: string): Deidentified {
  const index = buildClinicalIndex(record, asOf)
  const outcome = deidentify({
    index,
    moment: { hook: 'patient-view', draftOrders: [] },
    record,
    absences: standardAbsences(index),
    profile: 'minimised',
    charactersMax: limits.chartCharactersMax
  })
  if (outcome.outcome !== 'clean') throw new Error('the gate closed')
  return outcome.value
}

/** A table of the published records, and whether their charts are as short as they should be. */
export function measureLengths(): readonly Figure[] {
  const rows = publishedFiles('patients').map((name) => {
    const bundle = JSON.parse(publishedText('patients', name)) as Bundle & PublishedBundle
    const record = recordOfBundle(bundle)
    const asOf = ownTimeOf(bundle)
    const clinical = (bundle.entry ?? []).flatMap(({ resource }) =>
      resource !== undefined && clinicalTypes.test(resource.resourceType) ? [resource] : []
    )
    let made = chartOf(record, asOf)
    const ms = timed(() => (made = chartOf(record, asOf)))
    const { chart, withheld } = made
    const before = clinical.reduce((sum, one) => sum + countTokens(JSON.stringify(one)), 0)
    const tokens = countTokens(chart.review)
    return { name, resources: record.resources.length, before, tokens, ms, withheld, ...chart.size }
  })
  if (rows.length === 0) return []
  const tokens = rows.map((row) => row.tokens).toSorted((one, other) => one - other)
  const [median, most] = [percentile(tokens, 50), tokens.at(-1) ?? 0]
  const fewer = rows
    .filter(({ before }) => before > largeFromTokens)
    .map((row) => row.before / row.tokens)
  const fewest = Math.min(...fewer)
  return [
    { text: lengthTable(rows), kept: true },
    {
      text: `Chart tokens of ${rows.length} published records: median ${median} (at most ${tokensMedianMax}), largest ${most} (at most ${tokensMax}).`,
      kept: median <= tokensMedianMax && most <= tokensMax
    },
    {
      text: `Of ${fewer.length} records above ${largeFromTokens} tokens: at least ${fewest.toFixed(0)} times fewer (at least ${timesFewerMin}).`,
      kept: fewer.length === 0 || fewest >= timesFewerMin
    }
  ]
}

function lengthTable(
  rows: readonly {
    readonly name: string
    readonly resources: number
    readonly before: number
    readonly lines: number
    readonly tokens: number
    readonly ms: number
    readonly omitted: number
    readonly withheld: number
  }[]
): string {
  const head = ['record', 'resources', 'tokens in', 'lines', 'tokens', 'ms', 'omitted', 'withheld']
  const cells = rows.map((row) => [
    row.name.replace('.json.gz', '').slice(0, 40),
    row.resources,
    row.before,
    row.lines,
    row.tokens,
    row.ms.toFixed(1),
    row.omitted,
    row.withheld
  ])
  return [head, ...cells]
    .map((row) =>
      row
        .map((cell, at) => (at === 0 ? String(cell).padEnd(42) : String(cell).padStart(11)))
        .join('')
    )
    .join('\n')
}

/** Index and chart of 1,500 resources against JSON.parse of the same bytes. */
export async function measureChart(): Promise<{
  readonly measured: Measured
  readonly figure: Figure
}> {
  const { record, text, asOf } = recordOf(1_500)
  const measured = await inTurns({
    name: 'index and chart of 1,500 resources',
    floorName: `JSON.parse of the same ${(text.length / 1e6).toFixed(1)} MB`,
    warmUp: 40,
    rounds: 40,
    figure: () => timed(() => chartOf(record, asOf)),
    floor: () => timed(() => JSON.parse(text))
  })
  const ratio = percentile(measured.figure, 50) / percentile(measured.floor, 50)
  return {
    measured,
    figure: {
      text: `Index and chart of 1,500 resources: ${ratio.toFixed(1)} times JSON.parse (at most ${timesParseMax}).`,
      kept: ratio <= timesParseMax
    }
  }
}

/** 5,000 resources against 50,000: time and heap for each resource, and the length of the chart. */
export function measureGrowth(): Figure {
  const [small, large] = [5_000, 50_000].map((count) => {
    const { record, asOf } = recordOf(count)
    const runs = [1, 2, 3].map(() => timed(() => chartOf(record, asOf)))
    return {
      msEach: Math.min(...runs) / count,
      heapBytes: peakHeapBytes(() => chartOf(record, asOf)),
      characters: chartOf(record, asOf).chart.size.characters
    }
  })
  if (small === undefined || large === undefined) throw new Error('nothing was measured')
  const growth = large.msEach / small.msEach
  const heapEach = (large.heapBytes - small.heapBytes) / 45_000
  return {
    text: `50,000 resources against 5,000: ${growth.toFixed(2)} times the time for each (at most ${linearWithin}); chart of ${large.characters} characters against ${small.characters}; peak heap ${(large.heapBytes / 1e6).toFixed(0)} MB against ${(small.heapBytes / 1e6).toFixed(0)}, ${(heapEach / 1e3).toFixed(1)} kB for each more (at most ${heapBytesEachMax / 1e3}).`,
    kept: growth <= linearWithin && heapEach <= heapBytesEachMax
  }
}

/** A record of so many resources: those of the longest one at hand, again and again on other days. */
function recordOf(count: number): {
  readonly record: PatientRecord
  readonly text: string
  readonly asOf: string
} {
  const { bundle, asOf } = longest()
  const base = recordOfBundle(bundle)
  const resources = Array.from({ length: count }, (_, at): Resource => {
    const one = base.resources[at % base.resources.length]
    if (one === undefined) throw new Error('the record is empty')
    const round = Math.floor(at / base.resources.length)
    return round === 0 ? one : onOtherDay(one, round, at)
  })
  const text = JSON.stringify({
    resourceType: 'Bundle',
    entry: resources.map((resource) => ({ resource }))
  })
  return { record: { ...base, resources, supporting: new Map() }, text, asOf }
}

const msPerDay = 86_400_000

function onOtherDay(resource: Resource, round: number, at: number): Resource {
  const text = JSON.stringify(resource).replaceAll(
    /"(\d{4}-\d{2}-\d{2})(T[^"]*)?"/g,
    (_, day: string, time = '') =>
      `"${new Date(Date.parse(day) - round * msPerDay).toISOString().slice(0, 10)}${time}"`
  )
  const id = `00000000-0000-4000-8000-${at.toString(16).padStart(12, '0')}`
  return { ...(JSON.parse(text) as Resource), id }
}

function longest(): { readonly bundle: Bundle; readonly asOf: string } {
  const texts = publishedFiles('patients').map((name) => publishedText('patients', name))
  const [text] = texts.toSorted((one, other) => other.length - one.length)
  if (text === undefined) {
    const asOf = '2026-11-20T10:00:00Z'
    const [patient] = demoPatients(asOf)
    if (patient === undefined) throw new Error('the demo has no patients')
    return { bundle: patient.bundle, asOf }
  }
  const bundle = JSON.parse(text) as Bundle & PublishedBundle
  return { bundle, asOf: ownTimeOf(bundle) }
}
