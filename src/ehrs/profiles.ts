/*
 * How EHRs differ on the wire, as data. A profile never loosens what is required of a caller; it
 * says what its screens can show and what its requests mean.
 */

export const profileIds = ['generic', 'epic', 'sandbox'] as const
export type ProfileId = (typeof profileIds)[number]

export interface EhrProfile {
  /** A test client of the public: only where `development.allowLoopbackHttp` is on. */
  readonly developmentOnly: boolean
  /** What its cards may hold; applied by cards/shape-for-profile.ts. */
  readonly cards: {
    /** `any`: the only one that it takes. */
    readonly selectionBehavior: 'as-built' | 'any'
    readonly oneActionPerSuggestion: boolean
    /** False: a create names what to order and for whom, nothing else. */
    readonly orderDetailsInCreates: boolean
    /** False: it cannot change a draft medication order. */
    readonly medicationUpdates: boolean
    /** The oldest version it reports at which it reads override reasons. */
    readonly overrideReasonsSince: '1.0' | '1.1'
    /** Names that it knows code systems by, beside their own. */
    readonly codeSystemNames: Readonly<Record<string, string>>
  }
  /** Its request extension that names the native event behind the hook; null: it has none. */
  readonly triggerExtension: string | null
  /** Native events at patient-view whose draft orders are checked as at an order hook. */
  readonly orderTriggers: Readonly<Record<string, 'order-select' | 'order-sign'>>
}

/** CDS Hooks as it is written: all actions of a suggestion together, as the card says it. */
const generic: EhrProfile = {
  developmentOnly: false,
  cards: {
    selectionBehavior: 'as-built',
    oneActionPerSuggestion: false,
    orderDetailsInCreates: true,
    medicationUpdates: true,
    overrideReasonsSince: '1.1',
    codeSystemNames: {}
  },
  triggerExtension: null,
  orderTriggers: {}
}

/**
 * After Epic's CDS Hooks documentation (fhir.epic.com, docId=cds-hooks, read in a public copy; a
 * site's own version may differ): `any` is the only selectionBehavior, one action per suggestion,
 * order details come from its own preference lists, draft medication orders can be created and
 * deleted but not updated, and patient-view stands for every native event
 * that has no hook. It reports version 1.0 while it documents override reasons.
 */
const epic: EhrProfile = {
  developmentOnly: false,
  cards: {
    selectionBehavior: 'any',
    oneActionPerSuggestion: true,
    orderDetailsInCreates: false,
    medicationUpdates: false,
    overrideReasonsSince: '1.0',
    codeSystemNames: {
      'http://www.nlm.nih.gov/research/umls/rxnorm': 'urn:oid:2.16.840.1.113883.6.88'
    }
  },
  triggerExtension: 'com.epic.cdshooks.request.bpa-trigger-action',
  // 18: enter order, 23: sign orders.
  orderTriggers: { '18': 'order-select', '23': 'order-sign' }
}

/** The public CDS Hooks Sandbox: it speaks plain 2.0, and its private key is public. */
const sandbox: EhrProfile = { ...generic, developmentOnly: true }

export const profiles: Readonly<Record<ProfileId, EhrProfile>> = { generic, epic, sandbox }
