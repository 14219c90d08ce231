import type { CardContext } from '../cards/build-cards.ts'
import type { ModelFacts } from '../cards/provenance.ts'
import type { Unrecognised } from '../cards/unrecognised-sentences.ts'
import type { ClinicalIndex } from '../clinical/clinical-index.ts'
import { encounterOf } from './moments-of.ts'
import type { PatientRecord } from '../record/patient-record.ts'
import type { SecondReading } from '../reading/second-reading.ts'
import type { OrderInContext } from '../cds-hooks/context.ts'
import type { Call } from './call.ts'
import type { Outside } from './outside.ts'
import type { ChartPart } from '../ground/chart-part.ts'

/** What the cards of one call are made with, beside its findings. */
export function cardContext(given: {
  readonly call: Call
  readonly outside: Outside
  readonly record: PatientRecord
  readonly index: ClinicalIndex
  readonly reading: SecondReading
  readonly rulesFailed: number
  readonly unrecognised: Unrecognised
  /** The orders that the call is about, as the EHR has them. */
  readonly orders: readonly OrderInContext[]
}): CardContext {
  const { call, outside, record, index, reading, rulesFailed, unrecognised, orders } = given
  const { request, service, invocationId } = call
  const sent = new Map(orders.map((order) => [order.reference, order.resource]))
  const versions = versionsOf(record)
  return {
    patientId: record.patient.id,
    ...encounterOf(request),
    ...outside.cardTexts,
    newUuid: () => outside.ids.newUuid(),
    draftAsSent: (reference) => sent.get(reference),
    orders: orders.length,
    allergies: index.allergies,
    gaps: record.gaps,
    restricted: record.counts.restricted,
    aiReview: reading.state,
    sayWhenModelFailed: service.policy.sayWhenModelFailed,
    rulesFailed,
    unrecognised,
    eventId: invocationId,
    policyVersion: service.policy.version,
    models: {
      review: modelFacts(reading, 'review', service.reviewInstructions.version),
      moment: modelFacts(reading, 'moment', service.instructions.version)
    },
    versionOf: (reference) => versions.get(reference),
    factsOf: (reference) => index.byReference.get(reference) ?? []
  }
}

/** Of advice that was stored earlier only the instructions are known, not who answered. */
function modelFacts(
  { flights }: SecondReading,
  part: ChartPart,
  promptVersion: string
): ModelFacts {
  const flight = flights.find((one) => one.part === part)?.flight
  const end = flight?.source === 'model' ? flight.end : undefined
  return {
    ...(end === undefined || end.deployment === '' ? {} : { modelId: end.deployment }),
    ...(end?.model === undefined ? {} : { modelVersion: end.model }),
    promptVersion
  }
}

function versionsOf({ resources }: PatientRecord): ReadonlyMap<string, string> {
  return new Map(
    resources.flatMap(({ resourceType, id, meta }) =>
      id === undefined || typeof meta?.versionId !== 'string' || meta.versionId === ''
        ? []
        : [[`${resourceType}/${id}`, meta.versionId] as const]
    )
  )
}
