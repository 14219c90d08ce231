import type { ErrorCode } from '../ground/errors.ts'
import * as safe from './safe-words.ts'
import type { ChartPart } from '../ground/chart-part.ts'

/** What one call knows of itself when it ends. Ids, words, counts and milliseconds only. */
export interface InvocationFacts {
  readonly eventId: string
  /** Of the call whose answer was sent before the model had finished; else null. */
  readonly parentEventId: string | null
  /** The hookInstance; null when the call was refused before it was read. */
  readonly runId: string | null
  readonly recordedAtMs: number
  readonly appVersion: string
  readonly ehrId: string | null
  readonly issuer: string | null
  readonly serviceId: string
  readonly hook: string | null
  /** The EHR's own number of the event behind the hook; null when it sent none. */
  readonly trigger: string | null
  readonly contentSha256: string | null
  /** `shadow`: it ran, the EHR got no cards. `off`: it did not run. */
  readonly outcome:
    | 'cards'
    | 'empty'
    | 'thinking'
    | 'degraded'
    | 'shadow'
    | 'off'
    | 'refused'
    | 'error'
    | 'model-ended'
  readonly errorCode: ErrorCode | null
  /** Milliseconds per station; null for a station that was not reached. */
  readonly latency: Readonly<Record<Station, number | null>>
  /** One per question to the model. */
  readonly models: readonly ModelUse[]
  /** context.userId, `Type/id`; never a name. */
  readonly userId: string | null
  readonly patientReference: string | null
  readonly encounterReference: string | null
  readonly inputs: InvocationInputs | null
  /** Rules that had something to say, before holding back and ranking; and rules that broke. */
  readonly rules: { readonly fired: readonly string[]; readonly failed: readonly string[] }
  readonly verdicts: readonly Verdict[]
  readonly cards: readonly ShownCard[]
  readonly heldBack: readonly HeldBackFinding[]
  /** Findings that had no place among the cards; never a critical one. */
  readonly cut: number
  readonly digests: { readonly review: string | null; readonly moment: string | null }
}

export const stations = [
  'authenticateMs',
  'recordMs',
  'chartMs',
  'modelMs',
  'verifyMs',
  'cardsMs',
  'totalMs'
] as const
export type Station = (typeof stations)[number]

export interface ModelUse {
  readonly part: ChartPart
  readonly kind: string
  /** Which deployment of the configuration was asked, and the one that answered. */
  readonly asked: 'default' | 'fast' | null
  readonly deployment: string
  /** Model and version as the service returned them. */
  readonly model: string | null
  readonly servedTier: string | null
  readonly ending: string
  /** As the service gave them, of each attempt; calls that shared one answer share them. */
  readonly requestIds: readonly string[]
  readonly retried: boolean
  /** Why nothing was sent: `breaker`, or the bound of ours that was reached. */
  readonly notSent: string | null
  /** State of the deployment's breaker when the call came to it; null when it never did. */
  readonly breakerState: string | null
  readonly queuedMs: number | null
  readonly promptTokens: number | null
  readonly cachedTokens: number | null
  readonly cacheWriteTokens: number | null
  readonly completionTokens: number | null
  /** Reasoning that was paid for and never shown; part of the completion tokens. */
  readonly hiddenTokens: number | null
  readonly elapsedMs: number
  readonly instructionsSha256: string | null
}

export interface InvocationInputs {
  readonly profile: string
  readonly notes: string
  readonly kinds: readonly {
    readonly kind: string
    readonly state: string
    readonly reason: string | null
  }[]
  readonly counts: {
    readonly fromPrefetch: number
    readonly fromFhir: number
    readonly fhirRequests: number
    readonly otherPatient: number
    readonly restricted: number
    readonly unreadable: number
    readonly enteredInError: number
  }
  readonly chart: {
    readonly lines: number
    readonly characters: number
    readonly omitted: number
  } | null
  /** Lines left out because an identifier stood in the EHR's own text. */
  readonly withheld: number
}

/** What became of one finding of the model: words of reasons, never its words. */
export interface Verdict {
  /** Null when both parts may have brought it: stored advice, merged findings. */
  readonly part: ChartPart | null
  readonly accepted: boolean
  readonly reason: string | null
  /** Parts of it that were lost, and why: `fact` `value-mismatch`. */
  readonly lost: readonly { readonly part: string; readonly reason: string }[]
}

export interface ShownCard {
  readonly uuid: string
  readonly indicator: string
  readonly matter: string
  readonly ruleId: string | null
  readonly origin: 'rule' | 'model' | 'notice'
  /** Further critical findings on the same card. */
  readonly joined: readonly { readonly matter: string; readonly ruleId: string | null }[]
  readonly citedReferences: readonly string[]
}

/** A finding that feedback held back: for its user, or for everyone at the EHR. */
export interface HeldBackFinding {
  readonly matter: string
  readonly topic: string
  readonly heldFor: 'user' | 'everyone'
}

/** The record as it is chained; a type alias, so that it is a `Record<string, unknown>`. */
export type InvocationRecord = ReturnType<typeof invocationRecord>

/**
 * The record of one call after MedLog's fields (trust reference 4.1): header, model, user, target,
 * inputs, artifacts, outputs. It is built member by member and every string passes its form, so
 * that no name, free text, token or prompt can slip in, whatever the caller holds.
 */
export function invocationRecord(facts: InvocationFacts) {
  return {
    header: header(facts),
    models: facts.models.map(modelUse),
    user: {
      callerType: /^Practitioner(?:Role)?\//.test(facts.userId ?? '') ? 'clinician' : 'other',
      callerId: safe.orNull(facts.userId, safe.reference)
    },
    target: {
      targetType: 'patient',
      targetId: safe.orNull(facts.patientReference, safe.reference),
      encounter: safe.orNull(facts.encounterReference, safe.reference)
    },
    inputs: safe.orNull(facts.inputs, inputs),
    artifacts: {
      rules: {
        fired: facts.rules.fired.map(safe.word),
        failed: facts.rules.failed.map(safe.word)
      },
      verdicts: facts.verdicts.map((verdict) => ({
        part: safe.orNull(verdict.part, safe.word),
        accepted: verdict.accepted === true,
        reason: safe.orNull(verdict.reason, safe.word),
        lost: verdict.lost.map(({ part, reason }) => ({
          part: safe.word(part),
          reason: safe.word(reason)
        }))
      })),
      digests: {
        review: safe.orNull(facts.digests.review, safe.sha256),
        moment: safe.orNull(facts.digests.moment, safe.sha256)
      }
    },
    outputs: {
      cards: facts.cards.map(shownCard),
      heldBack: facts.heldBack.map(({ matter, topic, heldFor }) => ({
        matter: safe.matter(matter),
        topic: safe.word(topic),
        heldFor: safe.word(heldFor)
      })),
      cut: safe.count(facts.cut)
    }
  }
}

function header(facts: InvocationFacts) {
  return {
    medlogVersion: '1.0',
    eventId: safe.uuid(facts.eventId),
    parentEventId: safe.orNull(facts.parentEventId, safe.uuid),
    runId: safe.orNull(facts.runId, safe.uuid),
    timestamp: new Date(facts.recordedAtMs).toISOString(),
    appName: 'curbside',
    appVersion: safe.word(facts.appVersion),
    ehr: safe.orNull(facts.ehrId, safe.word),
    issuer: safe.orNull(facts.issuer, safe.name),
    service: safe.word(facts.serviceId),
    hook: safe.orNull(facts.hook, safe.word),
    trigger: safe.orNull(facts.trigger, safe.word),
    contentSha256: safe.orNull(facts.contentSha256, safe.sha256),
    outcome: safe.word(facts.outcome),
    errorCode: safe.orNull(facts.errorCode, safe.word),
    latency: Object.fromEntries(
      stations.map((station) => [station, safe.orNull(facts.latency[station], safe.count)])
    )
  }
}

function modelUse(use: ModelUse) {
  return {
    part: safe.word(use.part),
    kind: safe.word(use.kind),
    asked: safe.orNull(use.asked, safe.word),
    deployment: safe.name(use.deployment),
    model: safe.orNull(use.model, safe.name),
    servedTier: safe.orNull(use.servedTier, safe.word),
    ending: safe.word(use.ending),
    requestIds: use.requestIds.map(safe.name),
    retried: use.retried === true,
    notSent: safe.orNull(use.notSent, safe.word),
    breakerState: safe.orNull(use.breakerState, safe.word),
    queuedMs: safe.orNull(use.queuedMs, safe.count),
    promptTokens: safe.orNull(use.promptTokens, safe.count),
    cachedTokens: safe.orNull(use.cachedTokens, safe.count),
    cacheWriteTokens: safe.orNull(use.cacheWriteTokens, safe.count),
    completionTokens: safe.orNull(use.completionTokens, safe.count),
    hiddenTokens: safe.orNull(use.hiddenTokens, safe.count),
    elapsedMs: safe.count(use.elapsedMs),
    instructionsSha256: safe.orNull(use.instructionsSha256, safe.sha256)
  }
}

function inputs(given: InvocationInputs) {
  return {
    profile: safe.word(given.profile),
    notes: safe.word(given.notes),
    kinds: given.kinds.map(({ kind, state, reason }) => ({
      kind: safe.word(kind),
      state: safe.word(state),
      reason: safe.orNull(reason, safe.word)
    })),
    counts: {
      fromPrefetch: safe.count(given.counts.fromPrefetch),
      fromFhir: safe.count(given.counts.fromFhir),
      fhirRequests: safe.count(given.counts.fhirRequests),
      otherPatient: safe.count(given.counts.otherPatient),
      restricted: safe.count(given.counts.restricted),
      unreadable: safe.count(given.counts.unreadable),
      enteredInError: safe.count(given.counts.enteredInError)
    },
    chart: safe.orNull(given.chart, (chart) => ({
      lines: safe.count(chart.lines),
      characters: safe.count(chart.characters),
      omitted: safe.count(chart.omitted)
    })),
    withheld: safe.count(given.withheld)
  }
}

function shownCard(card: ShownCard) {
  return {
    uuid: safe.uuid(card.uuid),
    indicator: safe.word(card.indicator),
    matter: safe.matter(card.matter),
    ruleId: safe.orNull(card.ruleId, safe.word),
    origin: safe.word(card.origin),
    joined: card.joined.map(({ matter, ruleId }) => ({
      matter: safe.matter(matter),
      ruleId: safe.orNull(ruleId, safe.word)
    })),
    citedReferences: card.citedReferences.map(safe.reference)
  }
}
