import type { Clock, Ids } from '../ground/clock.ts'
import type { Model } from '../model/model.ts'
import type { Store } from '../store/store.ts'
import type { Log } from '../telemetry/log.ts'

/** The world that the service is built in. */
export interface AppOutside {
  readonly clock: Clock
  readonly ids: Ids
  /** To stdout unless given. */
  readonly log?: Log
  /** The configured one unless given. */
  readonly model?: Model
  /** The configured one unless given; a given one stays open. */
  readonly store?: Store
}
