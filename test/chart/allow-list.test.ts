import type { Resource } from '@medplum/fhirtypes'
import { expect, test } from 'vitest'
import { buildClinicalIndex } from '../../src/clinical/build-clinical-index.ts'
import { readDraftOrders } from '../../src/clinical/read-draft-orders.ts'
import { deidentify } from '../../src/chart/deidentify.ts'
import type { Deidentified } from '../../src/chart/chart.ts'
import { aPatient, aRecord } from '../support/records.ts'
import { filledResource } from './filled-resource.ts'
import { asFact, fillings, shown } from './planted.ts'

/*
 * Which elements of a resource may reach the chart at all: found by giving every element a text of
 * its own. What the chart shows is listed; whatever else FHIR defines is not shown.
 */

const types = [
  'Condition',
  'Observation',
  'MedicationRequest',
  'MedicationStatement',
  'MedicationDispense',
  'MedicationAdministration',
  'AllergyIntolerance',
  'Procedure',
  'Encounter',
  'DiagnosticReport',
  'Immunization',
  'ServiceRequest',
  'FamilyMemberHistory',
  'DocumentReference',
  'Coverage',
  'CarePlan',
  'QuestionnaireResponse',
  'RelatedPerson',
  'Device'
]

function chartWith(resource: Resource, patient = aPatient()): Deidentified {
  const record = aRecord({
    patient,
    resources: [resource],
    supporting: new Map([['Basic/x', resource]])
  })
  const index = buildClinicalIndex(record, '2026-11-20T10:00:00Z')
  const orders = readDraftOrders(
    [{ reference: 'X/draft', selected: true, standing: 'draft', resource }],
    new Map()
  )
  const outcome = deidentify({
    index,
    moment: {
      hook: 'order-select',
      draftOrders: resource.resourceType.endsWith('Request') ? orders : []
    },
    record,
    absences: [],
    profile: 'minimised',
    charactersMax: 100_000
  })
  if (outcome.outcome !== 'clean') throw new Error(`closed: ${outcome.hits}`)
  return outcome.value
}

/** A word for every number that the closed vocabulary takes for one of medicine. */
function canary(at: number): string {
  const letters = Array.from(String(at).padStart(5, '0')).map((digit) =>
    'bcdfghjklm'.charAt(Number(digit))
  )
  return `zqx${letters.join('')}megaly`
}

/** Elements whose own text stands in the chart, over all fillings. */
function shownElements(type: string): string[] {
  const found = new Set<string>()
  for (const filling of fillings) {
    const paths: string[] = []
    const text = (path: string) => canary(paths.push(path) - 1)
    const { chart } = chartWith(asFact(filledResource(type, { ...filling, text })))
    const texts = `${chart.review}\n${chart.moment ?? ''}`
    for (const [at, path] of paths.entries()) if (texts.includes(canary(at))) found.add(path)
  }
  return [...found].toSorted()
}

test.for(types)('of a %s only coded displays, results and units can reach the chart', (type) => {
  expect(shownElements(type)).toEqual((shown[type] ?? []).toSorted())
})
