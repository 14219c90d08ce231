import { indicators } from '../cds-hooks/card.ts'
import type { Indicator } from '../cds-hooks/card.ts'
import { deprecatedHooks, hooks } from '../cds-hooks/service.ts'
import type { Hook } from '../cds-hooks/service.ts'
import type { CaseFault, EvaluationCase, Expectation, Silence } from './case.ts'
import { at, listOf, textOf } from './json-value.ts'
import { isObject } from '../ground/is-object.ts'
import type { LooseObject } from '../ground/is-object.ts'
import { expectedPattern, silenceOf } from './read-pattern.ts'
import { knownRuleId } from './rule-ids.ts'

export type CaseReading =
  | {
      readonly outcome: 'read'
      readonly one: EvaluationCase
      readonly faults: readonly CaseFault[]
    }
  | { readonly outcome: 'unreadable'; readonly faults: readonly CaseFault[] }

const fields = 'id asOf service request record expect silent subgroup'.split(' ')
/** What authors write for each other; nothing is read from it. */
const remarks =
  /^(_.*|\$schema|title|name|description|comments?|notes?|remarks?|source|reference|author|situation|tags?|category|twin|kind)$/i
const expectationFields = 'rule matches indicator'.split(' ')

/**
 * Reads one case, leniently in form and strictly in meaning: what is misspelt
 * is said, never an expectation that cannot fail. An unknown field alone does not keep a case from
 * being replayed; it stays a fault.
 */
export function readCase(value: unknown, file: string): CaseReading {
  const faults: CaseFault[] = []
  const notes: string[] = []
  const say = (code: CaseFault['code'], said: string): undefined => void faults.push({ code, said })
  if (!isObject(value)) {
    return { outcome: 'unreadable', faults: [{ code: 'CASE_NOT_JSON', said: 'No JSON object.' }] }
  }
  for (const name of Object.keys(value)) {
    if (!fields.includes(name) && !remarks.test(name)) say('CASE_FIELD_UNKNOWN', `${name}.`)
  }
  const unknown = faults.length
  const request = isObject(value['request'])
    ? value['request']
    : say('CASE_FIELD_MISSING', 'request: the hook request, an object.')
  const asOf = readAsOf(value['asOf'], say)
  const service = readService(value['service'] ?? at(request, 'hook'), say)
  const patientId = request === undefined ? undefined : readPatientId(request, say)
  const expect = listOf(value['expect']).flatMap(
    (one, place) => readExpectation(one, { place, say, notes }) ?? []
  )
  const silent = listOf(value['silent']).flatMap((one, place) => readSilence(one, place, say) ?? [])
  const complete =
    request !== undefined && asOf !== undefined && service !== undefined && patientId !== undefined
  // A pattern or a field that cannot be read would leave out what the case demands.
  if (
    !complete ||
    faults.some(({ code }, place) => place >= unknown && code !== 'CASE_FIELD_UNKNOWN')
  )
    return { outcome: 'unreadable', faults }
  if (expect.length + silent.length === 0) notes.push('expects nothing and forbids nothing')
  return {
    outcome: 'read',
    faults,
    one: {
      id: textOf(value['id']) ?? file.replace(/\.json(\.gz)?$/, ''),
      file,
      asOf,
      service,
      patientId,
      request,
      ...(value['record'] == null ? {} : { record: value['record'] }),
      expect,
      silent,
      subgroup: readSubgroup(value['subgroup'], say),
      notes
    }
  }
}

type Say = (code: CaseFault['code'], said: string) => undefined

function readAsOf(value: unknown, say: Say): string | undefined {
  const text = textOf(value)?.trim()
  if (text === undefined) return say('CASE_FIELD_MISSING', 'asOf: the day of the call.')
  // Without an offset it is taken for UTC.
  const full = /^\d{4}-\d{2}-\d{2}T[\d:.]+$/.test(text) ? `${text}Z` : text
  const isDate = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2}))?$/.test(
    full
  )
  if (isDate && !Number.isNaN(Date.parse(full))) return full
  return say('CASE_FIELD_WRONG', 'asOf: 2026-11-20 or 2026-11-20T09:00:00Z.')
}

function readService(value: unknown, say: Say): Hook | undefined {
  const text = textOf(value)
  if (text === undefined) return say('CASE_FIELD_MISSING', 'service: the service to call.')
  const asked = deprecatedHooks[text] ?? text
  return (
    hooks.find((hook) => hook === asked) ??
    say('CASE_SERVICE_UNKNOWN', `service: ${text} is none of ${hooks.join(', ')}.`)
  )
}

function readPatientId(request: LooseObject, say: Say): string | undefined {
  const id = textOf(at(request['context'], 'patientId'))
  return (
    id?.replace(/^Patient\//, '') ??
    say('CASE_FIELD_MISSING', 'request.context.patientId: whose chart it is.')
  )
}

function readExpectation(
  value: unknown,
  { place, say, notes }: { readonly place: number; readonly say: Say; readonly notes: string[] }
): Expectation | undefined {
  const where = `expect[${place}]`
  const given: unknown = typeof value === 'string' ? { matches: value } : value
  if (!isObject(given)) return say('CASE_FIELD_WRONG', `${where}: an object with matches.`)
  for (const name of Object.keys(given)) {
    if (expectationFields.includes(name) || remarks.test(name)) continue
    say('CASE_FIELD_UNKNOWN', `${where}.${name}.`)
  }
  const named = textOf(given['rule'])
  const rule = named === undefined ? undefined : knownRuleId(named)
  if (named !== undefined && rule === undefined) {
    notes.push(`${where}: ${named} is no rule of Curbside, so the words alone decide`)
  }
  const matches = textOf(given['matches']) ?? (rule === undefined ? undefined : '.')
  if (matches === undefined) return say('CASE_FIELD_MISSING', `${where}.matches: the words.`)
  const pattern = expectedPattern(matches)
  if (pattern === undefined) return say('CASE_PATTERN_INVALID', `${where}.matches: ${matches}.`)
  const indicator = readIndicator(given['indicator'])
  if (indicator === undefined) {
    return say('CASE_FIELD_WRONG', `${where}.indicator: one of ${indicators.join(', ')}.`)
  }
  return { ...(rule === undefined ? {} : { rule }), matches, pattern, indicator }
}

/** Absent: any card will do. */
function readIndicator(value: unknown): Indicator | undefined {
  const text = typeof value === 'string' ? value.toLowerCase() : (value ?? 'info')
  return indicators.find((indicator) => indicator === text)
}

function readSilence(value: unknown, place: number, say: Say): Silence | undefined {
  const text = textOf(isObject(value) ? value['matches'] : value)
  if (text === undefined) return say('CASE_FIELD_WRONG', `silent[${place}]: a regular expression.`)
  return silenceOf(text) ?? say('CASE_PATTERN_INVALID', `silent[${place}]: ${text}.`)
}

function readSubgroup(value: unknown, say: Say): Readonly<Record<string, string>> {
  if (value === undefined || value === null) return {}
  if (!isObject(value)) {
    say('CASE_FIELD_UNKNOWN', 'subgroup: is no object.')
    return {}
  }
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, one]) =>
      ['string', 'number', 'boolean'].includes(typeof one) ? [[name, String(one)]] : []
    )
  )
}
