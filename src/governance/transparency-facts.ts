/** What the transparency page is made from: the running configuration, services and rules. */
export interface TransparencyFacts {
  readonly version: string
  /** Whom to ask; null when the configuration names nobody. */
  readonly contact: string | null
  readonly deidentification: {
    readonly profile: 'minimised' | 'shifted' | 'strict-year'
    readonly notes: 'off'
  }
  readonly model: {
    /** `azure-foundry`, `openai-compatible` or `none`. */
    readonly kind: string
    readonly deployments: readonly string[]
  }
  readonly services: readonly ServiceFacts[]
  readonly rules: readonly RuleFacts[]
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
}

export interface RuleFacts {
  readonly id: string
  readonly version: string
  readonly title: string
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
