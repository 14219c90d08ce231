import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Resource } from '@medplum/fhirtypes'
import { z } from 'zod'
import type { Chart, Deidentified } from '../../src/chart/chart.ts'
import { deidentify } from '../../src/chart/deidentify.ts'
import { buildClinicalIndex } from '../../src/clinical/build-clinical-index.ts'
import type { ClinicalIndex, Moment } from '../../src/clinical/clinical-index.ts'
import { readDraftOrders } from '../../src/clinical/read-draft-orders.ts'
import { standardAbsences } from '../../src/clinical/standard-absences.ts'
import { limits } from '../../src/ground/limits.ts'
import type { PatientRecord } from '../../src/record/patient-record.ts'
import { publishedPeople, recordOfPerson } from '../support/published-charts.ts'

/* The calls of the blind reading: published records, each at its own time, with one order picked. */

const CallSchema = z.object({
  record: z.string(),
  asOf: z.string(),
  order: z.object({ code: z.string(), display: z.string(), sig: z.string() })
})
export type BlindCall = z.infer<typeof CallSchema>

export const blindServices = ['patient-view', 'order-select'] as const
export type BlindService = (typeof blindServices)[number]

const folder = join(process.env['CURBSIDE_REAL_DATA'] ?? '../shared/data', 'model-answers/blind')

/** None where the published data are not at hand. */
export function blindCalls(): readonly BlindCall[] {
  const file = join(folder, 'calls.ndjson')
  if (!existsSync(file)) return []
  const lines = readFileSync(file, 'utf8').split('\n')
  return lines
    .filter((line) => line.trim() !== '')
    .map((line) => CallSchema.parse(JSON.parse(line)))
}

/** The record, index, moment and chart of one call, as the service makes them. */
export interface BlindView {
  readonly name: string
  readonly record: PatientRecord
  readonly index: ClinicalIndex
  readonly moment: Moment
  readonly chart: Chart
  readonly deidentified: Deidentified
}

export async function viewOf(call: BlindCall, service: BlindService): Promise<BlindView> {
  const name = call.record.replace('.json.gz', '')
  const person = publishedPeople().find((one) => one.name === name)
  if (person === undefined) throw new Error(`no published record ${name}`)
  const record = await recordOfPerson(person)
  const index = buildClinicalIndex(record, call.asOf)
  const moment = momentOf(call, service)
  const outcome = deidentify({
    record,
    index,
    moment,
    absences: standardAbsences(index),
    profile: 'minimised',
    originDay: 61_234,
    charactersMax: limits.chartCharactersMax
  })
  if (outcome.outcome !== 'clean') throw new Error(`the gate closed on ${name}`)
  const deidentified = outcome.value
  return {
    name: `${name}.${service}`,
    record,
    index,
    moment,
    chart: deidentified.chart,
    deidentified
  }
}

function momentOf({ order }: BlindCall, service: BlindService): Moment {
  if (service === 'patient-view') return { hook: service, draftOrders: [] }
  const resource: Resource = {
    resourceType: 'MedicationRequest',
    id: 'draft-1',
    status: 'draft',
    intent: 'order',
    subject: { reference: 'Patient/the-patient' },
    medicationCodeableConcept: {
      coding: [
        {
          system: 'http://www.nlm.nih.gov/research/umls/rxnorm',
          code: order.code,
          display: order.display
        }
      ],
      text: order.display
    },
    dosageInstruction: [{ text: order.sig }]
  }
  const drafts = readDraftOrders(
    [{ reference: 'MedicationRequest/draft-1', selected: true, standing: 'draft', resource }],
    new Map()
  )
  return { hook: service, draftOrders: drafts }
}
