import type { Profile } from '../chart/chart-time.ts'
import type { Ehr } from '../ehrs/ehr.ts'
import type { Clock, Ids } from '../ground/clock.ts'
import type { Deadline } from '../ground/deadline.ts'
import type { Service } from '../services/service-contract.ts'
import type { Knowledge } from '../knowledge/knowledge.ts'
import type { Consultations } from './consult.ts'

/** What the second reading needs to know of a call. */
export interface ReadingCall {
  readonly ehr: Ehr
  readonly service: Service
  readonly request: { readonly hookInstance: string }
  readonly deadline: Deadline
}

/** What the second reading uses of the world around it. */
export interface ReadingParts {
  readonly clock: Clock
  readonly ids: Ids
  readonly consultations: Consultations
  /** How much of time the model is told. */
  readonly profile: Profile
  /** Whether the model is shown the text of clinical notes, scrubbed. */
  readonly notes: 'off' | 'scrubbed'
  /** What is true of drugs and tests, with a site's own rows where it has some. */
  readonly knowledge: Knowledge
  /** False with model kind `none`. */
  readonly modelAsked: boolean
}
