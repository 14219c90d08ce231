import { dateMatches, parseDateParameter, timeRangeOfElement } from './date-search.ts'
import { codingsOf, literalReference, stringField } from './fhir-resource.ts'
import { isObject } from '../is-object.ts'
import type { FhirResource, LooseCoding } from './fhir-resource.ts'
import type { FhirStore } from './fhir-store.ts'
import { badRequest, forbidden, notFound, notSupported } from './operation-outcome.ts'
import type { FhirFailure } from './operation-outcome.ts'
import { includes, searchParametersOf, valuesAt } from './search-parameters.ts'
import type { SearchParameter } from './search-parameters.ts'

export interface SearchHits {
  readonly outcome: 'found'
  readonly matches: readonly FhirResource[]
  readonly pageSize: number
  /** What `_include` brings along for the resources of one page. */
  readonly includedFor: (page: readonly FhirResource[]) => readonly FhirResource[]
}

export type SearchOutcome =
  | SearchHits
  | { readonly outcome: 'failed'; readonly failure: FhirFailure }

const pageSizeDefault = 100
const pageSizeMax = 1000
const controls: ReadonlySet<string> = new Set(['_count', '_sort', '_include', '_format', '_total'])

/**
 * One FHIR search inside one patient's compartment. Strict, as some EHRs are: an unknown parameter
 * or modifier is a 400, so that a misspelt search is never answered with everything.
 */
export function search(
  store: FhirStore,
  asked: { readonly type: string; readonly query: URLSearchParams; readonly patientId: string }
): SearchOutcome {
  const parameters = searchParametersOf(asked.type)
  if (parameters === undefined) return failed(notFound(`Type ${safe(asked.type)} is not served.`))
  const control = readControls(asked.type, parameters, asked.query)
  if ('status' in control) return failed(control)

  let matches = store.list(asked.type, asked.patientId)
  for (const [key, value] of asked.query) {
    if (controls.has(key)) continue
    const [name = '', modifier] = key.split(':')
    const parameter = Object.hasOwn(parameters, name) ? parameters[name] : undefined
    if (parameter === undefined) return failed(notSupported(`Unknown parameter ${safe(name)}.`))
    if (modifier !== undefined && !(modifier === 'not' && parameter.kind === 'token')) {
      return failed(notSupported(`Unknown modifier of ${safe(name)}.`))
    }
    const test = matcherOf(parameter, value)
    if (test === undefined) return failed(badRequest(`The value of ${safe(name)} is not readable.`))
    if (namesAnotherPatient(name, value, asked.patientId)) return failed(forbidden)
    matches = matches.filter(
      (each) => valuesAt(each, parameter).some(test) !== (modifier === 'not')
    )
  }
  return {
    outcome: 'found',
    matches: sorted(matches, control.sort),
    pageSize: control.pageSize,
    includedFor: (page) => includedResources(store, page, control.include)
  }
}

interface Controls {
  readonly pageSize: number
  readonly sort: readonly { readonly parameter: SearchParameter; readonly descending: boolean }[]
  readonly include: readonly string[]
}

function readControls(
  type: string,
  parameters: Readonly<Record<string, SearchParameter>>,
  query: URLSearchParams
): Controls | FhirFailure {
  const count = query.get('_count') ?? String(pageSizeDefault)
  if (!/^[1-9]\d{0,5}$/.test(count)) return badRequest('_count is a positive number.')
  const sort: { parameter: SearchParameter; descending: boolean }[] = []
  for (const part of (query.get('_sort') ?? '').split(',').filter((each) => each !== '')) {
    const name = part.replace(/^-/, '')
    const parameter = Object.hasOwn(parameters, name) ? parameters[name] : undefined
    if (parameter === undefined) return notSupported(`Cannot sort by ${safe(name)}.`)
    sort.push({ parameter, descending: part.startsWith('-') })
  }
  const include: string[] = []
  for (const value of query.getAll('_include')) {
    const element = Object.hasOwn(includes, value) ? includes[value] : undefined
    if (element === undefined || !value.startsWith(`${type}:`)) {
      return notSupported('This _include is not served.')
    }
    include.push(element)
  }
  return { pageSize: Math.min(Number(count), pageSizeMax), sort, include }
}

/** A test of one element value; commas mean "or". Undefined when the value cannot be read. */
function matcherOf(
  parameter: SearchParameter,
  value: string
): ((element: unknown) => boolean) | undefined {
  const wanted = value.split(',').filter((each) => each !== '')
  if (wanted.length === 0) return undefined
  if (parameter.kind === 'date') {
    const ranges = wanted.map(parseDateParameter)
    if (ranges.includes(undefined)) return undefined
    return (element) => {
      const have = timeRangeOfElement(element)
      return (
        have !== undefined &&
        ranges.some((each) => each !== undefined && dateMatches(have, each.prefix, each.range))
      )
    }
  }
  if (parameter.kind === 'reference') {
    return (element) => {
      const reference = stringField(element, 'reference') ?? ''
      const literal = literalReference(reference) ?? reference
      return wanted.some((each) => literal === each || literal.endsWith(`/${each}`))
    }
  }
  return (element) =>
    tokenCodings(element).some((coding) => wanted.some((each) => tokenMatches(coding, each)))
}

/** Identifiers are matched by their value, everything else by its codings. */
function tokenCodings(element: unknown): readonly LooseCoding[] {
  const value = stringField(element, 'value')
  if (!isObject(element) || value === undefined) return codingsOf(element)
  const system = stringField(element, 'system')
  return [{ code: value, ...(system === undefined ? {} : { system }) }]
}

/** FHIR R4, Search, token: `code`, `system|code`, `|code`, `system|`. Plain codes have no system. */
function tokenMatches(coding: LooseCoding, wanted: string): boolean {
  const bar = wanted.indexOf('|')
  if (bar === -1) return coding.code === wanted
  const system = wanted.slice(0, bar)
  const code = wanted.slice(bar + 1)
  if (code !== '' && coding.code !== code) return false
  return system === '' ? coding.system === undefined : coding.system === system
}

function namesAnotherPatient(name: string, value: string, patientId: string): boolean {
  if (name !== 'patient' && name !== 'subject') return false
  return value.split(',').some((each) => each.replace(/^.*Patient\//, '') !== patientId)
}

function sorted(matches: readonly FhirResource[], sort: Controls['sort']): readonly FhirResource[] {
  if (sort.length === 0) return matches
  const keyed = matches.map((resource) => ({
    resource,
    keys: sort.map(({ parameter }) => sortKey(resource, parameter))
  }))
  keyed.sort((left, right) => {
    for (const [index, { descending }] of sort.entries()) {
      const [a, b] = [left.keys[index], right.keys[index]]
      if (a === b) continue
      // Resources without the element come last in both directions.
      if (a === undefined) return 1
      if (b === undefined) return -1
      return (a < b ? -1 : 1) * (descending ? -1 : 1)
    }
    return left.resource.id < right.resource.id ? -1 : 1
  })
  return keyed.map((each) => each.resource)
}

function sortKey(resource: FhirResource, parameter: SearchParameter): string | number | undefined {
  const [first] = valuesAt(resource, parameter)
  if (first === undefined) return undefined
  if (parameter.kind === 'date') {
    const range = timeRangeOfElement(first)
    if (range === undefined) return undefined
    return Number.isFinite(range.fromMs) ? range.fromMs : range.untilMs
  }
  return parameter.kind === 'reference'
    ? stringField(first, 'reference')
    : codingsOf(first)[0]?.code
}

function includedResources(
  store: FhirStore,
  page: readonly FhirResource[],
  elements: readonly string[]
): readonly FhirResource[] {
  const references = page.flatMap((each) =>
    elements.flatMap((element) => {
      const reference = stringField(each[element], 'reference')
      return reference === undefined ? [] : (literalReference(reference) ?? [])
    })
  )
  return [...new Set(references)].flatMap((reference) => store.read(reference) ?? [])
}

function failed(failure: FhirFailure): SearchOutcome {
  return { outcome: 'failed', failure }
}

/** A name of the caller's, short and plain, so that it can stand in an answer. */
function safe(name: string): string {
  return name.replace(/[^A-Za-z0-9_-]/g, '?').slice(0, 40)
}
