/** `client`: binds the caller; the behaviour says what Curbside must be able to receive. */
export type Level =
  | 'SHALL'
  | 'SHALL NOT'
  | 'SHOULD'
  | 'SHOULD NOT'
  | 'RECOMMENDED'
  | 'MAY'
  | 'client'
  | 'note'

/** One thing that the standard, or the practice around it, asks of a CDS service. */
export interface Requirement {
  readonly level: Level
  /** Versions of CDS Hooks that say it; 2.0 stands for 2.0.1 as well. */
  readonly versions: readonly ('1.0' | '2.0' | '3.0')[]
  /** Where it is said. */
  readonly source: string
  readonly behaviour: string
  /** Why no test shows it. */
  readonly deferred?: string
}

const versions = {
  all: ['1.0', '2.0', '3.0'],
  from2: ['2.0', '3.0'],
  to2: ['1.0', '2.0'],
  only3: ['3.0']
} as const

/** One row of the list. */
export const item = (
  level: Level,
  since: keyof typeof versions,
  source: string,
  behaviour: string,
  deferred?: string
): Requirement => ({
  level,
  versions: versions[since],
  source,
  behaviour,
  ...(deferred === undefined ? {} : { deferred })
})
