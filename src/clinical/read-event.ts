import type { Code, Event } from './clinical-index.ts'
import { clinicalDate } from './clinical-date.ts'
import type { ClinicalDate } from './clinical-date.ts'
import { readConcept } from './concept.ts'
import type { Concept } from './concept.ts'
import { listOf, objectOf, textOf } from './loose-json.ts'
import type { LooseObject } from './loose-json.ts'
import { readReasons } from './read-reasons.ts'

interface Reading {
  readonly kind: Event['kind']
  concept(resource: LooseObject): Concept
  /** Where the date stands; the first that is one counts. A Period gives start and end. */
  readonly dates: readonly string[]
}

const byCode = (resource: LooseObject): Concept => readConcept(resource['code'])

const readings: ReadonlyMap<string, Reading> = new Map<string, Reading>([
  [
    'Procedure',
    { kind: 'procedure', concept: byCode, dates: ['performedDateTime', 'performedPeriod'] }
  ],
  ['Encounter', { kind: 'encounter', concept: encounterConcept, dates: ['period'] }],
  [
    'Immunization',
    {
      kind: 'immunization',
      concept: (resource) => readConcept(resource['vaccineCode']),
      dates: ['occurrenceDateTime', 'date', 'recorded']
    }
  ],
  [
    'DiagnosticReport',
    { kind: 'report', concept: byCode, dates: ['effectiveDateTime', 'effectivePeriod', 'issued'] }
  ],
  [
    'ServiceRequest',
    {
      kind: 'order',
      concept: byCode,
      dates: ['authoredOn', 'occurrenceDateTime', 'occurrencePeriod']
    }
  ]
])

/** A procedure, encounter, immunization, report or order as a fact; undefined for other types. */
export function readEvent(resource: LooseObject, reference: string): Event | undefined {
  const reading = readings.get(textOf(resource['resourceType']) ?? '')
  const status = textOf(resource['status']) ?? 'unknown'
  if (reading === undefined || status === 'entered-in-error') return undefined
  // An order *not* to do something is no order for it.
  if (resource['doNotPerform'] === true) return undefined
  const concept = reading.concept(resource)
  const discharged = dispositionOf(resource)
  const { date, end } = firstDates(resource, reading.dates)
  return {
    kind: reading.kind,
    reference,
    label: concept.label === '' ? `unnamed ${reading.kind}` : concept.label,
    codes: [...concept.codes, ...discharged],
    ...wordingsOf(concept),
    status,
    ...(date !== undefined && { date }),
    ...(end !== undefined && { end }),
    ...readReasons(resource)
  }
}

function wordingsOf({ label, texts }: Concept): Pick<Event, 'wordings'> {
  const wordings = texts.filter((text) => text !== label)
  return wordings.length === 0 ? {} : { wordings }
}

function encounterConcept(resource: LooseObject): Concept {
  const type = readConcept(listOf(resource['type'])[0])
  return type.label === '' ? readConcept(resource['class']) : type
}

/** Where an encounter was left for (hospice): `hospitalization`, in R5 `admission`. */
function dispositionOf(resource: LooseObject): readonly Code[] {
  const stay = objectOf(resource['hospitalization'] ?? resource['admission'])
  const { codes, texts } = readConcept(stay['dischargeDisposition'])
  // A text without code is kept by its words alone.
  return codes.length > 0 ? codes : texts.map((display) => ({ system: '', code: '', display }))
}

function firstDates(
  resource: LooseObject,
  places: readonly string[]
): { readonly date?: ClinicalDate; readonly end?: ClinicalDate } {
  for (const place of places) {
    const value = resource[place]
    const period = objectOf(value)
    const date = clinicalDate(textOf(value) ?? textOf(period['start']))
    const end = clinicalDate(textOf(period['end']))
    if (date === undefined && end === undefined) continue
    return { ...(date !== undefined && { date }), ...(end !== undefined && { end }) }
  }
  return {}
}
