/** What the transparency page is made from: the running configuration, services and rules. */
export interface TransparencyFacts {
  readonly version: string
  /** Whom to ask; null when the configuration names nobody. */
  readonly contact: string | null
  readonly deidentification: {
    readonly profile: 'minimised' | 'shifted' | 'strict-year'
    readonly notes: 'off' | 'scrubbed'
  }
  readonly model: {
    /** `azure-foundry`, `openai-compatible` or `none`. */
    readonly kind: string
    readonly deployments: readonly string[]
  }
  readonly services: readonly ServiceFacts[]
  readonly rules: readonly RuleFacts[]
  readonly knowledge: KnowledgeFacts
}

/** The knowledge tables, and what this site made of them. */
export interface KnowledgeFacts {
  readonly rows: number
  /** Of these, whose source was read for this project. */
  readonly read: number
  /** Ids of the rows that the site added. */
  readonly added: readonly string[]
  /** Rows that the site lowered or switched off. */
  readonly changes: readonly {
    readonly row: string
    readonly to: string
    readonly owner: string
    readonly reason: string
    readonly date: string
  }[]
}

export interface ServiceFacts {
  readonly id: string
  readonly title: string
  readonly description: string
  readonly policyVersion: string
  /** Over the service's entry, policy and instructions. */
  readonly contentSha256: string
  readonly cardsMax: number
  readonly adviceValidDays: number
  readonly holdBackDays: number
  /** When overrides of several users hold a finding back for everyone; absent: never. */
  readonly holdBackForAll?: {
    readonly users: number
    readonly reasons: readonly string[]
    readonly withinDays: number
    readonly days: number
  }
}

/** What was held back in the last days, without patient or user; null when it could not be read. */
export type HeldBackFacts = {
  readonly days: number
  readonly counts: readonly {
    readonly ehr: string
    readonly topic: string
    readonly title: string
    readonly heldFor: 'user' | 'everyone'
    /** A number below 5 could point at one patient: it is not told. */
    readonly findings: number | 'fewer than 5'
  }[]
} | null

export interface RuleFacts {
  readonly id: string
  readonly version: string
  readonly title: string
  /** What cards and counts call it by. */
  readonly topic: string
  readonly hooks: readonly string[]
  readonly source: {
    readonly title: string
    readonly section: string
    readonly url: string
    readonly date: string
    readonly verified: boolean
  }
}

/** One part of the page, the same in HTML and JSON. */
export interface Section {
  readonly id: string
  readonly title: string
  readonly paragraphs: readonly string[]
}
