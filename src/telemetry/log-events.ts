/*
 * Everything the log can say. Each event lists its fields and what kind of value each holds;
 * nothing else gets out, so that no name, token, URL or text of an error can (trust, threat 16).
 * `?` marks a field that an event may lack. `hookInstance` names a call; a patient is never named.
 */
export const logEvents = {
  started: {
    level: 'info',
    fields: { version: 'id', port: 'count', services: 'count', ehrs: 'count' }
  },
  /** The site's own table of codes, named by the hash of its file. */
  'terminology-loaded': {
    level: 'info',
    fields: { sha256: 'id', drugs: 'count', codes: 'count' }
  },
  /** The site's own knowledge, named by the hash of its folder. */
  'knowledge-loaded': {
    level: 'info',
    fields: { sha256: 'id', rows: 'count', changes: 'count' }
  },
  /** RxNorm as the site brought it, named by the hash of its file. */
  'rxnorm-loaded': {
    level: 'info',
    fields: { sha256: 'id', ingredients: 'count', concepts: 'count', ndc: 'count' }
  },
  stopping: { level: 'info', fields: { signal: 'word' } },
  stopped: { level: 'info', fields: { openCalls: 'count' } },
  'call-answered': {
    level: 'info',
    fields: {
      hookInstance: 'id',
      ehr: 'word',
      service: 'word',
      outcome: 'word',
      cards: 'count',
      heldBack: 'count',
      gaps: 'count',
      fhirRequests: 'count',
      /** Medications that no rule could judge. */
      'unrecognised?': 'count',
      elapsedMs: 'ms'
    }
  },
  'call-refused': {
    level: 'warn',
    fields: {
      code: 'word',
      status: 'count',
      'hookInstance?': 'id',
      'ehr?': 'word',
      'service?': 'word',
      'reason?': 'word',
      elapsedMs: 'ms'
    }
  },
  'call-failed': {
    level: 'error',
    fields: {
      'hookInstance?': 'id',
      'ehr?': 'word',
      'service?': 'word',
      'station?': 'word',
      error: 'error'
    }
  },
  'record-gap': {
    level: 'info',
    fields: { hookInstance: 'id', ehr: 'word', kind: 'word', state: 'word', reason: 'word' }
  },
  'model-ended': {
    level: 'info',
    fields: {
      hookInstance: 'id',
      part: 'word',
      ending: 'word',
      deployment: 'id',
      'model?': 'id',
      'requestId?': 'id',
      'promptTokens?': 'count',
      'cachedTokens?': 'count',
      'completionTokens?': 'count',
      'hiddenTokens?': 'count',
      'servedTier?': 'word',
      'breaker?': 'flag',
      'limit?': 'word',
      'retried?': 'flag',
      findings: 'count',
      unbound: 'count',
      elapsedMs: 'ms'
    }
  },
  /** An operator must repair it: a wrong key, deployment, endpoint or identity. */
  'model-misconfigured': {
    level: 'error',
    fields: { 'deployment?': 'id', 'requestId?': 'id' }
  },
  'model-token-failed': { level: 'error', fields: { state: 'word', error: 'error' } },
  'model-breaker': { level: 'warn', fields: { deployment: 'word', state: 'word' } },
  'gate-closed': { level: 'error', fields: { hookInstance: 'id', ehr: 'word', hits: 'count' } },
  'rule-failed': {
    level: 'error',
    fields: { hookInstance: 'id', ehr: 'word', rule: 'word' }
  },
  'finding-contradicted': {
    level: 'warn',
    fields: { hookInstance: 'id', ehr: 'word', rule: 'word' }
  },
  'feedback-accepted': {
    level: 'info',
    fields: { ehr: 'word', service: 'word', entries: 'count' }
  },
  'feedback-unknown-card': {
    level: 'warn',
    fields: { ehr: 'word', service: 'word', entries: 'count' }
  },
  'audit-failed': { level: 'error', fields: { 'hookInstance?': 'id', error: 'error' } },
  'store-failed': { level: 'error', fields: { operation: 'word', error: 'error' } },
  'fhir-failed': {
    level: 'warn',
    fields: { ehr: 'word', 'hookInstance?': 'id', kind: 'word', 'status?': 'count', error: 'error' }
  },
  'server-failed': { level: 'error', fields: { error: 'error', 'status?': 'count' } },
  'server-warned': { level: 'warn', fields: {} }
} as const satisfies Record<
  string,
  {
    readonly level: 'info' | 'warn' | 'error'
    readonly fields: Readonly<Record<string, FieldKind>>
  }
>

/**
 * `id`: a uuid, version or deployment. `word`: a word of ours or of the configuration. `error`:
 * anything thrown, of which only a code or class name is written.
 */
export type FieldKind = 'id' | 'word' | 'count' | 'ms' | 'flag' | 'error'

export type LogEvent = keyof typeof logEvents

interface ValueOf {
  readonly id: string
  readonly word: string
  readonly count: number
  readonly ms: number
  readonly flag: boolean
  readonly error: unknown
}

type Optional<Name> = Name extends `${infer Bare}?` ? Bare : never

/** The fields of one event, as the table lists them. */
export type LogFields<Name extends LogEvent> = FieldsOf<(typeof logEvents)[Name]['fields']>

type FieldsOf<Fields> = {
  readonly [Key in keyof Fields as Key extends `${string}?` ? never : Key]: KindValue<Fields[Key]>
} & {
  readonly [Key in keyof Fields as Optional<Key>]?: KindValue<Fields[Key]> | undefined
}

type KindValue<Kind> = Kind extends keyof ValueOf ? ValueOf[Kind] : never
