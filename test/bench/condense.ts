import { buildClinicalIndex } from '../../src/clinical/build-clinical-index.ts'
import { deidentify } from '../../src/chart/deidentify.ts'
import { standardAbsences } from '../../src/clinical/standard-absences.ts'
import { limits } from '../../src/ground/limits.ts'
import type { PatientRecord } from '../../src/record/patient-record.ts'
import { loadBundle } from '../support/fake-ehr.ts'
import { ownTimeOf, publishedFiles, publishedText } from '../support/published-records.ts'
import type { PublishedBundle } from '../support/published-records.ts'
import { aRecord } from '../support/records.ts'
import { inTurns, timed } from './measure.ts'
import type { Measured } from './measure.ts'

/**
 * The largest published record from parsed resources to clinical index and outgoing chart, against
 * JSON.parse of the same bytes. Undefined where the records are not at hand.
 */
export async function measureCondensing(): Promise<Measured | undefined> {
  const texts = publishedFiles('patients').map((name) => publishedText('patients', name))
  const [text] = texts.toSorted((one, other) => other.length - one.length)
  if (text === undefined) return undefined
  const bundle = JSON.parse(text) as PublishedBundle
  const asOf = ownTimeOf(bundle)
  const record = recordOf(bundle)
  const condense = () => {
    const index = buildClinicalIndex(record, asOf)
    const outcome = deidentify({
      index,
      moment: { hook: 'patient-view', draftOrders: [] },
      record,
      absences: standardAbsences(index),
      profile: 'minimised',
      charactersMax: limits.chartCharactersMax
    })
    if (outcome.outcome !== 'clean') throw new Error('the chart was not sent')
  }
  const { length } = record.resources
  return inTurns({
    name: `index and chart of ${length} resources`,
    floorName: `JSON.parse of ${(Buffer.byteLength(text) / 1_000_000).toFixed(1)} MB`,
    warmUp: 3,
    rounds: 20,
    figure: () => timed(condense),
    floor: () => timed(() => JSON.parse(text))
  })
}

function recordOf(bundle: PublishedBundle): PatientRecord {
  const all = loadBundle(bundle) as unknown as PatientRecord['resources']
  const patient = all.find(
    (resource): resource is PatientRecord['patient'] => resource.resourceType === 'Patient'
  )
  if (patient === undefined) throw new Error('no Patient in the record')
  const read =
    /^(?:Condition|Medication(?:Request|Statement|Dispense)|AllergyIntolerance|Observation|Encounter|Procedure|Immunization|DiagnosticReport|ServiceRequest)$/
  const resources = all.filter(({ resourceType }) => read.test(resourceType))
  const supporting = new Map(all.map((one) => [`${one.resourceType}/${one.id ?? ''}`, one]))
  return aRecord({ patient, resources, supporting })
}
