import type { Bundle, Resource } from '@medplum/fhirtypes'
import type { StatedClaim } from '../../../src/evaluation/claims/stated-claim.ts'
import { prng } from '../../support/prng.ts'

/*
 * Claims in parts about a record, true ones and ones corrupted in each of twelve ways. Reads the
 * resources themselves, with nothing of the verifier.
 */

/** Chooses one of a list, from a seed. */
type Pick1 = <T>(list: readonly T[]) => T

/** The day of a FHIR date or instant, as it is written there. */
const day = (time: string): string => time.slice(0, 10)

/** Sentences are not read. */
const unread = 'a sentence that nothing reads'

interface Reading {
  readonly reference: string
  readonly code: string
  readonly display: string
  readonly value: number
  readonly unit: string
  readonly time: string
}
interface Named {
  readonly reference: string
  readonly code: string
  readonly display: string
  readonly status: string
}
type Claim = Omit<StatedClaim, 'id'>

const two = (value: number): number => Number(value.toFixed(2))

/** The claims that can be made about one record; `strangers` are references into another one. */
export function makeClaims(given: {
  readonly bundle: string
  readonly record: Bundle
  readonly seed: number
  readonly strangers: readonly string[]
  /** How many of the readings are spoken of. */
  readonly readingsMax?: number
}): readonly Claim[] {
  const random = prng(given.seed)
  const pick: Pick1 = (list) => list[Math.floor(random() * list.length)] as (typeof list)[number]
  const resources = (given.record.entry ?? []).flatMap(({ resource }) => resource ?? [])
  const readings = resources.flatMap(readingOf)
  const chosen = readings
    .map((reading) => ({ reading, at: random() }))
    .toSorted((one, other) => one.at - other.at)
    .slice(0, given.readingsMax ?? readings.length)
    .map(({ reading }) => reading)
  const claims = [
    ...chosen.flatMap((one) => valueClaims(one, readings, given.strangers, pick)),
    ...trendClaims(readings),
    ...resources.flatMap((one) => namedClaims(one))
  ]
  return claims.map((claim) => ({ ...claim, bundle: given.bundle }))
}

function readingOf(resource: Resource): Reading[] {
  if (resource.resourceType !== 'Observation' || resource.id === undefined) return []
  const [coding] = resource.code.coding ?? []
  const { value, unit, comparator } = resource.valueQuantity ?? {}
  const time = resource.effectiveDateTime
  if (value === undefined || unit === undefined || time === undefined) return []
  if (coding?.code === undefined || coding.display === undefined) return []
  // Of a bound, or of a month, nothing is said that could be written as a value of a day.
  if (comparator !== undefined || time.length < 10) return []
  const reference = `Observation/${resource.id}`
  return [{ reference, code: coding.code, display: coding.display, value: two(value), unit, time }]
}

function valueClaims(
  reading: Reading,
  all: readonly Reading[],
  strangers: readonly string[],
  pick: Pick1
): Claim[] {
  const { code, display, value, unit, time, reference } = reading
  const parts = { code, display, value, unit, date: day(time), assertion: 'value' }
  const claim = (
    mutation: string | null,
    of: { refs?: string[]; structured?: Partial<typeof parts> } = {}
  ): Claim => ({
    bundle: '',
    kind: 'observation',
    refs: of.refs ?? [reference],
    structured: { ...parts, ...of.structured },
    text: unread,
    label: mutation === null ? 'supported' : 'unsupported',
    mutation
  })
  const made = [
    claim(null),
    claim('fabricated_ref', {
      refs: [`${reference.slice(0, -1)}~`.replace('~', reference.endsWith('0') ? '1' : '0')]
    })
  ]
  const other = pick(all)
  if (other.code !== code) made.push(claim('wrong_ref', { refs: [other.reference] }))
  const same = all.filter(
    (one) => one.code === code && Math.abs(one.value - value) > 0.02 * Math.abs(value) + 0.01
  )
  if (same.length > 0) made.push(claim('wrong_ref_same_code', { refs: [pick(same).reference] }))
  if (strangers.length > 0) made.push(claim('other_patient_ref', { refs: [pick(strangers)] }))
  const wrong = two(value * pick([0.5, 1.3, 2, 10, 1.1, 0.9, -1]))
  if (Math.abs(wrong - value) > 0.03 * Math.abs(value) + 0.01) {
    made.push(claim('wrong_value', { structured: { value: wrong } }))
  }
  const year = Number(time.slice(0, 4)) + pick([-3, -1, 1, 2])
  made.push(claim('wrong_date', { structured: { date: `${year}${day(time).slice(4)}` } }))
  const wrongUnit = pick(
    units.filter((one) => one !== unit && !(one === '/min' && unit.includes('min')))
  )
  made.push(claim('wrong_unit', { structured: { unit: wrongUnit } }))
  const another = pick(all)
  const [own, others] = [display.toLowerCase(), another.display.toLowerCase()]
  if (another.code !== code && !others.includes(own) && !own.includes(others)) {
    made.push(claim('wrong_name', { structured: { display: another.display } }))
  }
  return made
}

const units = 'mg/L mmol/L kg mm[Hg] % g/dL U/L /min cm ng/mL 10*6/uL 10*3/uL lb'.split(' ')

function trendClaims(readings: readonly Reading[]): Claim[] {
  const series = Map.groupBy(readings, ({ code }) => code)
  return [...series.values()].flatMap((unsorted) => {
    const sorted = unsorted.toSorted((one, other) => Date.parse(one.time) - Date.parse(other.time))
    const [from, to] = [sorted.at(-3), sorted.at(-1)]
    if (from === undefined || to === undefined || from.value === 0) return []
    if (from.time === to.time || from.unit !== to.unit) return []
    const change = (to.value - from.value) / Math.abs(from.value)
    if (Math.abs(change) <= 0.1) return []
    return trendPair(from, to)
  })
}

function trendPair(from: Reading, to: Reading): Claim[] {
  const went = to.value > from.value ? 'rising' : 'falling'
  const opposite = went === 'rising' ? 'falling' : 'rising'
  const word = { rising: 'rose', falling: 'fell', stable: 'stable' }
  const parts = {
    code: from.code,
    display: from.display,
    from: from.value,
    to: to.value,
    fromDate: day(from.time),
    toDate: day(to.time)
  }
  const claim = (
    mutation: string | null,
    of: { refs?: string[]; direction?: string; structured?: Partial<typeof parts> } = {}
  ): Claim => ({
    bundle: '',
    kind: 'trend',
    refs: of.refs ?? [from.reference, to.reference],
    structured: {
      ...parts,
      direction: of.direction ?? word[went],
      assertion: 'trend',
      ...of.structured
    },
    text: unread,
    label: mutation === null ? 'supported' : 'unsupported',
    mutation
  })
  const fromDate = `${Number(parts.fromDate.slice(0, 4)) - 2}${parts.fromDate.slice(4)}`
  return [
    claim(null),
    claim('trend_reversed', { direction: word[opposite] }),
    claim('trend_reversed', { direction: 'stable' }),
    claim('trend_single_point', { refs: [to.reference] }),
    claim('trend_single_point', { refs: [to.reference, to.reference] }),
    claim('fabricated_ref', { refs: [from.reference, `${to.reference}0`] }),
    claim('wrong_value', { structured: { to: two(to.value * 1.3 + 1) } }),
    claim('wrong_value', { structured: { from: two(from.value * 2) } }),
    claim('wrong_date', { structured: { fromDate } })
  ]
}

function namedOf(resource: Resource): (Named & { kind: 'condition' | 'medication' }) | undefined {
  const isCondition = resource.resourceType === 'Condition'
  if (!isCondition && resource.resourceType !== 'MedicationRequest') return undefined
  const concept = isCondition ? resource.code : resource.medicationCodeableConcept
  const status = isCondition ? resource.clinicalStatus?.coding?.[0]?.code : resource.status
  const [coding] = concept?.coding ?? []
  if (resource.id === undefined || status === undefined || coding?.code === undefined)
    return undefined
  return {
    kind: isCondition ? 'condition' : 'medication',
    reference: `${resource.resourceType}/${resource.id}`,
    code: coding.code,
    display: coding.display ?? concept?.text ?? coding.code,
    status
  }
}

function namedClaims(resource: Resource): Claim[] {
  const named = namedOf(resource)
  if (named === undefined) return []
  const { kind, reference, code, display, status } = named
  const isCondition = kind === 'condition'
  const claim = (
    mutation: string | null,
    of: { refs?: string[]; structured?: StatedClaim['structured'] } = {}
  ): Claim => ({
    bundle: '',
    kind,
    refs: of.refs ?? [reference],
    structured: { code, display, assertion: 'active', ...of.structured },
    text: unread,
    label: mutation === null ? 'supported' : 'unsupported',
    mutation
  })
  const ended = { condition: ['resolved', 'inactive'], medication: ['stopped', 'completed'] }[kind]
  if (ended.includes(status)) {
    const other = isCondition ? 'resolved_claimed_active' : 'stopped_claimed_active'
    return [claim(other), claim(null, { structured: { assertion: status } })]
  }
  if (status !== 'active') return []
  return [
    claim(null),
    claim('fabricated_ref', { refs: [`${reference}0`] }),
    claim('negated', { structured: { assertion: 'absent' } }),
    claim('wrong_name', {
      structured: { display: isCondition ? 'Sarcoidosis' : 'apixaban 5 MG Oral Tablet' }
    })
  ]
}
