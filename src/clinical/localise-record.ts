import type { Resource } from '@medplum/fhirtypes'
import type { PatientRecord } from '../record/patient-record.ts'
import { inTimeZone, isInstant } from './local-time.ts'
import { listOf } from './loose-json.ts'
import type { SiteCodes } from '../terminology/site-terminology.ts'
import { isObject } from '../ground/is-object.ts'

/** What is known of the EHR that a record comes from, beside the record. */
export interface Site {
  /** IANA name; without it an instant has the date that it is written with. */
  readonly timeZone?: string | undefined
  /** Public codes and units for local codes, from the site's own table. */
  readonly codes?: SiteCodes | undefined
}

type Loose = Readonly<Record<string, unknown>>

/**
 * The record as its EHR means it: instants on the clock of its time zone, so that every date that is
 * read from them is the day on which people there lived it; and the site's local codes with public
 * ones beside them. Dates without a time stay as they are. What has nothing of the kind is the same
 * object as before.
 */
export function localiseRecord(record: PatientRecord, site: Site): PatientRecord {
  if (site.timeZone === undefined && site.codes === undefined) return record
  const resources = record.resources.map((resource) => localiseResource(resource, site))
  return { ...record, resources }
}

/** One resource; see `localiseRecord`. */
export function localiseResource(resource: Resource, { timeZone, codes }: Site): Resource {
  let local = resource as unknown as Loose
  if (timeZone !== undefined) local = withLocalTimes(local, timeZone)
  if (codes !== undefined) local = withPublicCodes(local, codes)
  return local as unknown as Resource
}

/** Every instant and Period of its own, and the Periods of prescriptions. */
function withLocalTimes(resource: Loose, timeZone: string): Loose {
  const changed: Record<string, unknown> = {}
  for (const key in resource) {
    const value = resource[key]
    const local =
      key === 'dosageInstruction' || key === 'dosage'
        ? listed(value, (dosage) => localDosage(dosage, timeZone))
        : key === 'dispenseRequest'
          ? within(value, 'validityPeriod', (period) => localValue(period, timeZone))
          : localValue(value, timeZone)
    if (local !== value) changed[key] = local
  }
  return isEmpty(changed) ? resource : { ...resource, ...changed }
}

function localDosage(dosage: unknown, timeZone: string): unknown {
  return within(dosage, 'timing', (timing) =>
    within(timing, 'repeat', (repeat) =>
      within(repeat, 'boundsPeriod', (period) => localValue(period, timeZone))
    )
  )
}

function localValue(value: unknown, timeZone: string): unknown {
  if (typeof value === 'string') return isInstant(value) ? inTimeZone(value, timeZone) : value
  if (!isObject(value)) return value
  const { start, end } = value
  if (typeof start !== 'string' && typeof end !== 'string') return value
  const [from, until] = [localValue(start, timeZone), localValue(end, timeZone)]
  if (from === start && until === end) return value
  return {
    ...value,
    ...(start !== undefined && { start: from }),
    ...(end !== undefined && { end: until })
  }
}

/** The codings of `code`, and of each component's. */
function withPublicCodes(resource: Loose, codes: SiteCodes): Loose {
  const coded = codedPart(resource, codes)
  const components = listed(coded['component'], (one) =>
    isObject(one) ? codedPart(one, codes) : one
  )
  return components === coded['component'] ? coded : { ...coded, component: components }
}

function codedPart(part: Loose, codes: SiteCodes): Loose {
  const concept = part['code']
  if (!isObject(concept)) return part
  const codings = listOf(concept['coding']).filter(isObject)
  const found = codings.flatMap(
    ({ system, code }) => codes.get(`${String(system)}|${String(code)}`) ?? []
  )
  const [first] = found
  if (first === undefined) return part
  const added = found
    .map(({ system, code }) => ({ system, code }))
    .filter(
      (one) => !codings.some(({ system, code }) => system === one.system && code === one.code)
    )
  return {
    ...part,
    ...(added.length > 0 && { code: { ...concept, coding: [...codings, ...added] } }),
    ...(first.unit !== undefined && withUnit(part['valueQuantity'], first.unit))
  }
}

/** A number that came without a unit has the one that the site's table gives its code. */
function withUnit(quantity: unknown, unit: string): { readonly valueQuantity?: unknown } {
  if (!isObject(quantity) || typeof quantity['value'] !== 'number') return {}
  if (typeof quantity['unit'] === 'string' || typeof quantity['code'] === 'string') return {}
  return { valueQuantity: { ...quantity, unit } }
}

function within(value: unknown, key: string, change: (inner: unknown) => unknown): unknown {
  if (!isObject(value)) return value
  const changed = change(value[key])
  return changed === value[key] ? value : { ...value, [key]: changed }
}

function listed(value: unknown, change: (one: unknown) => unknown): unknown {
  if (!Array.isArray(value)) return value
  const changed = (value as unknown[]).map(change)
  return changed.every((one, at) => one === value[at]) ? (value as unknown[]) : changed
}

function isEmpty(object: object): boolean {
  for (const _key in object) return false
  return true
}
