import { cardContext } from './call/card-context.ts'
import { mark, newTrail, responseOf } from './call/advice.ts'
import type { Advice, Trail } from './call/advice.ts'
import { userIdOf, userOf } from './call/call.ts'
import type { Call } from './call/call.ts'
import type { Outside } from './call/outside.ts'
import { buildCards } from './cards/build-cards.ts'
import type { BuiltCard } from './cards/build-cards.ts'
import { chooseCards } from './cards/choose-cards.ts'
import { holdBack } from './cards/quiet.ts'
import { shapeForProfile } from './cards/shape-for-profile.ts'
import { buildClinicalIndex } from './clinical/build-clinical-index.ts'
import { inTimeZone } from './clinical/local-time.ts'
import { localiseRecord } from './clinical/localise-record.ts'
import { withoutReplaced } from './clinical/replaced-medications.ts'
import { unrecognisedAllergies } from './clinical/unrecognised-allergies.ts'
import { unrecognisedDrugs } from './clinical/unrecognised-drugs.ts'
import { until } from './ground/deadline.ts'
import { fhirAccess } from './ehrs/fhir-access.ts'
import { profiles } from './ehrs/profiles.ts'
import { specificationOf } from './ehrs/request-extension.ts'
import type { FhirReader } from './fhir/fhir-reader.ts'
import { mergeFindings } from './findings/merge-findings.ts'
import { mustMention } from './findings/must-mention.ts'
import { limits } from './ground/limits.ts'
import { momentsOf } from './call/moments-of.ts'
import { subjectsOf } from './call/subjects-of.ts'
import { toThePoint } from './call/to-the-point.ts'
import { assembleRecord } from './record/assemble-record.ts'
import type { Gap, PatientRecord } from './record/patient-record.ts'
import { ordersToResolve } from './record/supporting-in-context.ts'
import { quietFor } from './call/quiet-for.ts'
import { firedBy } from './rules/fired-by.ts'
import { runMoment } from './rules/run-moment.ts'
import { secondReading } from './reading/second-reading.ts'

/*
 * The way of one call: record, rules, the model's second reading, cards. Each
 * station is called once, in the order of the data; the deadline belongs to the call.
 */

/** Runs one call. Throws CurbsideError for what the standard answers with a status. */
export async function advise(call: Call, outside: Outside): Promise<Advice> {
  const trail = newTrail()
  const user = userOf(call.request)
  const userId = user?.reference
  // Practitioners only: nobody else gets a clinician's advice.
  if (user?.isPractitioner === false) {
    trail.notPractitioner = true
    return answer(call, outside, trail, [], [])
  }
  const { site } = outside
  const { timeZone } = call.ehr
  const read = await readRecord(call, outside, userId)
  const subjects = subjectsOf(call.service.hookCode, call.request.context, read)
  const record = localiseRecord(subjects.record, { ...site, timeZone })
  mark(trail, call, 'recordMs')
  const now = outside.clock.asOf()
  const asOf = timeZone === undefined ? now : inTimeZone(now, timeZone)
  const moments = momentsOf(call, subjects, record, site)
  const drafts = moments.flatMap((each) => each.moment.draftOrders)
  const index = withoutReplaced(buildClinicalIndex(record, asOf, site.terminology), drafts)
  Object.assign(trail, { record, index })
  if (index.person.deceased) return answer(call, outside, trail, [], [])
  const [{ moment }] = moments
  const runs = moments.map((each) =>
    runMoment(outside.rules, each.rulesOf, { index, moment: each.moment })
  )
  const hits = runs.flatMap((run) => run.hits)
  trail.rulesFired = runs.flatMap((run) => [
    ...run.hits.flatMap(firedBy),
    ...run.folded.map(({ ruleId }) => ruleId)
  ])
  trail.rulesFailed = runs.flatMap((run) => run.failed.map(({ ruleId }) => ruleId))
  const unrecognised = {
    ...unrecognisedDrugs(index, drafts),
    couldMatter: runs.some(({ unknownMatters }) => unknownMatters),
    ...unrecognisedAllergies(index, drafts, subjects.newFacts)
  }
  trail.unrecognised = unrecognised.all
  mark(trail, call, 'rulesMs')
  // Read while the model thinks: many calls may end at one deadline, and the database would be busy then.
  const quieting = quietFor(call, outside, userId)
  const reading = await secondReading({ call, outside, record, index, moment })
  trail.reading = reading
  mark(trail, call, 'modelMs')
  const merged = mergeFindings({ ruleHits: hits, verified: reading.verified })
  trail.disagreements = merged.disagreements
  const told = toThePoint(merged.findings, subjects).map((finding) =>
    // A rule's wording is reviewed whole; what a model leaves out is not.
    finding.origin === 'rule' ? finding : { ...finding, mentions: mustMention(finding, index) }
  )
  const { shown, heldBack } = holdBack(told, await quieting)
  trail.heldBack = heldBack
  const max = Math.min(call.service.policy.cardsMax, call.ehr.cardsMax)
  const chosen = chooseCards(shown, max)
  trail.cut = chosen.cut
  const rulesFailed = trail.rulesFailed.length
  const { orders } = moments.at(-1) ?? subjects
  const context = { call, outside, record, index, reading, rulesFailed, unrecognised, orders }
  const cards = buildCards(chosen.shown, cardContext(context))
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
  const reader = (): FhirReader | null => (access === null ? null : outside.readerFor(access))
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
    named: service.hookCode.references?.(request.context) ?? [],
    reader: reader(),
    baseUrl: access?.baseUrl,
    ownBases: [
      ...ehr.fhirServers,
      ...(request.fhirServer === undefined ? [] : [request.fhirServer])
    ],
    orders: ordersToResolve(request.context),
    // Only the model is shown notes.
    ...(outside.notes === 'scrubbed' &&
      outside.modelAsked && { notes: { reader: reader(), baseUrl: access?.baseUrl } }),
    signal: deadline.signalAtShare(Math.min(share, expiryShare)),
    requiredSignal: deadline.signalAtShare(Math.min(limits.requiredShare, expiryShare))
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
  // An empty answer while the model still thinks is no all-clear: it says so.
  const isThinking = cards.length === 0 && trail.reading?.state === 'thinking'
  return {
    response: responseOf(shown, isThinking && call.mode === 'live'),
    outcome: isThinking && call.mode === 'live' ? 'thinking' : outcomeOf(call, cards, degraded),
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
  userId: userIdOf(call.request) ?? null,
  patientId: call.request.context.patientId,
  indicator: built.card.indicator,
  findings: built.findings,
  suggestionUuids: (built.card.suggestions ?? []).map(({ uuid }) => uuid),
  issuedAtMs: outside.clock.nowMs()
})
