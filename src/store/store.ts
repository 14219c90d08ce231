import type { BoundFinding } from '../findings/bound-finding.ts'
import type { CouldNotAssess } from '../model/proposal/proposal.ts'
import type { ModelEnding } from '../model/model.ts'
import type { ChartPart } from '../ground/chart-part.ts'

/** A card that was issued: feedback is only accepted for these. */
export interface IssuedCard {
  readonly uuid: string
  readonly ehrId: string
  readonly serviceId: string
  readonly invocationId: string
  readonly userId: string | null
  readonly patientId: string
  readonly indicator: string
  /** What it says, its lead first; more than one only where critical findings were joined. */
  readonly findings: readonly [IssuedFinding, ...(readonly IssuedFinding[])]
  readonly suggestionUuids: readonly string[]
  readonly issuedAtMs: number
}

/** One finding of a card that was issued. */
export interface IssuedFinding {
  readonly matter: string
  readonly topic: string
  readonly origin: 'rule' | 'model' | 'notice'
  readonly ruleId: string | null
  /** Over the references and texts of its evidence: the facts until which an override holds. */
  readonly factsSha256: string
  /** The card's suggestions that answer it. */
  readonly suggestionUuids: readonly string[]
}

export interface StoredFeedback {
  readonly ehrId: string
  readonly cardUuid: string
  readonly outcome: 'accepted' | 'overridden'
  readonly outcomeTimestamp: string
  readonly acceptedSuggestionUuids: readonly string[]
  readonly reasonCode: string | null
  readonly userComment: string | null
  readonly receivedAtMs: number
}

/** An override that holds a matter back for one user until the facts change. */
export interface HeldBack {
  readonly matter: string
  readonly factsSha256: string
  readonly reasonCode: string | null
  readonly overriddenAtMs: number
}

/** The newest decision of one user about one matter on the same facts; never a critical card's. */
export interface StoredDecision {
  readonly patientId: string
  readonly serviceId: string
  readonly userId: string
  readonly matter: string
  readonly topic: string
  readonly ruleId: string | null
  readonly factsSha256: string
  readonly outcome: 'accepted' | 'overridden'
  readonly reasonCode: string | null
  readonly decidedAtMs: number
}

/** Findings of a topic held back at an EHR: without patient and user. */
export interface HeldBackCount {
  readonly ehrId: string
  readonly topic: string
  readonly heldFor: 'user' | 'everyone'
  readonly findings: number
}

/** One finding of a card on which there was feedback, with the newest of that feedback. */
export interface FindingFeedback {
  readonly topic: string
  readonly outcome: 'accepted' | 'overridden'
  readonly acceptedSuggestionUuids: readonly string[]
  /** The card's suggestions that answer this finding. */
  readonly suggestionUuids: readonly string[]
  /** How many findings the card holds. */
  readonly findingsOnCard: number
}

/** What the model found for one exact chart part; bound and verified again before it is shown. */
export interface StoredAdvice {
  readonly ehrId: string
  readonly patientId: string
  readonly part: ChartPart
  /** Digest of the chart part (for a moment: of both) with instructions hash and deployment. */
  readonly key: string
  readonly findings: readonly BoundFinding[]
  readonly ending: ModelEnding
  readonly couldNotAssess: readonly CouldNotAssess[]
  readonly storedAtMs: number
  readonly expiresAtMs: number
}

/** One invocation record as appended: `body` is canonical JSON, chained by hashes. */
export interface InvocationRow {
  readonly sequence: number
  readonly invocationId: string
  readonly recordedAtMs: number
  readonly previousSha256: string
  readonly sha256: string
  readonly body: string
}

/** Sums over all replicas on one database. */
export interface ModelUse {
  readonly callsThisMinute: number
  readonly tokensThisMinute: number
  readonly tokensThisDay: number
}

/**
 * Everything Curbside keeps. PostgreSQL through Kysely, embedded PGlite by default: the same SQL.
 * Every method may throw CURBSIDE_STORE_UNAVAILABLE; none ever swallows a write.
 */
export interface Store {
  /** True when (issuer, jti) was not seen before; kept until it expires. Atomic across replicas. */
  rememberToken(given: { issuer: string; jti: string; expiresAtMs: number }): Promise<boolean>
  saveIssuedCards(cards: readonly IssuedCard[]): Promise<void>
  /** Idempotent on (card, outcome, timestamp); returns how many were for cards issued to this EHR. */
  saveFeedback(feedback: readonly StoredFeedback[]): Promise<{ known: number; unknown: number }>
  heldBack(given: {
    ehrId: string
    userId: string
    patientId: string
    sinceMs: number
  }): Promise<readonly HeldBack[]>
  /** Of all users of an EHR; of one patient when one is named. */
  decisions(given: {
    ehrId: string
    patientId?: string
    sinceMs: number
  }): Promise<readonly StoredDecision[]>
  /** Adds to the counters of `atMs`'s day. */
  countHeldBack(given: {
    ehrId: string
    atMs: number
    findings: readonly { readonly topic: string; readonly heldFor: 'user' | 'everyone' }[]
  }): Promise<void>
  /** Summed over the days from `sinceMs` on. */
  heldBackCounts(given: { sinceMs: number }): Promise<readonly HeldBackCount[]>
  /** Findings of cards that have feedback since then. */
  findingFeedback(given: { ehrId: string; sinceMs: number }): Promise<readonly FindingFeedback[]>
  findAdvice(given: {
    ehrId: string
    key: string
    nowMs: number
  }): Promise<StoredAdvice | undefined>
  saveAdvice(advice: StoredAdvice): Promise<void>
  /**
   * True for one `owner` at a time: it may ask the model this question, for `leaseMs` by the
   * database's clock; asked again by the same owner, the lease begins anew. An embedded database
   * has one opener, who always may.
   */
  claimAdvice(given: {
    ehrId: string
    key: string
    owner: string
    leaseMs: number
  }): Promise<boolean>
  /** Gives up a claim of this owner, and of nobody else. */
  releaseAdvice(given: { ehrId: string; key: string; owner: string }): Promise<void>
  /**
   * Adds to what this EHR's calls used of the model in the minute and day (UTC) of `atMs`, and gives
   * the sums of all replicas with it. Negative numbers take back.
   */
  addModelUse(given: {
    ehrId: string
    atMs: number
    calls: number
    tokens: number
  }): Promise<ModelUse>
  deleteExpired(nowMs: number): Promise<void>
  appendInvocation(given: {
    invocationId: string
    recordedAtMs: number
    body: Record<string, unknown>
  }): Promise<InvocationRow>
  invocations(given: { limit: number }): Promise<readonly InvocationRow[]>
  /** One round trip, for /readyz. */
  ping(): Promise<void>
  close(): Promise<void>
}
