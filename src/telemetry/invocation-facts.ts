import type { Advice } from '../call/advice.ts'
import { userIdOf } from '../call/call.ts'
import type { Call } from '../call/call.ts'
import type { InvocationFacts, ModelUse, Station } from '../audit/invocation-record.ts'
import type { CdsRequest } from '../cds-hooks/request.ts'
import type { Clock } from '../ground/clock.ts'
import type { Ehr } from '../ehrs/ehr.ts'
import { triggerOf } from '../ehrs/request-extension.ts'
import type { CurbsideError } from '../ground/errors.ts'
import type { ModelEnd } from '../model/model.ts'
import type { Service } from '../services/service-contract.ts'

const noLatency: Readonly<Record<Station, null>> = {
  authenticateMs: null,
  recordMs: null,
  chartMs: null,
  modelMs: null,
  verifyMs: null,
  cardsMs: null,
  totalMs: null
}

/** What the audit keeps of a call that was answered with 200. */
export function answeredFacts(of: {
  readonly call: Call
  readonly advice: Advice | undefined
  readonly issuer: string
  readonly authenticateMs: number
  readonly elapsedMs: number
  readonly outcome: InvocationFacts['outcome']
  readonly clock: Clock
  readonly modelKind: string
  readonly profile: string
  readonly appVersion: string
}): InvocationFacts {
  const { call, advice } = of
  const trail = advice?.trail
  return {
    eventId: call.invocationId,
    parentEventId: null,
    runId: call.request.hookInstance,
    recordedAtMs: of.clock.nowMs(),
    appVersion: of.appVersion,
    ehrId: call.ehr.id,
    issuer: of.issuer,
    serviceId: call.service.id,
    hook: call.request.hook,
    trigger: triggerOf(call.request, call.ehr.profile)?.code ?? null,
    contentSha256: call.service.contentSha256,
    outcome: of.outcome,
    errorCode: null,
    latency: latencyOf(of),
    models: modelsOf(of),
    ...subjectOf(call.request),
    inputs: inputsOf(advice, of.profile),
    rules: { fired: trail?.rulesFired ?? [], failed: trail?.rulesFailed ?? [] },
    verdicts: trail?.reading?.verdicts ?? [],
    cards: (advice?.cards ?? []).map(({ card, findings: [lead, ...joined], citedReferences }) => ({
      uuid: card.uuid,
      indicator: card.indicator,
      matter: lead.matter,
      ruleId: lead.ruleId,
      origin: lead.origin,
      joined: joined.map(({ matter, ruleId }) => ({ matter, ruleId })),
      citedReferences
    })),
    heldBack: trail?.heldBack ?? [],
    cut: trail?.cut ?? 0,
    digests: trail?.reading?.chart?.digests ?? { review: null, moment: null }
  }
}

/** What the audit keeps of a registered EHR's call that did not run: refused, failed, or off. */
export function notRunFacts(of: {
  readonly error?: CurbsideError
  readonly ehr: Ehr
  readonly service: Service
  readonly request: CdsRequest | undefined
  readonly invocationId: string
  readonly recordedAtMs: number
  readonly elapsedMs: number
  readonly appVersion: string
}): InvocationFacts {
  const { request, service } = of
  return {
    eventId: of.invocationId,
    parentEventId: null,
    runId: request?.hookInstance ?? null,
    recordedAtMs: of.recordedAtMs,
    appVersion: of.appVersion,
    ehrId: of.ehr.id,
    issuer: of.ehr.issuer,
    serviceId: service.id,
    hook: request?.hook ?? null,
    trigger: request === undefined ? null : (triggerOf(request, of.ehr.profile)?.code ?? null),
    contentSha256: service.contentSha256,
    outcome: of.error === undefined ? 'off' : of.error.status >= 500 ? 'error' : 'refused',
    errorCode: of.error?.code ?? null,
    latency: { ...noLatency, totalMs: of.elapsedMs },
    models: [],
    ...(request === undefined
      ? { userId: null, patientReference: null, encounterReference: null }
      : subjectOf(request)),
    inputs: null,
    rules: { fired: [], failed: [] },
    verdicts: [],
    cards: [],
    heldBack: [],
    cut: 0,
    digests: { review: null, moment: null }
  }
}

/** Marks are counted from arrival; stations are the time between them. */
function latencyOf(of: {
  readonly advice: Advice | undefined
  readonly authenticateMs: number
  readonly elapsedMs: number
}): InvocationFacts['latency'] {
  const marks = of.advice?.trail.marks ?? {}
  const reading = of.advice?.trail.reading
  const between = (from: number | undefined, to: number | undefined): number | null =>
    from === undefined || to === undefined ? null : to - from
  return {
    authenticateMs: of.authenticateMs,
    recordMs: between(of.authenticateMs, marks['recordMs']),
    chartMs: reading?.chartMs ?? null,
    modelMs: between(marks['rulesMs'], marks['modelMs']),
    verifyMs: reading?.verifyMs ?? null,
    cardsMs: between(marks['modelMs'], marks['savedMs']),
    totalMs: of.elapsedMs
  }
}

function modelsOf(of: {
  readonly call: Call
  readonly advice: Advice | undefined
  readonly modelKind: string
}): InvocationFacts['models'] {
  const { service } = of.call
  return (of.advice?.trail.reading?.flights ?? []).map(({ part, flight }) => ({
    part,
    kind: flight.source === 'stored' ? 'stored' : of.modelKind,
    asked: service.policy.asks.find((ask) => ask.part === part)?.deployment ?? null,
    ...usedOf(flight.end),
    instructionsSha256:
      part === 'review' ? service.reviewInstructions.sha256 : service.instructions.sha256
  }))
}

/** What became of one question; of a flight that is not over yet, only that. */
function usedOf(
  end: ModelEnd | undefined
): Omit<ModelUse, 'part' | 'kind' | 'asked' | 'instructionsSha256'> {
  const { firstRequestId, requestId } = end ?? {}
  return {
    deployment: end?.deployment ?? 'pending',
    model: end?.model ?? null,
    servedTier: end?.servedTier ?? null,
    ending: end?.ending ?? 'thinking',
    requestIds: [firstRequestId, requestId].filter((id) => id !== undefined),
    retried: end?.retried === true,
    notSent: end?.breaker === true ? 'breaker' : (end?.limit ?? null),
    breakerState: end?.breakerState ?? null,
    queuedMs: end?.queuedMs ?? null,
    promptTokens: end?.promptTokens ?? null,
    cachedTokens: end?.cachedTokens ?? null,
    cacheWriteTokens: end?.cacheWriteTokens ?? null,
    completionTokens: end?.completionTokens ?? null,
    hiddenTokens: end?.hiddenTokens ?? null,
    elapsedMs: end?.elapsedMs ?? 0
  }
}

function subjectOf(request: CdsRequest) {
  const { patientId, encounterId } = request.context
  return {
    userId: userIdOf(request) ?? null,
    patientReference: `Patient/${patientId}`,
    encounterReference: encounterId === undefined ? null : `Encounter/${encounterId}`
  }
}

function inputsOf(advice: Advice | undefined, profile: string): InvocationFacts['inputs'] {
  const record = advice?.trail.record
  if (record === undefined) return null
  const chart = advice?.trail.reading?.chart
  return {
    profile,
    notes: record.notes === undefined ? 'off' : 'scrubbed',
    kinds: Object.entries(record.states).map(([kind, state]) => ({
      kind,
      state: state.state,
      reason: 'reason' in state ? state.reason : null
    })),
    counts: record.counts,
    chart: chart?.chart.size ?? null,
    withheld: chart?.withheld ?? 0
  }
}
