import type { CodeableConcept, Resource } from '@medplum/fhirtypes'
import {
  aConcept,
  aCondition,
  aMedicationRequest,
  anAllergy,
  anObservation,
  hl7,
  loinc,
  snomed,
  subject
} from '../support/records.ts'
import { aNote } from '../chart/notes/a-note.ts'

/** A place of the record where people type, and the resource that bears the text there. */
export interface Place {
  readonly name: string
  readonly note?: true
  readonly resource: (text: string) => Resource
}

const typed = (text: string): CodeableConcept => ({ text })
const { valueQuantity: _number, ...withoutValue } = anObservation({
  code: aConcept(loinc, '600-7', 'Bacteria identified in Blood by Culture')
})
const when = '2026-09-01'

export const places: readonly Place[] = [
  { name: "a problem's text", resource: (text) => aCondition({ code: typed(text) }) },
  {
    name: "a coded problem's display",
    resource: (text) => aCondition({ code: aConcept(snomed, '44054006', text) })
  },
  { name: "a result's text", resource: (text) => ({ ...withoutValue, valueString: text }) },
  {
    name: "a coded result's text",
    resource: (text) => ({ ...withoutValue, valueCodeableConcept: typed(text) })
  },
  { name: "a result's name", resource: (text) => anObservation({ code: typed(text) }) },
  {
    name: "a component's name",
    resource: (text) => ({
      ...withoutValue,
      component: [{ code: typed(text), valueQuantity: { value: 3, unit: 'mg/dL' } }]
    })
  },
  {
    name: 'a unit',
    resource: (text) => anObservation({ valueQuantity: { value: 3, unit: text } })
  },
  { name: 'an allergy', resource: (text) => anAllergy({ code: typed(text) }) },
  {
    name: 'a reaction',
    resource: (text) => anAllergy({ reaction: [{ manifestation: [typed(text)] }] })
  },
  {
    name: "a reaction's description",
    resource: (text) => anAllergy({ reaction: [{ manifestation: [], description: text }] as never })
  },
  {
    name: 'a product',
    resource: (text) => aMedicationRequest({ medicationCodeableConcept: typed(text) })
  },
  {
    name: 'a procedure',
    resource: (text) => ({
      resourceType: 'Procedure',
      id: 'p',
      status: 'completed',
      subject,
      code: typed(text),
      performedDateTime: when
    })
  },
  {
    name: 'a visit',
    resource: (text) => ({
      resourceType: 'Encounter',
      id: 'e',
      status: 'finished',
      class: { code: 'AMB' },
      type: [typed(text)],
      subject,
      period: { start: when }
    })
  },
  {
    name: 'a report',
    resource: (text) => ({
      resourceType: 'DiagnosticReport',
      id: 'r',
      status: 'final',
      code: typed(text),
      category: [aConcept(`${hl7}/v2-0074`, 'LAB', 'Laboratory')],
      subject,
      effectiveDateTime: when
    })
  },
  {
    name: 'an order',
    resource: (text) => ({
      resourceType: 'ServiceRequest',
      id: 'q',
      status: 'active',
      intent: 'order',
      subject,
      code: typed(text),
      authoredOn: when
    })
  },
  {
    name: 'a vaccine',
    resource: (text) => ({
      resourceType: 'Immunization',
      id: 'v',
      status: 'completed',
      patient: subject,
      vaccineCode: typed(text),
      occurrenceDateTime: when
    })
  },
  { name: 'a note', note: true, resource: (text) => aNote(`Stable asthma. Plan: ${text}. Rest.`) },
  {
    name: 'a note in HTML',
    note: true,
    resource: (text) =>
      aNote(`<p>Stable asthma.</p><p>cough &ndash; ${text.replace('@', '&#64;')}</p>`, {
        contentType: 'text/html'
      })
  }
]
