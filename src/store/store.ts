import type { BoundFinding } from '../findings/claim.ts'
import type { ModelEnding } from '../model/model.ts'

/** A card that was issued: feedback is only accepted for these. */
export interface IssuedCard {
  readonly uuid: string
  readonly ehrId: string
  readonly serviceId: string
  readonly invocationId: string
  readonly userId: string | null
  readonly patientId: string
  readonly matter: string
  readonly origin: 'rule' | 'model' | 'notice'
  readonly ruleId: string | null
  readonly indicator: string
  /** Over the references and texts of its evidence: the facts until which an override holds. */
  readonly factsSha256: string
  readonly suggestionUuids: readonly string[]
  readonly issuedAtMs: number
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

/** What the model found for one exact chart part; bound and verified again before it is shown. */
export interface StoredAdvice {
  readonly ehrId: string
  readonly patientId: string
  readonly part: 'review' | 'moment'
  /** Digest of the chart part (for a moment: of both) with instructions hash and deployment. */
  readonly key: string
  readonly findings: readonly BoundFinding[]
  readonly ending: ModelEnding
  readonly couldNotAssess: readonly string[]
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
