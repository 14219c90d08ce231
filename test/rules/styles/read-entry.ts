import type { Resource } from '@medplum/fhirtypes'
import { subject } from '../../support/records.ts'
import { category, conceptIn, ofPatient, partsOf } from './entry-parts.ts'

/** The FHIR resource that one entry of a case stands for. Throws on an entry that it cannot read. */
export function readEntry(entry: string, id: string): { readonly resource: Resource } {
  const parts = partsOf(entry)
  const read = readers[parts.verb]
  if (read === undefined) throw new Error(`no such entry: ${entry}`)
  return { resource: ofPatient({ id, ...read(parts) }) }
}

type Parts = ReturnType<typeof partsOf>
type Fields = Readonly<Record<string, unknown>>

const medicationTypes: Readonly<Record<string, readonly [string, string]>> = {
  order: ['MedicationRequest', 'draft'],
  prescribed: ['MedicationRequest', 'active'],
  statement: ['MedicationStatement', 'active'],
  dispensed: ['MedicationDispense', 'completed']
}

function medication({ verb, body, day, extras }: Parts): Fields {
  const [resourceType = '', status = ''] = medicationTypes[verb] ?? []
  const requested = resourceType === 'MedicationRequest'
  const supply = amountIn(extras, 'supply')
  const recorded = extras.find((one) => /^[a-z-]+$/.test(one) && one !== 'contained')
  return {
    resourceType,
    status: recorded ?? status,
    ...(extras.includes('contained')
      ? {
          contained: [{ resourceType: 'Medication', id: 'm', code: conceptIn(body) }],
          medicationReference: { reference: '#m' }
        }
      : { medicationCodeableConcept: conceptIn(body) }),
    ...(requested && { intent: 'order' }),
    ...(requested && { authoredOn: day ?? (verb === 'order' ? '2026-11-20' : '2026-08-01') }),
    ...(verb === 'dispensed' && { whenHandedOver: day ?? '2026-10-20' }),
    ...dosageIn(extras),
    ...(supply !== undefined &&
      (requested
        ? { dispenseRequest: { expectedSupplyDuration: { value: supply, unit: 'days' } } }
        : { daysSupply: { value: supply, unit: 'days' } })),
    ...periodIn(extras),
    ...reasonIn(extras)
  }
}

function dosageIn(extras: readonly string[]): Fields {
  const sig = after(extras, 'sig')
  if (sig !== undefined) return { dosageInstruction: [{ text: sig }] }
  const dose = /^([\d.]+) (\S+) (\d+)\/(\d+)(\w+)$/.exec(after(extras, 'dose') ?? '')
  if (dose === null) return {}
  const [, value, unit, frequency, period, periodUnit] = dose
  const repeat = { frequency: Number(frequency), period: Number(period), periodUnit }
  const doseAndRate = [{ doseQuantity: { value: Number(value), unit } }]
  return { dosageInstruction: [{ timing: { repeat }, doseAndRate }] }
}

function periodIn(extras: readonly string[]): Fields {
  const [, start, end] = /^(\S+)(?: to (\S+))?$/.exec(after(extras, 'from') ?? '') ?? []
  return start === undefined
    ? {}
    : { effectivePeriod: { start, ...(end !== undefined && { end }) } }
}

function reasonIn(extras: readonly string[]): Fields {
  const reason = after(extras, 'for')
  return reason === undefined ? {} : { reasonCode: [conceptIn(reason)] }
}

function problem({ verb, body, day }: Parts): Fields {
  const status = verb === 'problem' ? 'active' : verb
  return {
    resourceType: 'Condition',
    clinicalStatus: { coding: [{ code: status }] },
    code: conceptIn(body),
    ...(day !== undefined && { onsetDateTime: day })
  }
}

function observation({ verb, body, day, extras }: Parts): Fields {
  const equals = body.indexOf(' = ')
  const flag = after(extras, 'flag')
  const [low, high] = after(extras, 'range')?.split('-').map(Number) ?? []
  const recorded = extras.find((one) => /^[a-z-]+$/.test(one))
  return {
    resourceType: 'Observation',
    status: recorded ?? 'final',
    category: category(verb === 'vital' ? 'vital-signs' : 'laboratory'),
    code: conceptIn(body.slice(0, equals)),
    effectiveDateTime: day,
    ...valueIn(body.slice(equals + 3)),
    ...(flag !== undefined && { interpretation: [{ coding: [{ code: flag }] }] }),
    ...(low !== undefined && {
      referenceRange: [{ low: { value: low }, high: { value: high } }]
    })
  }
}

function valueIn(words: string): Fields {
  if (words.startsWith("'")) return { valueString: words.slice(1, -1) }
  if (words.startsWith('[')) return { valueCodeableConcept: conceptIn(words.slice(1, -1)) }
  if (words.startsWith('on ')) return { valueDateTime: words.slice(3) }
  const [value = '', ...unit] = words.split(' ')
  const quantity = { value: Number(value), ...(unit.length > 0 && { unit: unit.join(' ') }) }
  return { valueQuantity: quantity }
}

function bloodPressure({ body, day }: Parts): Fields {
  const [systolic, diastolic] = body.split('/').map(Number)
  // Diastolic first: components come in any order.
  const parts = [
    ['8462-4', 'Diastolic blood pressure', diastolic],
    ['8480-6', 'Systolic blood pressure', systolic]
  ] as const
  return {
    resourceType: 'Observation',
    status: 'final',
    category: category('vital-signs'),
    code: conceptIn('loinc:85354-9 Blood pressure panel'),
    effectiveDateTime: day,
    component: parts.map(([code, display, value]) => ({
      code: conceptIn(`loinc:${code} ${display}`),
      valueQuantity: { value, unit: 'mmHg' }
    }))
  }
}

function allergy({ body, day, extras }: Parts): Fields {
  const criticality = after(extras, 'criticality')
  const [manifestation, severity] = after(extras, 'reaction')?.split(', ') ?? []
  const status = extras.find((one) => one === 'resolved' || one === 'inactive') ?? 'active'
  return {
    resourceType: 'AllergyIntolerance',
    patient: subject,
    clinicalStatus: { coding: [{ code: status }] },
    code: conceptIn(body),
    ...(extras.includes('refuted') && { verificationStatus: { coding: [{ code: 'refuted' }] } }),
    ...(criticality !== undefined && { criticality }),
    ...(manifestation !== undefined && {
      reaction: [
        {
          manifestation: [conceptIn(manifestation)],
          ...(severity !== undefined && { severity })
        }
      ]
    }),
    ...(day !== undefined && { recordedDate: day })
  }
}

const readers: Readonly<Record<string, (parts: Parts) => Fields>> = {
  order: medication,
  prescribed: medication,
  statement: medication,
  dispensed: medication,
  problem,
  resolved: problem,
  lab: observation,
  vital: observation,
  bp: bloodPressure,
  allergy,
  procedure: ({ body, day }) => ({
    resourceType: 'Procedure',
    status: 'completed',
    code: conceptIn(body),
    performedDateTime: day
  }),
  visit: ({ body, day }) => ({
    resourceType: 'Encounter',
    status: 'finished',
    class: { code: 'AMB' },
    type: [conceptIn(body)],
    period: { start: day, end: day }
  }),
  asked: ({ body, day }) => ({
    resourceType: 'ServiceRequest',
    status: 'active',
    intent: 'order',
    code: conceptIn(body),
    authoredOn: day
  }),
  report: ({ body, day }) => ({
    resourceType: 'DiagnosticReport',
    status: 'final',
    code: conceptIn(body),
    effectiveDateTime: day
  })
}

function after(extras: readonly string[], word: string): string | undefined {
  return extras.find((one) => one.startsWith(`${word} `))?.slice(word.length + 1)
}

function amountIn(extras: readonly string[], word: string): number | undefined {
  const written = after(extras, word)
  return written === undefined ? undefined : Number(written)
}
