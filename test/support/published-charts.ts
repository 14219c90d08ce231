import type { Resource } from '@medplum/fhirtypes'
import { deidentify } from '../../src/chart/deidentify.ts'
import type { DeidentifyOutcome } from '../../src/chart/chart.ts'
import type { Profile } from '../../src/chart/chart-time.ts'
import { buildClinicalIndex } from '../../src/clinical/build-clinical-index.ts'
import type { ClinicalIndex } from '../../src/clinical/clinical-index.ts'
import { standardAbsences } from '../../src/clinical/standard-absences.ts'
import { limits } from '../../src/ground/limits.ts'
import { assembleRecord } from '../../src/record/assemble-record.ts'
import { subjectOf } from '../../src/record/own-subject.ts'
import { kindOfResource } from '../../src/record/kind-of-resource.ts'
import { recordKinds } from '../../src/record/record-kinds.ts'
import type { PatientRecord } from '../../src/record/patient-record.ts'
import type { RecordKind } from '../../src/record/record-kinds.ts'
import { loadBundle } from './fake-ehr.ts'
import { ownTimeOf, publishedFiles, publishedText } from './published-records.ts'
import type { PublishedBundle } from './published-records.ts'

/** One person of a published Bundle. */
export interface PublishedPerson {
  /** File, and the Patient where the file holds several. */
  readonly name: string
  readonly patientId: string
  readonly asOf: string
  /** Everything that the Bundle holds, whoever it is about. */
  readonly resources: readonly Resource[]
}

/** Everybody in the published records and in the US Core examples. */
export function publishedPeople(): readonly PublishedPerson[] {
  return ['patients', 'us-core'].flatMap((under) =>
    publishedFiles(under).flatMap((file) => {
      const bundle = JSON.parse(publishedText(under, file)) as PublishedBundle
      const resources = loadBundle(bundle) as unknown as readonly Resource[]
      const patients = resources.flatMap(({ resourceType, id }) =>
        resourceType === 'Patient' && id !== undefined ? [id] : []
      )
      const asOf = ownTimeOf(bundle)
      const record = file.replace('.json.gz', '')
      return patients.map((patientId) => ({
        name: patients.length === 1 ? record : `${record} ${patientId}`,
        patientId,
        asOf,
        resources
      }))
    })
  )
}

/** The record of one of them, judged as a call judges it: sent whole, all kinds at once. */
export function recordOfPerson({ patientId, resources }: PublishedPerson): Promise<PatientRecord> {
  const own = resources.filter((one) => isAbout(one, patientId))
  const kinds = Map.groupBy(own, kindOfResource)
  const prefetch = Object.fromEntries(
    recordKinds.map((kind) => [
      kind,
      kind === 'patient'
        ? (kinds.get(kind) ?? []).find(({ id }) => id === patientId)
        : {
            resourceType: 'Bundle',
            entry: (kinds.get(kind) ?? []).map((resource) => ({ resource }))
          }
    ])
  )
  // What is no kind of ours only supports the rest.
  const others = (kinds.get(null) ?? []).map((resource) => ({ resource }))
  return assembleRecord({
    patientId,
    tokens: {},
    prefetch: { ...prefetch, others: { resourceType: 'Bundle', entry: others } },
    prefetchTemplates: Object.fromEntries(recordKinds.map((kind) => [kind, searches[kind]])),
    required: ['patient'],
    reader: null,
    signal: AbortSignal.timeout(60_000)
  })
}

/** As a search by patient finds it: resources without a subject support the others. */
function isAbout(resource: Resource, patientId: string): boolean {
  if (resource.resourceType === 'Patient') return resource.id === patientId
  const subject = subjectOf(resource) as { readonly reference?: string } | undefined
  return subject === undefined || subject.reference?.endsWith(`/${patientId}`) === true
}

const searches: Readonly<Record<RecordKind, string>> = {
  patient: 'Patient/{{context.patientId}}',
  conditions: 'Condition?x=y',
  medications: 'MedicationRequest?x=y',
  statements: 'MedicationStatement?x=y',
  allergies: 'AllergyIntolerance?x=y',
  laboratory: 'Observation?x=y',
  vitals: 'Observation?x=y',
  surveys: 'Observation?x=y',
  imaging: 'Observation?x=y',
  encounters: 'Encounter?x=y',
  procedures: 'Procedure?x=y',
  immunizations: 'Immunization?x=y',
  reports: 'DiagnosticReport?x=y',
  orders: 'ServiceRequest?x=y'
}

export interface PublishedChart {
  readonly index: ClinicalIndex
  readonly outcome: DeidentifyOutcome
  /** Index and chart together. */
  readonly milliseconds: number
}

/** Index and chart of a record, as a call makes them. */
export function chartOfRecord(
  record: PatientRecord,
  { asOf }: PublishedPerson,
  profile: Profile = 'minimised'
): PublishedChart {
  const startedMs = performance.now()
  const index = buildClinicalIndex(record, asOf)
  const outcome = deidentify({
    record,
    index,
    moment: { hook: 'patient-view', draftOrders: [] },
    absences: standardAbsences(index),
    profile,
    originDay: 61_234,
    charactersMax: limits.chartCharactersMax
  })
  return { index, outcome, milliseconds: performance.now() - startedMs }
}

// What a usual reader of a record would send whole: no bills, provenance and documents.
const clinicalTypes =
  /^(?:Patient|Condition|Medication(?:|Request|Statement|Dispense|Administration)|AllergyIntolerance|Observation|Encounter|Procedure|Immunization|ServiceRequest|CarePlan|CareTeam|Goal|Device|FamilyMemberHistory)$/

/** The clinical resources of the Bundle as one minified JSON text. */
export function clinicalJson({ resources, patientId }: PublishedPerson): string {
  return JSON.stringify(
    resources.filter((one) => clinicalTypes.test(one.resourceType) && isAbout(one, patientId))
  )
}
