import type { CdsRequest } from './cds-hooks/request.ts'
import type { CdsResponse } from './cds-hooks/card.ts'
import type { Profile } from './chart/chart-time.ts'
import { buildCards } from './cards/build-cards.ts'
import type { BuiltCard } from './cards/build-cards.ts'
import { holdBack } from './cards/quiet.ts'
import { rank } from './cards/rank.ts'
import { shapeForProfile } from './cards/shape-for-profile.ts'
import { buildClinicalIndex } from './clinical/build-clinical-index.ts'
import type { ClinicalIndex } from './clinical/clinical-index.ts'
import type { Clock, Ids } from './clock.ts'
import type { Consultations } from './consult.ts'
import { until } from './deadline.ts'
import type { Deadline } from './deadline.ts'
import type { Ehr } from './ehrs/ehr.ts'
import { fhirAccess } from './ehrs/fhir-access.ts'
import type { FhirAccess } from './ehrs/fhir-access.ts'
import { profiles } from './ehrs/profiles.ts'
import { specificationOf } from './ehrs/request-extension.ts'
import type { FhirReader } from './fhir/fhir-reader.ts'
import { mergeFindings } from './findings/merge-findings.ts'
import { limits } from './limits.ts'
import { encounterOf, momentsOf } from './moments-of.ts'
import { assembleRecord } from './record/assemble-record.ts'
import type { Gap, PatientRecord } from './record/patient-record.ts'
import { rules } from './rules/all-rules.ts'
import { runRules } from './rules/run-rules.ts'
import type { Service } from './services/service-contract.ts'
import type { Store } from './store/store.ts'
import { secondReading } from './second-reading.ts'
import type { SecondReading } from './second-reading.ts'

/*
 * The way of one call (DESIGN section 1): record, rules, the model's second reading, cards. Each
 * station is called once, in the order of the data; the deadline belongs to the call.
 */

export interface Call {
  readonly invocationId: string
  readonly ehr: Ehr
  readonly service: Service
  readonly request: CdsRequest
  readonly deadline: Deadline
  readonly mode: 'live' | 'shadow'
}

export interface Outside {
  readonly clock: Clock
  readonly ids: Ids
  readonly store: Store
  readonly consultations: Consultations
  /** How much of time the model is told. */
  readonly profile: Profile
  /** False with model kind `none`. */
  readonly modelAsked: boolean
  readonly readerFor: (access: FhirAccess) => FhirReader
  readonly cardTexts: { readonly transparencyUrl: string; readonly modelNotice?: string }
  readonly onStoreFailure: (thrown: unknown) => void
}

/** The answer, and everything that audit, log and metrics say about how it came about. */
export interface Advice {
  readonly response: CdsResponse
  readonly outcome: 'cards' | 'empty' | 'degraded' | 'shadow'
  /** In shadow mode: those that would have been shown. */
  readonly cards: readonly BuiltCard[]
  readonly trail: Trail
}

/** What happened at each station; counts, words and references, never a value of the record. */
export interface Trail {
  record?: PatientRecord
  index?: ClinicalIndex
  reading?: SecondReading
  rulesFired: readonly string[]
  rulesFailed: readonly string[]
  heldBack: number
  disagreements: number
  notPractitioner: boolean
  readonly marks: Record<string, number>
}

/** Runs one call. Throws CurbsideError for what the standard answers with a status. */
export async function advise(call: Call, outside: Outside): Promise<Advice> {
  const trail = newTrail()
  const userId = userOf(call.request)
  // Practitioners only (DESIGN section 5.8): patients and relatives get no clinician's advice.
  if (userId !== undefined && /^(Patient|RelatedPerson)\//.test(userId)) {
    trail.notPractitioner = true
    return answer(call, outside, trail, [], [])
  }
  const record = await readRecord(call, outside, userId)
  mark(trail, call, 'recordMs')
  const index = buildClinicalIndex(record, outside.clock.asOf())
  Object.assign(trail, { record, index })
  if (index.person.deceased) return answer(call, outside, trail, [], [])
  const moments = momentsOf(call, record)
  const [{ moment }] = moments
  const runs = moments.map((each) => runRules(rules, each.rulesOf, { index, moment: each.moment }))
  const hits = runs.flatMap((run) => run.hits)
  trail.rulesFired = runs.flatMap((run) => [
    ...run.hits.map(({ rule }) => rule.id),
    ...run.folded.map(({ ruleId }) => ruleId)
  ])
  trail.rulesFailed = runs.flatMap((run) => run.failed.map(({ ruleId }) => ruleId))
  mark(trail, call, 'rulesMs')
  // Read while the model thinks: at the deadline, where many calls may end at once, nothing is left.
  const holding = heldBackFor(call, outside, userId)
  const reading = await secondReading({ call, outside, record, index, moment })
  trail.reading = reading
  mark(trail, call, 'modelMs')
  const merged = mergeFindings({ ruleHits: hits, verified: reading.verified })
  trail.disagreements = merged.disagreements
  const held = await holding
  const { shown, heldBack } = holdBack(merged.findings, held)
  trail.heldBack = heldBack.length
  const max = Math.min(call.service.policy.cardsMax, call.ehr.cardsMax)
  const cards = buildCards(rank(shown, max), {
    patientId: record.patient.id,
    ...encounterOf(call.request),
    ...outside.cardTexts,
    newUuid: () => outside.ids.newUuid(),
    gaps: record.gaps,
    restricted: record.counts.restricted,
    aiReview: reading.state,
    sayWhenModelFailed: call.service.policy.sayWhenModelFailed,
    rulesFailed: trail.rulesFailed.length
  })
  return answer(call, outside, trail, shaped(call, cards), record.gaps)
}

async function readRecord(
  { request, ehr, service, deadline }: Call,
  outside: Outside,
  userId: string | undefined
): Promise<PatientRecord> {
  const access = fhirAccess(request, ehr)
  const { patientId, encounterId } = request.context
  const share = limits.recordShare
  const expiryShare = access === null ? share : access.expiresInMs / ehr.answerWithinMs
  return assembleRecord({
    patientId,
    tokens: {
      ...(userId === undefined ? {} : { userId }),
      ...(encounterId === undefined ? {} : { encounterId })
    },
    prefetch: request.prefetch,
    prefetchKeys: ehr.prefetchKeys,
    prefetchTemplates: service.entry.prefetch ?? {},
    required: service.policy.required,
    reader: access === null ? null : outside.readerFor(access),
    signal: deadline.signalAtShare(Math.min(share, expiryShare))
  })
}

/** Before they are kept, so that what is kept is what was sent. */
function shaped({ ehr, request }: Call, cards: readonly BuiltCard[]): readonly BuiltCard[] {
  const shape = profiles[ehr.profile].cards
  const specification = specificationOf(request)
  return cards.map((built) => ({
    ...built,
    card: shapeForProfile(built.card, shape, specification)
  }))
}

/** Overrides of this user; a store that does not answer in time holds nothing back. */
async function heldBackFor(
  { ehr, request, service, deadline }: Call,
  outside: Outside,
  userId: string | undefined
) {
  if (userId === undefined) return []
  const sinceMs = outside.clock.nowMs() - service.policy.holdBackDays * 86_400_000
  const { patientId } = request.context
  const asked = outside.store.heldBack({ ehrId: ehr.id, userId, patientId, sinceMs })
  try {
    return (await until(asked, deadline.signalBeforeEnd(limits.answerReserveMs / 2))) ?? []
  } catch (thrown) {
    outside.onStoreFailure(thrown)
    return []
  }
}

function outcomeOf(call: Call, cards: readonly BuiltCard[], degraded: boolean): Advice['outcome'] {
  if (call.mode === 'shadow') return 'shadow'
  if (degraded) return 'degraded'
  return cards.length > 0 ? 'cards' : 'empty'
}

/** Cards are kept before they are sent, so that feedback for them is known. */
async function answer(
  call: Call,
  outside: Outside,
  trail: Trail,
  cards: readonly BuiltCard[],
  gaps: readonly Gap[]
): Promise<Advice> {
  mark(trail, call, 'cardsMs')
  const shown = call.mode === 'live' ? cards : []
  if (shown.length > 0) await keepIssued(call, outside, shown)
  mark(trail, call, 'savedMs')
  const degraded =
    gaps.some(({ state }) => state.reason !== 'withheld') ||
    trail.reading?.state === 'failed' ||
    trail.rulesFailed.length > 0
  return {
    response: { cards: shown.map(({ card }) => card) },
    outcome: outcomeOf(call, cards, degraded),
    cards,
    trail
  }
}

async function keepIssued(
  call: Call,
  outside: Outside,
  cards: readonly BuiltCard[]
): Promise<void> {
  const saving = outside.store.saveIssuedCards(cards.map((card) => issued(call, outside, card)))
  try {
    await until(saving, call.deadline.signalBeforeEnd(limits.writeReserveMs))
  } catch (thrown) {
    outside.onStoreFailure(thrown)
  }
}

const issued = (call: Call, outside: Outside, built: BuiltCard) => ({
  uuid: built.card.uuid,
  ehrId: call.ehr.id,
  serviceId: call.service.id,
  invocationId: call.invocationId,
  userId: userOf(call.request) ?? null,
  patientId: call.request.context.patientId,
  matter: built.matter,
  origin: built.origin,
  ruleId: built.ruleId,
  indicator: built.card.indicator,
  factsSha256: built.factsSha256,
  suggestionUuids: (built.card.suggestions ?? []).map(({ uuid }) => uuid),
  issuedAtMs: outside.clock.nowMs()
})

/** Since 1.0 the user stands in the context; older clients put it at the root. */
export const userOf = (request: CdsRequest): string | undefined =>
  request.context.userId ?? request.userId ?? request.user

const newTrail = (): Trail => ({
  rulesFired: [],
  rulesFailed: [],
  heldBack: 0,
  disagreements: 0,
  notPractitioner: false,
  marks: {}
})

function mark(trail: Trail, call: Call, name: string): void {
  trail.marks[name] = Math.round(call.deadline.elapsedMs())
}
